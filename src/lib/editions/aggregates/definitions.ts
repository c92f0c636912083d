import type { DimensionId } from '../../../../db/vocab/dimensions.ts';
import type { MeasureId } from '../../../../db/vocab/measures.ts';
import { definitionOf } from '../../definition/defaults.ts';
import type { Attribution, Definition } from '../../definition/definition.ts';

/** A figure that stands in the table of aggregates. */
export interface AggregateDefinition {
  /** `downloads30d-by-region-of-creator-daily`. */
  id: string;
  measure: MeasureId;
  by: DimensionId | null;
  attribution: Attribution;
  step: 'day' | 'week' | 'month';
}

const stocks: readonly MeasureId[] = ['models', 'downloads30d', 'likes'];
const allTime: readonly MeasureId[] = ['downloadsAllTime', 'downloadsGained'];

/** Dimensions by which counters are kept week by week. */
const weekly: readonly DimensionId[] = [
  'region',
  'country',
  'publisher',
  'publisher-type',
  'size',
  'license',
  'license-id',
  'task',
  'modality',
  'library',
  'format',
  'relation',
  'inheritance',
  'family',
  'gated',
  'year',
];

/** Those also kept day by day, and under the all-time counter. */
const usual: readonly DimensionId[] = ['region', 'size', 'license'];

/** THE LIST of figures in an edition, by id. `hasAllTime`: whether the panel records the all-time counter. */
export function aggregateDefinitions(hasAllTime: boolean): readonly AggregateDefinition[] {
  const flows: readonly MeasureId[] = hasAllTime ? allTime : [];
  const all: AggregateDefinition[] = [
    ...[...stocks, ...flows].map((measure) => made(measure, null, 'week')),
    ...(['models', 'downloads30d'] as const).flatMap((measure) => [
      made(measure, null, 'day'),
      ...usual.map((by) => made(measure, by, 'day')),
      ...weekly.map((by) => made(measure, by, 'week')),
      ...(['region', 'country', 'publisher'] as const).map((by) => made(measure, by, 'week', 'creator')),
    ]),
    ...usual.map((by) => made('likes', by, 'week')),
    ...flows.flatMap((measure) => [...usual, 'publisher' as const].map((by) => made(measure, by, 'week'))),
    made('newModels', null, 'month'),
    ...usual.map((by) => made('newModels', by, 'month')),
    ...(['parametersMean', 'parametersMedian'] as const).map((measure) => made(measure, null, 'week')),
  ];
  return all.toSorted((a, b) => (a.id < b.id ? -1 : 1));
}

/** As the engine takes it, pinned to a snapshot of a panel. */
export function definitionFor(
  { measure, by, attribution, step }: AggregateDefinition,
  { panel, asOf }: { panel: string; asOf: string },
): Definition {
  return definitionOf({ panel, measure, by: by === null ? [] : [by], attribution, step, snapshot: asOf });
}

function made(
  measure: MeasureId,
  by: DimensionId | null,
  step: AggregateDefinition['step'],
  attribution: Attribution = 'uploader',
): AggregateDefinition {
  const grouped = by === null ? 'total' : `by-${by}`;
  const creator = attribution === 'creator' ? '-of-creator' : '';
  const pace = { day: 'daily', week: 'weekly', month: 'monthly' }[step];
  return { id: `${measure}-${grouped}${creator}-${pace}`, measure, by, attribution, step };
}
