import type { Db } from '../../../../db/client.ts';
import { MILESTONES } from '../../../../db/vocab/concentration.ts';
import { groupName } from '../../definition/vocabulary.ts';
import { readGround, readStructureDay, type StructureAnswer } from './answer.ts';
import { type LifeTableRow, medianAge, type SurvivalPoint, survivalOf } from './survival-of.ts';

/** What the models of a panel can be told apart by; `all`: not told apart. */
export const SURVIVAL_DIMENSIONS = ['all', 'region', 'size', 'license', 'relation'] as const;

export type SurvivalDimension = (typeof SURVIVAL_DIMENSIONS)[number];

export interface SurvivalGroup {
  /** A group of the dimension; empty for all. */
  id: string;
  name: string;
  /** Models whose start is recorded; of these, those that reached the number, and those that did not while seen. */
  models: number;
  reached: number;
  censored: number;
  /** Days by which half has reached it; null where fewer than half have within the record. */
  medianDays: number | null;
  /** Youngest age first; ages at which nothing happens are left out. */
  curve: readonly SurvivalPoint[];
}

export interface TimeToN extends StructureAnswer {
  threshold: number;
  dimension: SurvivalDimension;
  groups: readonly SurvivalGroup[];
  /** Who is in no curve, and how many of them have passed the number all the same. */
  leftOut: readonly {
    why: 'released-before-record' | 'no-release-date' | 'no-counter';
    models: number;
    past: number;
  }[];
}

export interface TimeToNQuery {
  panel: string | null;
  /** One of MILESTONES. */
  threshold: number;
  dimension: SurvivalDimension;
  /** The UTC day a figure is pinned to. One before the day of the life table is refused. */
  snapshot?: string | null;
}

const WHY = { [-1]: 'released-before-record', [-2]: 'no-release-date', [-3]: 'no-counter' } as const;

/** Days from release to so many downloads of all time, with the models that have not got there. */
export async function readTimeToN(
  db: Db,
  { panel: named, threshold, dimension, snapshot = null }: TimeToNQuery,
): Promise<TimeToN> {
  const { panel, referenceVersion } = await readGround(db, named);
  const [asOf, rows] = await Promise.all([
    readStructureDay(db, panel, snapshot),
    readTables(db, { panel: panel.panel, threshold, dimension }),
  ]);
  const tables = Map.groupBy(
    rows.filter(({ age, dimension: of }) => age >= 0 && of === idOf(dimension)),
    ({ value }) => value,
  );
  const groups = [...tables].map(([id, table]) => groupOf(dimension, id, table));
  const leftOut = rows.flatMap(({ age, atRisk, reached }) =>
    age === -1 || age === -2 || age === -3 ? [{ why: WHY[age], models: atRisk, past: reached }] : [],
  );
  const inside = groups.reduce((sum, { models }) => sum + models, 0);
  const outside = leftOut.reduce((sum, { models }) => sum + models, 0);
  return {
    panel,
    asOf,
    definition: `Days from release to ${threshold.toLocaleString('en-US')} downloads of all time, of models released on or after ${panel.from}. Models that have not got there count until they were last seen.`,
    coverage: inside + outside === 0 ? null : inside / (inside + outside),
    notes: [
      'Estimated after Kaplan and Meier: a model that is young, or gone, counts as long as it was seen.',
      'Between two looks the counter is taken to rise in a straight line; before the first, from nothing on the day of release.',
      ...(MILESTONES.includes(threshold) ? [] : [`No days are kept for ${threshold}.`]),
      ...(groups.length === 0 ? ['No model was released since the record began.'] : []),
    ],
    referenceVersion,
    threshold,
    dimension,
    groups: groups.toSorted((a, b) => b.models - a.models || a.id.localeCompare(b.id)),
    leftOut,
  };
}

function groupOf(dimension: SurvivalDimension, id: string, table: readonly LifeTableRow[]): SurvivalGroup {
  const curve = survivalOf(table);
  const name = dimension === 'all' ? 'All models' : (groupName(dimension, id, 'default') ?? id);
  return {
    id,
    name,
    models: table[0]?.atRisk ?? 0,
    reached: table.reduce((sum, { reached }) => sum + reached, 0),
    censored: table.reduce((sum, { censored }) => sum + censored, 0),
    medianDays: medianAge(curve),
    curve,
  };
}

const idOf = (dimension: SurvivalDimension) => (dimension === 'all' ? '' : dimension);

interface TableRow extends LifeTableRow {
  dimension: string;
  value: string;
}

async function readTables(db: Db, { panel, threshold, dimension }: TimeToNQuery): Promise<TableRow[]> {
  return await db<TableRow[]>`
    select
      v.dimension as "dimension",
      v.value as "value",
      v.age::int as "age",
      v.at_risk::int as "atRisk",
      v.reached::int as "reached",
      v.censored::int as "censored"
    from rollup_survival v
    join panels p on p.panel_id = v.panel_id
    where p.panel = ${panel} and v.threshold = ${threshold}
      and (v.dimension = ${idOf(dimension)} or v.dimension = '' and v.age < 0)
    order by v.value, v.age
  `;
}
