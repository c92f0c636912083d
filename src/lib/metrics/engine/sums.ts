import type { Db } from '../../../../db/client.ts';
import { addDays } from '../days.ts';
import type { Source } from './dimensions-sql.ts';
import type { Grain } from './grain.ts';
import type { Looks } from './looks.ts';
import { dayOfPlace, FIELDS, placeOfDay, unpack } from './unpack.ts';

/** A column of the rollups. */
export type Column =
  | 'models'
  | 'downloads_30d'
  | 'downloads_all_time'
  | 'likes'
  | 'risen'
  | 'fallen'
  | 'risen_first_year'
  | 'fallen_first_year'
  | 'parameters'
  | 'weighted';

/** Sums of one column by group and by the first day of a field: a day, or the Monday of a week. */
export interface Sums {
  /** Group ids in the order of `by`, joined by a line break. */
  byGroup: ReadonlyMap<string, ReadonlyMap<string, number>>;
}

export interface SumsQuery {
  source: Source;
  grain: Grain;
  looks: Looks;
  column: Column;
  /** Stocks of an open week are those of its last snapshot; flows are added up. */
  flow: boolean;
  /** Fields from the first to the last day, half-open. */
  from: string;
  until: string;
  /** Nothing after this day counts. */
  asOf: string;
}

type Row = { groups: string[]; weight: number; place: number; sums: string };

/** Reads packs for the folded weeks and open sums for the rest, and nothing else. */
export async function readSums(db: Db, query: SumsQuery): Promise<Sums> {
  const [packed, open] = await Promise.all([readPacks(db, query), readOpen(db, query)]);
  const byGroup = new Map<string, Map<string, number>>();
  const add = ({ groups, weight }: Row, day: string, value: number) => {
    if (value === 0) return;
    const key = groups.join('\n');
    const series = byGroup.get(key) ?? new Map<string, number>();
    byGroup.set(key, series);
    series.set(day, (series.get(day) ?? 0) + value * weight);
  };
  const { fields, days } = fieldsOf(query.grain);
  for (const row of packed) {
    for (const [at, value] of unpack(row.sums, query.column, fields).entries()) {
      const day = dayOfPlace((row.place * fields + at) * days);
      if (query.from <= day && day < query.until && day <= query.asOf) add(row, day, value);
    }
  }
  for (const row of open) add(row, dayOfPlace(row.place * days), Number(row.sums));
  return { byGroup };
}

function fieldsOf(grain: Grain) {
  return grain === 'weeks' ? { fields: FIELDS.week, days: 7 } : { fields: FIELDS.day, days: 1 };
}

async function readPacks(db: Db, { source, grain, looks, column, from, until }: SumsQuery): Promise<Row[]> {
  if (from >= looks.foldedBefore) return [];
  const { fields, days } = fieldsOf(grain);
  const last = addDays(until < looks.foldedBefore ? until : looks.foldedBefore, -1);
  const spans = [from, last].map((day) => Math.floor(placeOfDay(day) / days / fields));
  const packs = {
    cells: () => db`join rollup_days r on r.cell_id = k.cell_id`,
    weeks: () => db`join rollup_weeks r on r.kind_id = k.kind_id`,
    days: () => db`join rollup_kind_days r on r.kind_id = k.kind_id`,
  };
  return await db<Row[]>`
    select
      ${groupsOf(db, source)} as "groups",
      ${source.weight} as "weight",
      r.span::int as "place",
      sum(r.sums)::text as "sums"
    from ${source.from}
    ${packs[grain]()}
    where r.panel_id = ${looks.panelId} and r.measure = ${column}
      and r.span between ${spans[0] ?? 0} and ${spans[1] ?? 0}
      and ${source.where}
    group by 1, 2, 3
  `;
}

async function readOpen(db: Db, query: SumsQuery): Promise<Row[]> {
  const { source, grain, looks, column, flow, from, until } = query;
  const days = looks.days.filter((day) => day >= looks.foldedBefore && from <= day && day < until);
  const wanted =
    grain === 'weeks' && !flow ? days.filter((day, at) => weekOf(day) !== weekOf(days[at + 1])) : days;
  if (wanted.length === 0) return [];
  const sums =
    grain === 'cells'
      ? db`join rollup_cell_sums r on r.cell_id = k.cell_id`
      : db`join rollup_kinds r on r.kind_id = k.kind_id`;
  return await db<Row[]>`
    select
      ${groupsOf(db, source)} as "groups",
      ${source.weight} as "weight",
      ${grain === 'weeks' ? db`week_of(s.as_of)` : db`day_of(s.as_of)`} as "place",
      sum(${columnOf(db, column)})::text as "sums"
    from ${source.from}
    ${sums}
    join snapshots s on s.snapshot_id = r.snapshot_id
    where s.panel_id = ${looks.panelId} and s.status = 'published' and s.as_of = any (${wanted}::date[])
      and ${source.where}
    group by 1, 2, 3
  `;
}

function groupsOf(db: Db, { groups }: Source) {
  const [first, ...rest] = groups;
  if (first === undefined) return db`'{}'::text[]`;
  return db`array[${rest.reduce((all, next) => db`${all}, ${next}`, first)}]`;
}

function weekOf(day: string | undefined): number | null {
  return day === undefined ? null : Math.floor(placeOfDay(day) / 7);
}

function columnOf(db: Db, column: Column) {
  const columns: Readonly<Record<Column, () => ReturnType<Db>>> = {
    models: () => db`r.models`,
    downloads_30d: () => db`r.downloads_30d`,
    downloads_all_time: () => db`r.downloads_all_time`,
    likes: () => db`r.likes`,
    risen: () => db`r.risen`,
    fallen: () => db`r.fallen`,
    risen_first_year: () => db`r.risen_first_year`,
    fallen_first_year: () => db`r.fallen_first_year`,
    parameters: () => db`r.parameters`,
    weighted: () => db`r.weighted`,
  };
  return columns[column]();
}
