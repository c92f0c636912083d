import type { Db } from '../../../../db/client.ts';
import type { Definition } from '../../definition/definition.ts';
import { addDays } from '../days.ts';
import type { Period } from '../figure.ts';
import { chooseFor } from './choose-for.ts';
import { type Extra, type Grain, grainOf, isWeekly } from './grain.ts';
import type { Looks } from './looks.ts';
import { startOf } from './periods.ts';
import { type Column, readSums, type Target } from './sums.ts';
import { placeOfDay } from './unpack.ts';

/** One number per period; null where the period has no snapshot. */
export type Series = (number | null)[];

/** Series by group: ids in the order of `by`, joined by line breaks. */
export type SeriesByGroup = ReadonlyMap<string, Series>;

export interface SeriesQuery {
  definition: Definition;
  looks: Looks;
  periods: readonly Period[];
  /** A flow is summed over the snapshots of a period; a stock is that of its last one. */
  flow: boolean;
}

export interface SeriesAsk extends Extra {
  columns: readonly Column[];
  /** Each model once, however many countries its publisher has. */
  once: boolean;
  /** Also how much of it is of models that declare a base. */
  telling: boolean;
}

export interface SeriesAnswer {
  of: (column: Column) => SeriesByGroup;
  /** Of all groups together, what declares a base; of nothing unless asked to tell. */
  declared: (column: Column) => Series;
}

/** Columns by group and period. */
export async function readSeries(db: Db, query: SeriesQuery, ask: SeriesAsk): Promise<SeriesAnswer> {
  const { definition, looks, periods } = query;
  const { columns, once, telling, sized, declared } = ask;
  const extra = { sized, declared };
  const grain = grainOf(definition, looks.sliced);
  const found = new Map(columns.map((column) => [column, new Map<string, Series>()]));
  const declaring = new Map(columns.map((column) => [column, nothing(query)]));
  const target: Target = (column, { ids, declared: declares }) => {
    const byGroup = found.get(column);
    const group = byGroup?.get(ids) ?? nothing(query);
    byGroup?.set(ids, group);
    const all = declares ? declaring.get(column) : undefined;
    return all ? [group, all] : [group];
  };
  const [first] = periods;
  const end = periods.at(-1)?.until;
  if (first && end !== undefined) {
    const cut = isWeekly(grain) ? brokenWeek(looks) : null;
    const until = cut !== null && cut < end ? cut : end;
    const read = async (of: Grain, reach: { from: string; until: string }) => {
      const stored = new Map(
        columns.map((column) => [of === 'slices' && sized ? sizedOf(column) : column, column]),
      );
      await readSums(
        db,
        {
          ...(await chooseFor(db, looks, { definition, grain: of, extra, once, telling })),
          looks,
          columns: [...stored.keys()],
          ...reach,
          slots: slotsOf(query, { ...reach, grain: of }),
        },
        (column, group) => target(stored.get(column) ?? column, group),
      );
    };
    await Promise.all([
      read(grain, { from: first.from, until }),
      until === end ? null : read('days', { from: until, until: end }),
    ]);
  }
  return {
    of: (column) => withoutEmpty(found.get(column)),
    declared: (column) => declaring.get(column) ?? nothing(query),
  };
}

/** The column of slices that holds as much of a column as is of models of known size. */
function sizedOf(column: Column): Column {
  if (column === 'models') return 'models_sized';
  if (column === 'downloads_30d') return 'downloads_sized';
  if (column === 'parameters' || column === 'weighted') return column;
  throw new Error(`slices do not hold ${column} of known sizes`);
}

/** Groups with anything at all. */
function withoutEmpty(byGroup: SeriesByGroup | undefined): SeriesByGroup {
  return new Map([...(byGroup ?? [])].filter(([, values]) => values.some((value) => value)));
}

/** Zero where something was observed. A gain needs two snapshots: there is none up to the very first. */
export function nothing({ periods, flow, looks }: Pick<SeriesQuery, 'periods' | 'flow' | 'looks'>): Series {
  const [first] = looks.days;
  return periods.map(({ asOf }) => (asOf === null || (flow && asOf === first) ? null : 0));
}

/** In which period each field counts: of a flow every field, of a stock that of the period’s last snapshot. */
function slotsOf(
  { definition, looks, periods, flow }: SeriesQuery,
  { from, until, grain }: { from: string; until: string; grain: Grain },
): Map<number, number> {
  const asOf = looks.days.at(-1) ?? until;
  const step = definition.step === 'auto' ? 'week' : definition.step;
  const placeOf = new Map(periods.map((period, at) => [period.from, at]));
  const slots = new Map<number, number>();
  const weekly = isWeekly(grain);
  const days = weekly ? 7 : 1;
  for (
    let day = weekly ? startOf('week', from) : from;
    day < until && day <= asOf;
    day = addDays(day, days)
  ) {
    const at = placeOf.get(startOf(step, day));
    const seen = at === undefined ? null : periods[at]?.asOf;
    if (at === undefined || !seen) continue;
    const lastField = weekly ? startOf('week', seen) : seen;
    if (flow || day === lastField) slots.set(placeOfDay(day) / days, at);
  }
  return slots;
}

/** The Monday of a week in the middle of which a pinned snapshot lies: its weekly sums are of later days. */
function brokenWeek({ days, next }: Looks): string | null {
  const last = days.at(-1);
  if (last === undefined || next === null) return null;
  const monday = startOf('week', last);
  return startOf('week', next) === monday ? monday : null;
}
