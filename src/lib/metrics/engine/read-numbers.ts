import type { Db } from '../../../../db/client.ts';
import type { Definition } from '../../definition/definition.ts';
import type { Period } from '../figure.ts';
import { type Assembly, type GroupNumbers, sum } from './assemble.ts';
import type { Components } from './components.ts';
import type { Looks } from './looks.ts';
import { readLabels } from './names.ts';
import { nothing, readSeries, type Series, type SeriesByGroup } from './series.ts';

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
}

/** Sums, gains and means by group and period. */
export async function readNumbers(db: Db, query: NumbersQuery): Promise<Numbers> {
  const { definition, looks, periods, components } = query;
  const { plus, minus, over, flow } = components;
  const twice = countsTwice(definition);
  const wantsDeclared = definition.attribution === 'creator' && !over;
  const [labels, answer, whole, openOnce] = await Promise.all([
    readLabels(db, definition),
    readSeries(
      db,
      { definition, looks, periods, flow },
      {
        columns: [plus, ...(minus ? [minus] : []), ...(over ? [over] : [])],
        sized: components.sized ?? false,
        declared: false,
        once: false,
        telling: wantsDeclared && !twice,
      },
    ),
    twice ? wholeOf(db, query) : null,
    twice && !over ? netOf(db, query, { once: true }) : null,
  ]);
  const values = answer.of(plus);
  const fallen = minus ? answer.of(minus) : null;
  const weights = over ? answer.of(over) : null;
  const declared = !wantsDeclared
    ? null
    : twice
      ? await wholeOf(db, query, true)
      : lessOf(answer.declared(plus), minus && answer.declared(minus));
  const none = nothing({ periods, flow, looks });
  const isOpen = (key: string) => labels.of(idsOf(key, definition)).open;
  const keys = definition.by.length === 0 ? [''] : keysOf([values, fallen, weights]);
  const groups = keys.map((key): GroupNumbers => {
    const of = (from: SeriesByGroup | null) => from?.get(key) ?? none;
    const [gained, lost, divisor] = [of(values), of(fallen), of(weights)];
    return {
      ...labels.of(idsOf(key, definition)),
      values: over ? gained.map((value, at) => quotient(value, divisor[at])) : lessOf(gained, lost),
      fallen: minus ? lost : [],
    };
  });
  const lastAt = periods.findLastIndex(({ asOf }) => asOf !== null);
  const all = whole ?? totalOf(groups, none);
  return {
    periods,
    window: flow ? 'sum' : 'last',
    whole: over ? null : all,
    groups,
    ...(openOnce
      ? {
          open: totalOf(
            [...openOnce].filter(([key]) => isOpen(key)).map(([, some]) => ({ values: some })),
            none,
          ),
        }
      : {}),
    ...(over ? { coverage: await sizedPart(db, query, { isOpen, weights, lastAt }) } : {}),
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
  known: { isOpen: (key: string) => boolean; weights: SeriesByGroup | null; lastAt: number },
): Promise<number | null> {
  const over: Components = { plus: query.components.over ?? 'models', flow: false };
  const [all, once] = await Promise.all([
    wholeOf(db, { ...query, components: over }),
    countsTwice(query.definition)
      ? netOf(db, { ...query, components: { ...over, sized: true } }, { once: true })
      : null,
  ]);
  const weights = once ?? known.weights ?? new Map<string, Series>();
  const named = [...weights].filter(([key]) => !known.isOpen(key));
  return part(sum(named.map(([, values]) => values[known.lastAt] ?? null)) ?? 0, all[known.lastAt] ?? null);
}

function overWindow(values: readonly (number | null)[], flow: boolean, lastAt: number): number | null {
  return flow ? sum(values) : (values[lastAt] ?? null);
}

/** A measure without groups, of all models or of those that declare a base: lenses stay, and so do their weights. */
async function wholeOf(db: Db, query: NumbersQuery, declared = false): Promise<Series> {
  const whole = { ...query, definition: { ...query.definition, by: [] } };
  const { flow } = query.components;
  return (await netOf(db, whole, { declared })).get('') ?? nothing({ ...query, flow });
}

async function netOf(
  db: Db,
  { definition, looks, periods, components }: NumbersQuery,
  { once = false, declared = false },
): Promise<SeriesByGroup> {
  const { plus, minus, flow, sized = false } = components;
  const query = { definition, looks, periods, flow };
  const columns = [plus, ...(minus ? [minus] : [])];
  const answer = await readSeries(db, query, { columns, sized, declared, once, telling: false });
  const lost = minus ? answer.of(minus) : null;
  const gained = answer.of(plus);
  return new Map(
    keysOf([gained, lost]).map((key) => [key, lessOf(gained.get(key) ?? nothing(query), lost?.get(key))]),
  );
}

function keysOf(maps: readonly (SeriesByGroup | null)[]): readonly string[] {
  return [...new Set(maps.flatMap((map) => [...(map?.keys() ?? [])]))];
}

function idsOf(key: string, { by }: Definition): readonly string[] {
  return by.length === 0 ? [] : key.split('\n');
}

function totalOf(groups: readonly { values: readonly (number | null)[] }[], none: Series): Series {
  return none.map((zero, at) =>
    zero === null ? null : groups.reduce((all, { values }) => all + (values[at] ?? 0), 0),
  );
}

function lessOf(plus: Series, minus: Series | undefined): Series {
  return plus.map((value, at) => (value === null ? null : value - (minus?.[at] ?? 0)));
}

function quotient(some: number | null, all: number | null | undefined): number | null {
  return some === null || !all ? null : some / all;
}

function part(some: number | null, all: number | null): number | null {
  return some === null || all === null || all === 0 ? null : some / all;
}
