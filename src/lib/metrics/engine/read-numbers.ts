import type { Db } from '../../../../db/client.ts';
import { classOfCell, SIZE_SCHEMES } from '../../../../db/vocab/size-classes.ts';
import type { Definition } from '../../definition/definition.ts';
import { addDays } from '../days.ts';
import type { Period } from '../figure.ts';
import { type Assembly, type GroupNumbers, sum } from './assemble.ts';
import type { Components } from './components.ts';
import { type Grain, grainOf, grouped } from './grain.ts';
import type { Looks } from './looks.ts';
import { readNames } from './names.ts';
import { startOf } from './periods.ts';
import { type Source, sourceOf } from './source.ts';
import { type Add, type Column, readSums } from './sums.ts';
import { placeOfDay } from './unpack.ts';

/** What a measure comes to, before shares. */
export interface Numbers extends Omit<Assembly, 'definition' | 'lastAt'> {
  periods: readonly Period[];
  /** Where coverage is not that of the groups. */
  coverage?: number | null;
  lineageCoverage: number | null;
}

export interface NumbersQuery {
  definition: Definition;
  looks: Looks;
  periods: readonly Period[];
  components: Components;
  /** Each model once, however many countries its publisher has. */
  once?: boolean;
}

type Series = (number | null)[];

/** Sums, gains and means by group and period. */
export async function readNumbers(db: Db, query: NumbersQuery): Promise<Numbers> {
  const { definition, periods, components } = query;
  const { plus, minus, over, flow } = components;
  const [names, values, fallen, weights, whole, declared, openOnce] = await Promise.all([
    readNames(db, definition.by, definition.scheme),
    series(db, query, plus),
    minus ? series(db, query, minus) : null,
    over ? series(db, query, over) : null,
    countsTwice(definition) ? wholeOf(db, query) : null,
    definition.attribution === 'creator' && !over ? wholeOf(db, query, 'declared') : null,
    countsTwice(definition) && !over ? netOf(db, { ...query, once: true }) : null,
  ]);
  const dimensions = grouped(definition).map(({ dimension }) => dimension);
  const isOpen = (ids: readonly string[]) =>
    ids.some((id, place) => dimensions[place] !== undefined && names.open(dimensions[place], id));
  const keys = definition.by.length === 0 ? [''] : keysOf([values, fallen, weights]);
  const groups = keys.map((key): GroupNumbers => {
    const ids = idsOf(key, definition);
    const of = (from: Map<string, Series> | null) => from?.get(key) ?? nothing(query);
    const [gained, lost, divisor] = [of(values), of(fallen), of(weights)];
    return {
      ids,
      names: ids.map((id, place) => (dimensions[place] ? names.name(dimensions[place], id) : id)),
      open: isOpen(ids),
      values: gained.map((value, at) => (over ? quotient(value, divisor[at]) : difference(value, lost[at]))),
      fallen: minus ? lost : [],
    };
  });
  const lastAt = periods.findLastIndex(({ asOf }) => asOf !== null);
  const all = whole ?? totalOf(groups, query);
  return {
    periods,
    window: flow ? 'sum' : 'last',
    whole: over ? null : all,
    groups,
    ...(openOnce
      ? {
          open: totalOf(
            [...openOnce]
              .filter(([key]) => isOpen(idsOf(key, definition)))
              .map(([, some]) => ({ values: some })),
            query,
          ),
        }
      : {}),
    ...(over
      ? {
          coverage: await sizedPart(db, query, {
            isOpen,
            weights: countsTwice(definition) ? await series(db, { ...query, once: true }, over) : weights,
            lastAt,
          }),
        }
      : {}),
    lineageCoverage: declared && part(overWindow(declared, flow, lastAt), overWindow(all, flow, lastAt)),
  };
}

/** Whole to each of several countries: groups add up to more than there is. */
export function countsTwice({ counting, by }: Definition): boolean {
  return counting === 'full' && by.some((dimension) => dimension === 'region' || dimension === 'country');
}

/** The part of models or of downloads whose size and whose groups are known. Weights are those of the divisor. */
async function sizedPart(
  db: Db,
  query: NumbersQuery,
  known: { isOpen: (ids: readonly string[]) => boolean; weights: Map<string, Series> | null; lastAt: number },
): Promise<number | null> {
  const components: Components = { plus: query.components.over ?? 'models', flow: false };
  const [all, sized] = await Promise.all([
    wholeOf(db, { ...query, components }),
    wholeOf(db, { ...query, components: { ...components, sized: true } }),
  ]);
  const open = [...(known.weights ?? [])].filter(([key]) => known.isOpen(idsOf(key, query.definition)));
  const openSum = sum(open.map(([, values]) => values[known.lastAt] ?? null)) ?? 0;
  return part((sized[known.lastAt] ?? 0) - openSum, all[known.lastAt] ?? null);
}

function overWindow(values: readonly (number | null)[], flow: boolean, lastAt: number): number | null {
  return flow ? sum(values) : (values[lastAt] ?? null);
}

/** A measure without groups, of all models or of those that declare a base. */
async function wholeOf(db: Db, query: NumbersQuery, which: 'all' | 'declared' = 'all'): Promise<Series> {
  const whole = { ...query, definition: wholeDefinition(query.definition) };
  return (await netOf(db, whole, which)).get('') ?? nothing(query);
}

async function netOf(
  db: Db,
  query: NumbersQuery,
  which: 'all' | 'declared' = 'all',
): Promise<Map<string, Series>> {
  const { plus, minus } = query.components;
  const [gained, lost] = await Promise.all([
    series(db, query, plus, which),
    minus ? series(db, query, minus, which) : null,
  ]);
  return new Map(
    keysOf([gained, lost]).map((key) => [
      key,
      (gained.get(key) ?? nothing(query)).map((value, at) => difference(value, lost?.get(key)?.[at])),
    ]),
  );
}

function keysOf(maps: readonly (Map<string, Series> | null)[]): readonly string[] {
  return [...new Set(maps.flatMap((map) => [...(map?.keys() ?? [])]))];
}

function idsOf(key: string, { by }: Definition): readonly string[] {
  return by.length === 0 ? [] : key.split('\n');
}

function totalOf(groups: readonly { values: readonly (number | null)[] }[], query: NumbersQuery): Series {
  return nothing(query).map((zero, at) =>
    zero === null ? null : groups.reduce((all, { values }) => all + (values[at] ?? 0), 0),
  );
}

function difference(plus: number | null, minus: number | null | undefined): number | null {
  return plus === null ? null : plus - (minus ?? 0);
}

function quotient(some: number | null, all: number | null | undefined): number | null {
  return some === null || !all ? null : some / all;
}

/** The same without groups, and without counting a model twice: lenses stay, and so do their weights. */
function wholeDefinition(definition: Definition): Definition {
  return { ...definition, by: [] };
}

function part(some: number | null, all: number | null): number | null {
  return some === null || all === null || all === 0 ? null : some / all;
}

/** One column by group and period; null where the period has no snapshot. */
async function series(
  db: Db,
  query: NumbersQuery,
  column: Column,
  which: 'all' | 'declared' = 'all',
): Promise<Map<string, Series>> {
  const { definition, looks, periods, components } = query;
  const extra = { sized: components.sized ?? false, declared: which === 'declared' };
  const grain = grainOf(definition, extra);
  const askOf = (of: Grain) => sourceOf(db, definition, { ...extra, grain: of, once: query.once ?? false });
  const source = askOf(grain);
  const found = new Map<string, Series>();
  const [first] = periods;
  const end = periods.at(-1)?.until;
  if (!first || end === undefined) return found;
  const add: Add = (group, at, sum_) => {
    const name = renamed(group, definition, source);
    let values = found.get(name);
    if (!values) {
      if (sum_ === 0) return;
      values = nothing(query);
      found.set(name, values);
    }
    const before = values[at];
    if (before !== null && before !== undefined) values[at] = before + sum_;
  };
  const isWeekly = grain === 'weeks' || grain === 'slices';
  const cut = isWeekly ? brokenWeek(looks) : null;
  const until = cut !== null && cut < end ? cut : end;
  await Promise.all([
    readSums(
      db,
      {
        source,
        looks,
        column,
        from: first.from,
        until,
        slots: slotsOf(query, { from: first.from, until, isWeekly }),
      },
      add,
    ),
    until === end
      ? null
      : readSums(
          db,
          {
            source: askOf('days'),
            looks,
            column,
            from: until,
            until: end,
            slots: slotsOf(query, { from: until, until: end, isWeekly: false }),
          },
          add,
        ),
  ]);
  return found;
}

/** In which period each field counts: of a flow every field, of a stock that of the period’s last snapshot. */
function slotsOf(
  { definition, looks, periods, components }: NumbersQuery,
  { from, until, isWeekly }: { from: string; until: string; isWeekly: boolean },
): Map<number, number> {
  const asOf = looks.days.at(-1) ?? until;
  const step = definition.step === 'auto' ? 'week' : definition.step;
  const placeOf = new Map(periods.map((period, at) => [period.from, at]));
  const slots = new Map<number, number>();
  const days = isWeekly ? 7 : 1;
  for (
    let day = isWeekly ? startOf('week', from) : from;
    day < until && day <= asOf;
    day = addDays(day, days)
  ) {
    const at = placeOf.get(startOf(step, day));
    const seen = at === undefined ? null : periods[at]?.asOf;
    if (at === undefined || !seen) continue;
    const lastField = isWeekly ? startOf('week', seen) : seen;
    if (components.flow || day === lastField) slots.set(placeOfDay(day) / days, at);
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

/** Cells of sizes become classes of the scheme. */
function renamed(key: string, definition: Definition, source: Source): string {
  if (source.groups.length === 0 || !definition.by.includes('size')) return key;
  const scheme = SIZE_SCHEMES.find(({ id }) => id === definition.scheme);
  const dimensions = grouped(definition).map(({ dimension }) => dimension);
  return key
    .split('\n')
    .map((id, place) => (dimensions[place] === 'size' && scheme ? classOfCell(scheme, Number(id)).id : id))
    .join('\n');
}

/** Zero where something was observed. A gain needs two snapshots: there is none up to the very first. */
function nothing({
  periods,
  components,
  looks,
}: Pick<NumbersQuery, 'periods' | 'components' | 'looks'>): Series {
  const [first] = looks.days;
  return periods.map(({ asOf }) => (asOf === null || (components.flow && asOf === first) ? null : 0));
}
