import type { Row as AnyRow, PendingQuery } from 'postgres';
import type { Db } from '../../../../db/client.ts';
import { addDays } from '../days.ts';
import type { Chosen, ChosenGroup } from './choose.ts';
import { type Grain, isWeekly } from './grain.ts';
import { readOnce, type SumRow } from './kept-sums.ts';
import type { Looks } from './looks.ts';
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
  | 'weighted'
  | SizedColumn;

/** Columns of slices alone: models of known size, and their downloads. */
type SizedColumn = 'models_sized' | 'downloads_sized';

type Fragment = PendingQuery<AnyRow[]>;

export interface SumsQuery {
  grain: Grain;
  chosen: Chosen;
  /** Infrastructure models left out, where the sums tell them and not the keys. */
  withoutInfrastructure: boolean;
  looks: Looks;
  columns: readonly Column[];
  /** Fields from the first to the last day, half-open. */
  from: string;
  until: string;
  /** In which place of the answer a field counts: days or weeks since 1970-01-05 to places. The others do not count. */
  slots: ReadonlyMap<number, number>;
}

/** The numbers by place that sums of a column and a group are added to. A place that is null stays so. */
export type Target = (column: Column, group: ChosenGroup) => readonly (number | null)[][];

/** Reads packs for the folded weeks and open sums for the rest, in one statement, and nothing else. */
export async function readSums(db: Db, query: SumsQuery, target: Target): Promise<void> {
  const { slots, grain, chosen } = query;
  const packs = packsOf(db, query);
  const open = openOf(db, query);
  if (chosen.keys.length === 0 || (!packs && !open)) return;
  const rows = await readOnce(
    db,
    { question: questionOf(query), groups: chosen.bundles.length },
    async () => {
      const read = await db<
        SumRow[]
      >`${packs ?? db``} ${packs && open ? db`union all` : db``} ${open ?? db``}`;
      // Parts of models are added in one order, so that the same figure is the same to the last bit.
      return [...read].sort((a, b) => a.at - b.at || a.place - b.place || a.cut - b.cut);
    },
  );
  const { fields } = fieldsOf(grain);
  for (const { column, at, place, cut, sums } of rows) {
    const bundle = chosen.bundles[at];
    if (!bundle) throw new Error(`no groups ${at}`);
    const targets = bundle.flatMap((group) =>
      target(column, group).map((values) => ({ values, weight: group.weight })),
    );
    const put = (slot: number, sum: number) => {
      for (const { values, weight } of targets) {
        const before = values[slot];
        if (before !== null && before !== undefined) values[slot] = before + sum * weight;
      }
    };
    if (cut < 0) {
      const slot = slots.get(place);
      if (slot !== undefined) put(slot, Number(sums));
      continue;
    }
    const valueAt = unpack(sums, column, fields - cut);
    for (const [field, slot] of slots) {
      const index = field - place * fields;
      if (index < 0 || index >= fields - cut) continue;
      const sum = valueAt(index);
      if (sum !== 0) put(slot, sum);
    }
  }
}

/** Written out here: the driver takes an array apart element by element. */
export function listOf(numbers: readonly number[]): string {
  return `{${numbers.join(',')}}`;
}

/** Up to here keys are looked up one after the other; beyond, all rows of a measure are passed through. */
const MOST_LOOKED_UP = 40_000;

/**
 * Rows of the keys that were chosen, and the bundle of each by its place in their array. No join: an array makes PostgreSQL
 * walk its index in order, once, and a planner that misjudges a join of them may take a minute.
 */
function ofChosen(db: Db, key: Fragment, { keys, at }: Chosen): { where: Fragment; at: Fragment } {
  const list = db`${listOf(keys)}::int[]`;
  const place = db`width_bucket(r.${key}, ${list})`;
  return {
    where: keys.length > MOST_LOOKED_UP ? db`(${list})[${place}] = r.${key}` : db`r.${key} = any (${list})`,
    at: db`(${listOf(at)}::int[])[${place}]`,
  };
}

function fieldsOf(grain: Grain) {
  return isWeekly(grain) ? { fields: FIELDS.week, days: 7 } : { fields: FIELDS.day, days: 1 };
}

const KEYS: Readonly<Record<Grain, (db: Db) => Fragment>> = {
  slices: (db) => db`slice_id`,
  cells: (db) => db`cell_id`,
  weeks: (db) => db`kind_id`,
  days: (db) => db`kind_id`,
};

/** The packs that hold days of the window, and how many fields after its end stay behind; null where nothing of it is folded. */
function spansOf({ grain, looks, from, until }: SumsQuery) {
  if (from >= looks.foldedBefore) return null;
  const { fields, days } = fieldsOf(grain);
  const last = addDays(until < looks.foldedBefore ? until : looks.foldedBefore, -1);
  const [first, end] = [from, last].map((day) => Math.floor(placeOfDay(day) / days)) as [number, number];
  return {
    firstSpan: Math.floor(first / fields),
    lastSpan: Math.floor(end / fields),
    after: fields - 1 - (end % fields),
  };
}

/** The days of the window that are not folded yet. */
function openDays({ looks, from, until }: SumsQuery): readonly string[] {
  return looks.days.filter((day) => day >= looks.foldedBefore && from <= day && day < until);
}

/** All that rows of sums depend on. */
function questionOf(query: SumsQuery): readonly (string | number)[] {
  const { looks, grain, chosen, columns, withoutInfrastructure } = query;
  const { firstSpan, lastSpan, after } = spansOf(query) ?? { firstSpan: 0, lastSpan: -1, after: 0 };
  return [
    ...[looks.version, looks.panelId, grain, columns.join(), String(withoutInfrastructure)],
    ...[firstSpan, lastSpan, after, openDays(query).join(), listOf(chosen.keys), listOf(chosen.at)],
  ];
}

function packsOf(db: Db, query: SumsQuery): Fragment | null {
  const { grain, chosen, looks, columns, withoutInfrastructure } = query;
  const spans = spansOf(query);
  if (spans === null) return null;
  const { firstSpan, lastSpan, after } = spans;
  const { where, at } = ofChosen(db, KEYS[grain](db), chosen);
  const table = {
    slices: () => db`rollup_slices`,
    cells: () => db`rollup_days`,
    weeks: () => db`rollup_weeks`,
    days: () => db`rollup_kind_days`,
  }[grain]();
  return db`
    select
      p.measure as "column",
      p.at as "at",
      p.span::int as "place",
      case when p.span = ${lastSpan} then ${after}::int else 0 end as "cut",
      case when p.span = ${lastSpan} then div(p.sums, field_cut(p.measure, ${after})) else p.sums end::text as "sums"
    from (
      select r.measure, ${at} as at, r.span, sum(r.sums) as sums
      from ${table} r
      where r.panel_id = ${looks.panelId} and r.measure = any (${[...columns]}::text[])
        and r.span between ${firstSpan} and ${lastSpan}
        and ${where}
        ${withoutInfrastructure ? db`and not r.infrastructure` : db``}
      group by 1, 2, 3
    ) p
  `;
}

/** Of weeks, what the open one comes to; of days, those of the open week one by one. Null where no day of it is asked for. */
function openOf(db: Db, query: SumsQuery): Fragment | null {
  const { grain, chosen, looks, columns, withoutInfrastructure } = query;
  const days = openDays(query);
  const [first] = days;
  if (first === undefined) return null;
  const byDay = db`
    join snapshots s on s.snapshot_id = r.snapshot_id
      and s.panel_id = ${looks.panelId} and s.status = 'published' and s.as_of = any (${days}::date[])`;
  const { where, at } = ofChosen(db, KEYS[grain](db), chosen);
  const tables = {
    slices: () => db`rollup_open_slices r where r.panel_id = ${looks.panelId}`,
    weeks: () => db`rollup_open_kinds r where r.panel_id = ${looks.panelId}`,
    cells: () => db`rollup_cell_sums r ${byDay} where true`,
    days: () => db`rollup_kinds r ${byDay} where true`,
  };
  const place = isWeekly(grain) ? db`week_of(${first}::date)` : db`day_of(s.as_of)`;
  const values = columns.map((column) => db`(${column}, p.${db(column)}::numeric)`);
  return db`
    select v.measure as "column", p.at as "at", p.place as "place", -1 as "cut", v.value::text as "sums"
    from (
      select
        ${at} as at, ${place} as place,
        ${columns.map((column) => db`sum(${OPEN_COLUMNS[column](db)}) as ${db(column)}`).reduce((all, next) => db`${all}, ${next}`)}
      from ${tables[grain]()} and ${where}
        ${withoutInfrastructure ? db`and not r.infrastructure` : db``}
      group by 1, 2
    ) p
    cross join lateral (values ${values.reduce((all, next) => db`${all}, ${next}`)}) as v (measure, value)
  `;
}

const OPEN_COLUMNS: Readonly<Record<Column, (db: Db) => Fragment>> = {
  models: (db) => db`r.models`,
  downloads_30d: (db) => db`r.downloads_30d`,
  downloads_all_time: (db) => db`r.downloads_all_time`,
  likes: (db) => db`r.likes`,
  risen: (db) => db`r.risen`,
  fallen: (db) => db`r.fallen`,
  risen_first_year: (db) => db`r.risen_first_year`,
  fallen_first_year: (db) => db`r.fallen_first_year`,
  parameters: (db) => db`r.parameters`,
  weighted: (db) => db`r.weighted`,
  models_sized: (db) => db`r.models_sized`,
  downloads_sized: (db) => db`r.downloads_sized`,
};
