import type { Db } from '../../../../db/client.ts';
import { DERIVATIVE_COUNTINGS, type DERIVATIVE_THRESHOLDS } from '../../../../db/vocab/concentration.ts';
import { groupName } from '../../definition/vocabulary.ts';
import { readGround, readStructureDay, type StructureAnswer } from './answer.ts';

export type DerivativeCounting = (typeof DERIVATIVE_COUNTINGS)[number]['id'];

export type DerivativeThreshold = (typeof DERIVATIVE_THRESHOLDS)[number];

export interface DerivativeGroup {
  /** A family, or the region of a family's publisher; empty: of no curated family. */
  id: string;
  name: string;
  models: number;
  /** Part of all derivatives that are counted, 0 to 1. */
  share: number | null;
  /** In the months of the answer. A model of several roots counts in parts. */
  series: readonly number[];
  shares: readonly (number | null)[];
}

export interface Derivatives extends StructureAnswer {
  counting: DerivativeCounting;
  threshold: DerivativeThreshold;
  by: 'family' | 'region';
  /** `YYYY-MM` of release, oldest first, none left out; models without a date are in `undated`. */
  months: readonly string[];
  totals: readonly number[];
  undated: number;
  total: number;
  /** Largest first. */
  groups: readonly DerivativeGroup[];
}

export interface DerivativesQuery {
  panel: string | null;
  counting: DerivativeCounting;
  threshold: DerivativeThreshold;
  by: 'family' | 'region';
  /** The UTC day a figure is pinned to. One before the day of the derivatives is refused. */
  snapshot?: string | null;
}

/** Who builds on which family, or on families from where: derivatives of the newest week by month of release. */
export async function readDerivatives(db: Db, query: DerivativesQuery): Promise<Derivatives> {
  const { counting, threshold, by, snapshot = null } = query;
  const { panel, referenceVersion } = await readGround(db, query.panel);
  const [asOf, rows] = await Promise.all([
    readStructureDay(db, panel, snapshot),
    readRows(db, { ...query, panel: panel.panel }),
  ]);
  const dated = rows.flatMap(({ month }) => month ?? []);
  const months = monthsBetween(dated[0] ?? null, dated.at(-1) ?? null);
  const totals = months.map((month) => sum(rows.filter((row) => row.month === month)));
  const total = sum(rows);
  const groups = [...Map.groupBy(rows, ({ id }) => id)].map(([id, of]): DerivativeGroup => {
    const series = months.map((month) => sum(of.filter((row) => row.month === month)));
    const models = sum(of);
    return {
      id,
      name: nameOf(by, id, of[0]?.name ?? null),
      models,
      share: total === 0 ? null : models / total,
      series,
      shares: series.map((value, at) => partOf(value, totals[at])),
    };
  });
  return {
    panel,
    asOf,
    definition: `Counted are ${DERIVATIVE_COUNTINGS.find(({ id }) => id === counting)?.says ?? counting}${WITH[threshold]}.`,
    coverage:
      total === 0 || counting === 'mentioned' ? null : sum(rows.filter(({ id }) => id !== '')) / total,
    notes: [
      'A lower bound: many models declare no base.',
      'Models that are gone are not counted, so older months read low; the newest month is not over.',
      ...(counting === 'direct' ? ['A model with bases of several families counts once for each.'] : []),
      ...(counting === 'mentioned' ? ['Models that name no family are not part of the whole.'] : []),
    ],
    referenceVersion,
    counting,
    threshold,
    by,
    months,
    totals,
    undated: sum(rows.filter(({ month }) => month === null)),
    total,
    groups: groups.toSorted((a, b) => b.models - a.models || a.id.localeCompare(b.id)),
  };
}

const WITH: Readonly<Record<DerivativeThreshold, string>> = {
  all: '',
  'over-5': ', with more than 5 downloads in 30 days',
  'over-200': ', with more than 200 downloads of all time',
};

interface Row {
  id: string;
  name: string | null;
  /** `YYYY-MM`; null: not known. */
  month: string | null;
  models: number;
}

async function readRows(
  db: Db,
  { panel, counting, threshold, by }: DerivativesQuery & { panel: string },
): Promise<Row[]> {
  const models = { all: db`d.models`, 'over-5': db`d.over_5`, 'over-200': db`d.over_200` }[threshold];
  const group = by === 'family' ? db`d.family` : db`d.region`;
  return await db<Row[]>`
    select
      ${group} as "id",
      ${by === 'family' ? db`min(f.name)` : db`null::text`} as "name",
      to_char(nullif(d.month, '0001-01-01'), 'YYYY-MM') as "month",
      sum(${models})::float8 as "models"
    from rollup_derivatives d
    join panels p on p.panel_id = d.panel_id
    left join ref_families f on f.family = d.family
    where p.panel = ${panel} and d.counting = ${counting}
    group by ${group}, d.month
    order by "month" nulls last, "id"
  `;
}

function nameOf(by: 'family' | 'region', id: string, name: string | null): string {
  if (id === '') return 'No curated family';
  return (by === 'region' ? groupName('region', id, 'default') : name) ?? id;
}

const sum = (rows: readonly Row[]) => rows.reduce((all, { models }) => all + models, 0);

const partOf = (value: number, total: number | undefined) =>
  total === undefined || total === 0 ? null : value / total;

function monthsBetween(first: string | null, last: string | null): readonly string[] {
  if (first === null || last === null) return [];
  const months = [];
  for (let month = first; month <= last; month = after(month)) months.push(month);
  return months;
}

function after(month: string): string {
  const [year = 0, number = 0] = month.split('-').map(Number);
  return new Date(Date.UTC(year, number, 1)).toISOString().slice(0, 7);
}
