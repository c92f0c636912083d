import type { DimensionId } from '../../../../db/vocab/dimensions.ts';
import type { Definition } from '../../definition/definition.ts';
import { groupsOf } from '../../definition/vocabulary.ts';
import { keyName } from '../../definition/words.ts';
import { formatParameters, formatShare } from '../../format/numbers.ts';
import type { Figure, FigureGroup } from '../../metrics/figure.ts';
import { modelsBehind } from '../figure/models-behind.ts';

export interface HeatCell {
  /** Null where nothing is there. */
  value: number | null;
  says: string;
  /** 0 to 6: how strong its shade. */
  level: number;
  href: string | null;
}

/** Two crossed groups as a table with shaded cells. The table is the truth; the shade repeats it. */
export interface HeatTable {
  rowHeading: string;
  columnHeading: string;
  columns: readonly { name: string; open: boolean }[];
  rows: readonly { name: string; open: boolean; cells: readonly HeatCell[]; total: string }[];
  /** Sums of the columns; null where the measure cannot be added. */
  totals: readonly string[] | null;
  notes: readonly string[];
}

const mostRows = 14;
const mostColumns = 9;
const levels = 6;
const REST = ' rest';

interface Side {
  id: string;
  name: string;
  open: boolean;
  value: number;
}

/** The newest values of a figure of two crossed dimensions, or of creators and uploaders. */
export function heatTable(figure: Figure, asked: Definition): HeatTable {
  const { definition, total } = figure;
  const [first, second] = sidesOf(definition);
  const adds = total !== null;
  const rows = sideOf(figure, { at: 0, dimension: first, most: mostRows, adds });
  const columns = sideOf(figure, { at: 1, dimension: second, most: mostColumns, adds });
  const cells = cellsOf(figure, rows.shown, columns.shown);
  const most = Math.max(...[...cells.values()].map(({ value }) => value), Number.MIN_VALUE);
  const words = (value: number) =>
    adds ? formatShare(total > 0 ? value / total : null) : formatParameters(value);
  const sum = (some: readonly number[]) => words(some.reduce((all, value) => all + value, 0));
  const at = (row: Side, column: Side) => cells.get(`${row.id}\n${column.id}`);
  return {
    ...headingsOf(definition, first, second),
    columns: columns.shown,
    rows: rows.shown.map((row) => ({
      name: row.name,
      open: row.open,
      cells: columns.shown.map((column): HeatCell => {
        const cell = at(row, column);
        if (!cell || cell.value === 0) return { value: null, says: '–', level: 0, href: null };
        return {
          value: adds && total > 0 ? cell.value / total : cell.value,
          says: words(cell.value),
          level: Math.max(1, Math.ceil(levels * Math.sqrt(Math.max(0, cell.value) / most))),
          href: cell.group && modelsBehind(asked, cell.group),
        };
      }),
      total: adds ? sum(columns.shown.map((column) => at(row, column)?.value ?? 0)) : '',
    })),
    totals: adds
      ? columns.shown.map((column) => sum(rows.shown.map((row) => at(row, column)?.value ?? 0)))
      : null,
    notes: [
      adds
        ? 'Each cell is a part of the whole table; the stronger its shade, the larger, by the square root.'
        : 'The stronger the shade of a cell, the larger its value.',
      ...(adds || rows.left + columns.left === 0
        ? []
        : ['The largest groups only: this measure cannot be added up.']),
    ],
  };
}

function sidesOf({ by, attribution }: Definition): readonly [DimensionId, DimensionId] {
  const [first = 'region', second = first] = by;
  return attribution === 'flow' ? [first, first] : [first, second];
}

function headingsOf({ attribution }: Definition, first: DimensionId, second: DimensionId) {
  const flow = attribution === 'flow';
  return {
    rowHeading: flow ? `${keyName(first)} of creator` : keyName(first),
    columnHeading: flow ? `${keyName(second)} of uploader` : keyName(second),
  };
}

interface SideQuery {
  at: 0 | 1;
  dimension: DimensionId;
  most: number;
  /** Values may be added, so that the small ones can be one row. */
  adds: boolean;
}

/** The groups on one side: in their own order or by size, what is not known last. */
function sideOf(figure: Figure, { at, dimension, most, adds }: SideQuery) {
  const words = groupsOf(dimension, figure.definition.scheme);
  const found = new Map<string, Side>();
  for (const { ids, names, open, value } of figure.groups.filter((group) => (group.value ?? 0) !== 0)) {
    const id = ids[at] ?? '';
    const side = found.get(id) ?? { id, name: names[at] ?? id, open: true, value: 0 };
    // Word lists say what is not known. Elsewhere: a pair is not where one side is not, a group where no pair is.
    const unknown = words?.find((word) => word.id === id)?.open ?? (side.open && open);
    found.set(id, { ...side, open: unknown, value: side.value + (value ?? 0) });
  }
  const places = words?.map(({ id }) => id) ?? [];
  const own = dimension === 'size' || dimension === 'year';
  const order = (a: Side, b: Side) =>
    own && places.length > 0
      ? places.indexOf(a.id) - places.indexOf(b.id)
      : own
        ? a.id.localeCompare(b.id)
        : b.value - a.value;
  const all = [...found.values()];
  const kept = new Set(all.toSorted((a, b) => b.value - a.value).slice(0, most));
  const sorted = all
    .filter((side) => kept.has(side))
    .toSorted((a, b) => Number(a.open) - Number(b.open) || order(a, b));
  const left = all.length - sorted.length;
  const rest = { id: REST, name: left === 1 ? 'One other' : `${left} others`, open: false, value: 0 };
  const known = sorted.filter(({ open }) => !open);
  const shown = left > 0 && adds ? [...known, rest, ...sorted.filter(({ open }) => open)] : sorted;
  return { shown, left };
}

/** Values by the ids of row and column; what has no row or column of its own falls to the rest. */
function cellsOf(figure: Figure, rows: readonly Side[], columns: readonly Side[]) {
  const [rowIds, columnIds] = [rows, columns].map((sides) => new Set(sides.map(({ id }) => id)));
  const cells = new Map<string, { value: number; group: FigureGroup | null }>();
  for (const group of figure.groups) {
    const [row = '', column = ''] = group.ids;
    const key = `${rowIds?.has(row) ? row : REST}\n${columnIds?.has(column) ? column : REST}`;
    const before = cells.get(key);
    cells.set(key, {
      value: (before?.value ?? 0) + (group.value ?? 0),
      group: before || key.includes(REST) ? null : group,
    });
  }
  return cells;
}
