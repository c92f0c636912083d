import type { Db } from '../../../../db/client.ts';
import { classOfCell, SIZE_SCHEMES } from '../../../../db/vocab/size-classes.ts';
import type { Definition } from '../../definition/definition.ts';
import type { Period } from '../figure.ts';
import { type Assembly, type GroupNumbers, sum } from './assemble.ts';
import type { Components } from './components.ts';
import { grouped, type Source, sourceOf } from './dimensions-sql.ts';
import { type Grain, grainOf } from './grain.ts';
import type { Looks } from './looks.ts';
import { readNames } from './names.ts';
import { startOf } from './periods.ts';
import { type Column, readSums, type Sums } from './sums.ts';

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
  /** Where it is not that of the definition. */
  grain?: Grain;
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
function countsTwice({ counting, by }: Definition): boolean {
  return counting === 'full' && by.some((dimension) => dimension === 'region' || dimension === 'country');
}

/** The part of models or of downloads whose size and whose groups are known. Weights are those of the divisor. */
async function sizedPart(
  db: Db,
  query: NumbersQuery,
  known: { isOpen: (ids: readonly string[]) => boolean; weights: Map<string, Series> | null; lastAt: number },
): Promise<number | null> {
  const all = await wholeOf(db, {
    ...query,
    components: { plus: query.components.over ?? 'models', flow: false },
  });
  const sized = await wholeOf(db, {
    ...query,
    components: { plus: query.components.over ?? 'models', flow: false, sized: true },
  });
  const open = [...(known.weights ?? [])].filter(([key]) => known.isOpen(idsOf(key, query.definition)));
  const openSum = sum(open.map(([, values]) => values[known.lastAt] ?? null)) ?? 0;
  return part((sized[known.lastAt] ?? 0) - openSum, all[known.lastAt] ?? null);
}

function overWindow(values: readonly (number | null)[], flow: boolean, lastAt: number): number | null {
  return flow ? sum(values) : (values[lastAt] ?? null);
}

/** A measure without groups, of all models or of those that declare a base. */
async function wholeOf(db: Db, query: NumbersQuery, which: 'all' | 'declared' = 'all'): Promise<Series> {
  const whole = { ...query, definition: wholeDefinition(query.definition), grain: grainOf(query.definition) };
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

function sizedOnly(db: Db, source: Source, { sized }: Components): Source {
  return sized ? { ...source, where: db`${source.where} and k.size_cell >= 0` } : source;
}

/** One column by group and period; null where the period has no snapshot. */
async function series(
  db: Db,
  query: NumbersQuery,
  column: Column,
  which: 'all' | 'declared' = 'all',
): Promise<Map<string, Series>> {
  const { definition, looks, periods, components } = query;
  const grain = query.grain ?? grainOf(definition);
  const asked = sizedOnly(db, sourceOf(db, definition, { grain, once: query.once ?? false }), components);
  const source = which === 'all' ? asked : { ...asked, where: db`${asked.where} and ${asked.declared}` };
  const found = new Map<string, Series>();
  const [first] = periods;
  const end = periods.at(-1)?.until;
  if (!first || end === undefined) return found;
  const placeOf = new Map(periods.map(({ from }, at) => [from, at]));
  const step = definition.step === 'auto' ? 'week' : definition.step;
  // A stock is that of the field in which the period’s last snapshot lies.
  const add = ({ byGroup }: Sums, fieldOf: (day: string) => string) => {
    const lastFields = periods.map(({ asOf: seen }) => seen && fieldOf(seen));
    for (const [key, values_] of byGroup) {
      const name = renamed(key, definition, source);
      const values = found.get(name) ?? nothing(query);
      found.set(name, values);
      for (const [day, value] of values_) {
        const at = placeOf.get(startOf(step, day));
        if (at === undefined || values[at] === null || values[at] === undefined) continue;
        if (components.flow || day === lastFields[at]) values[at] += value;
      }
    }
  };
  const cut = grain === 'weeks' ? brokenWeek(looks) : null;
  const asOf = looks.days.at(-1) ?? end;
  const sums = { source, looks, column, flow: components.flow, asOf };
  const [whole, rest] = await Promise.all([
    readSums(db, { ...sums, grain, from: first.from, until: cut !== null && cut < end ? cut : end }),
    cut === null || cut >= end ? null : readSums(db, { ...sums, grain: 'days', from: cut, until: end }),
  ]);
  add(whole, (day) => (grain === 'weeks' ? startOf('week', day) : day));
  if (rest) add(rest, (day) => day);
  return found;
}

/** The Monday of a folded week in the middle of which a pinned snapshot lies: its weekly sums are of later days. */
function brokenWeek({ days, next, foldedBefore }: Looks): string | null {
  const last = days.at(-1);
  if (last === undefined || next === null || last >= foldedBefore) return null;
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
