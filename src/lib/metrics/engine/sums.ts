import type { Db } from '../../../../db/client.ts';
import { addDays } from '../days.ts';
import type { Grain } from './grain.ts';
import type { Looks } from './looks.ts';
import type { Source } from './source.ts';
import { FIELDS, placeOfDay, unpack } from './unpack.ts';

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

export interface SumsQuery {
  source: Source;
  looks: Looks;
  column: Column;
  /** Fields from the first to the last day, half-open. */
  from: string;
  until: string;
  /** In which place of the answer a field counts: days or weeks since 1970-01-05 to places. The others do not count. */
  slots: ReadonlyMap<number, number>;
}

/** A sum by group (ids in the order of `by`, joined by a line break) and place, with the weight it counts for. */
export type Add = (group: string, place: number, sum: number) => void;

type Row = { groups: string[]; weight: number; place: number; sums: string };

/** Reads packs for the folded weeks and open sums for the rest, and nothing else. */
export async function readSums(db: Db, query: SumsQuery, add: Add): Promise<void> {
  const { slots, column } = query;
  const [packed, open] = await Promise.all([readPacks(db, query), readOpen(db, query)]);
  const { fields } = fieldsOf(query.source.grain);
  for (const { groups, weight, place, sums } of packed) {
    const group = groups.join('\n');
    const valueAt = unpack(sums, column, fields);
    for (const [field, slot] of slots) {
      const at = field - place * fields;
      if (at >= 0 && at < fields) add(group, slot, valueAt(at) * weight);
    }
  }
  for (const { groups, weight, place, sums } of open) {
    const slot = slots.get(place);
    if (slot !== undefined) add(groups.join('\n'), slot, Number(sums) * weight);
  }
}

function fieldsOf(grain: Grain) {
  return isWeekly(grain) ? { fields: FIELDS.week, days: 7 } : { fields: FIELDS.day, days: 1 };
}

function isWeekly(grain: Grain): boolean {
  return grain === 'weeks' || grain === 'slices';
}

async function readPacks(db: Db, { source, looks, column, from, until }: SumsQuery): Promise<Row[]> {
  if (from >= looks.foldedBefore) return [];
  const { fields, days } = fieldsOf(source.grain);
  const last = addDays(until < looks.foldedBefore ? until : looks.foldedBefore, -1);
  const spans = [from, last].map((day) => Math.floor(placeOfDay(day) / days / fields));
  const packs = {
    slices: () => db`join rollup_slices r on r.slice_id = k.slice_id`,
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
    ${packs[source.grain]()}
    where r.panel_id = ${looks.panelId} and r.measure = ${column}
      and r.span between ${spans[0] ?? 0} and ${spans[1] ?? 0}
      and ${source.where}
    group by 1, 2, 3
  `;
}

/** Of weeks, what the open one comes to; of days, those of the open week one by one. */
async function readOpen(db: Db, query: SumsQuery): Promise<Row[]> {
  const { source, looks, column, from, until } = query;
  const days = looks.days.filter((day) => day >= looks.foldedBefore && from <= day && day < until);
  const [first] = days;
  if (first === undefined) return [];
  const byDay = db`
    join snapshots s on s.snapshot_id = r.snapshot_id
      and s.panel_id = ${looks.panelId} and s.status = 'published' and s.as_of = any (${days}::date[])`;
  const opens = {
    slices: () => db`join rollup_open_slices r on r.slice_id = k.slice_id and r.panel_id = ${looks.panelId}`,
    weeks: () => db`join rollup_open_kinds r on r.kind_id = k.kind_id and r.panel_id = ${looks.panelId}`,
    cells: () => db`join rollup_cell_sums r on r.cell_id = k.cell_id ${byDay}`,
    days: () => db`join rollup_kinds r on r.kind_id = k.kind_id ${byDay}`,
  };
  return await db<Row[]>`
    select
      ${groupsOf(db, source)} as "groups",
      ${source.weight} as "weight",
      ${isWeekly(source.grain) ? db`week_of(${first}::date)` : db`day_of(s.as_of)`} as "place",
      sum(${columnOf(db, column)})::text as "sums"
    from ${source.from}
    ${opens[source.grain]()}
    where ${source.where}
    group by 1, 2, 3
  `;
}

function groupsOf(db: Db, { groups }: Source) {
  const [first, ...rest] = groups;
  if (first === undefined) return db`'{}'::text[]`;
  return db`array[${rest.reduce((all, next) => db`${all}, ${next}`, first)}]`;
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
