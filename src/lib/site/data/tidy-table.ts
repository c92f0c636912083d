import type { DimensionId } from '../../../../db/vocab/dimensions.ts';
import { printGroup } from '../../definition/group-ids.ts';
import type { Figure, FigureGroup } from '../../metrics/figure.ts';
import { shareCell } from '../figure/series.ts';

export interface DataColumn {
  name: string;
  type: 'date' | 'string' | 'number' | 'boolean';
  says: string;
}

/** Null where nothing is known: an empty cell of a file. */
export type DataCell = string | number | boolean | null;

/** A figure as tidy rows: one group in one period each. */
export interface TidyTable {
  columns: readonly DataColumn[];
  rows: readonly (readonly DataCell[])[];
}

/**
 * Every group of a figure in every period, gaps included, in the order of its table. `earlier`: its values stand beside
 * them, last period beside last period.
 */
export function tidyTable(figure: Figure, earlier: Figure | null = null): TidyTable {
  const shares = figure.definition.by.length > 0 && figure.total !== null;
  const { measure } = figure;
  const dimensions = sidesOf(figure);
  const groups = figure.groups.filter(isThere);
  return {
    columns: [...PERIOD, ...groupColumns(figure), ...VALUES, ...(earlier ? EARLIER : [])],
    rows: groups.flatMap((group) =>
      figure.periods.map(({ from, until, asOf, provisional }, at) => {
        const share = shares && asOf !== null ? shareCell(figure, group, at) : { value: null, high: null };
        return [
          ...[from, until, asOf],
          ...group.ids.flatMap((id, n) => [printGroup(dimensions[n] ?? 'region', id), group.names[n] ?? id]),
          group.series[at] ?? null,
          share.value,
          share.high === null ? null : share.value,
          share.high,
          provisional,
          measure.unit,
          ...(earlier ? earlierCells(earlier, group, { at: at - figure.periods.length, shares }) : []),
        ];
      }),
    ),
  };
}

/** `at`: counted from the end, −1 the last period. */
function earlierCells(
  earlier: Figure,
  group: FigureGroup,
  { at, shares }: { at: number; shares: boolean },
): readonly DataCell[] {
  const place = earlier.periods.length + at;
  const period = earlier.periods[place];
  const was = earlier.groups.find(({ ids }) => ids.join('~') === group.ids.join('~'));
  const isThere = period !== undefined && period.asOf !== null && was !== undefined;
  return [
    period?.from ?? null,
    period?.until ?? null,
    isThere ? (was.series[place] ?? null) : null,
    isThere && shares ? shareCell(earlier, was, place).value : null,
  ];
}

/** Rows a table would have, without making it. */
export function rowsOf({ groups, periods }: Figure): number {
  return groups.filter(isThere).length * periods.length;
}

function isThere({ series }: FigureGroup): boolean {
  return series.some((value) => value !== null && value !== 0);
}

export const PERIOD: readonly DataColumn[] = [
  { name: 'period_from', type: 'date', says: 'First day of the period.' },
  { name: 'period_until', type: 'date', says: 'The day after its last; outside.' },
  {
    name: 'as_of',
    type: 'date',
    says: 'The last published snapshot in the period. Empty: there is none, and no value.',
  },
];

export const VALUES: readonly DataColumn[] = [
  { name: 'value', type: 'number', says: 'In the unit of its row. Empty: not recorded, never zero.' },
  {
    name: 'share',
    type: 'number',
    says: 'Part of the whole, 0 to 1. Empty: there is no whole, it is too small, or the group is left out of it.',
  },
  { name: 'share_low', type: 'number', says: 'The lowest the share could be. Only of views with bands.' },
  { name: 'share_high', type: 'number', says: 'The highest the share could be. Only of views with bands.' },
  {
    name: 'provisional',
    type: 'boolean',
    says: 'The period has fewer snapshots than a closed one needs.',
  },
  { name: 'unit', type: 'string', says: 'What one of the value is.' },
];

export const EARLIER: readonly DataColumn[] = [
  { name: 'earlier_from', type: 'date', says: 'First day of the period it is compared with.' },
  { name: 'earlier_until', type: 'date', says: 'The day after its last; outside.' },
  { name: 'earlier_value', type: 'number', says: 'The value of the group in that period.' },
  { name: 'earlier_share', type: 'number', says: 'The share of the group in that period, 0 to 1.' },
];

/** The dimension of each id of a group. */
function sidesOf({ definition: { by, attribution } }: Figure): readonly DimensionId[] {
  return attribution === 'flow' ? [...by, ...by] : by;
}

/** An id and a name for each dimension; under the flow of attribution one pair for each side. */
function groupColumns({ definition: { by, attribution } }: Figure): readonly DataColumn[] {
  const heads = by.map((dimension) => dimension.replaceAll('-', '_'));
  const sides =
    attribution === 'flow' ? heads.flatMap((head) => [`creator_${head}`, `uploader_${head}`]) : heads;
  return sides.flatMap((head) => [
    {
      name: head,
      type: 'string',
      says: 'Id of the group, as addresses say it.',
    },
    { name: `${head}_name`, type: 'string', says: 'What the group is called.' },
  ]);
}
