import type { Db } from '../../../../db/client.ts';
import type { Definition } from '../../definition/definition.ts';
import { BadDefinition } from '../../definition/errors.ts';
import type { Period } from '../figure.ts';
import { sum } from './assemble.ts';
import { chooseFor } from './choose-for.ts';
import { type MonthOfBirths, readMonthsOfBirths } from './kept-births.ts';
import type { Looks } from './looks.ts';
import { readLabels } from './names.ts';
import { countsTwice, type Numbers } from './read-numbers.ts';

interface BirthsQuery {
  definition: Definition;
  looks: Looks;
  window: { from: string; until: string } | null;
}

type Row = { group: string; month: string; models: number };

/** Models of the newest snapshot by calendar month of release. Those without a known date are in no month. */
export async function readBirths(db: Db, { definition, looks, window }: BirthsQuery): Promise<Numbers> {
  if (looks.next !== null)
    throw new BadDefinition([
      'snapshot: new models are counted in the newest snapshot only; leave the snapshot out, or ask for another measure.',
    ]);
  const ask = { once: false, declared: false };
  const whole = { ...definition, by: [] };
  const months = await readMonthsOfBirths(db, looks);
  const read = (ask: RowsQuery) => readRows(db, { looks, months, ...ask });
  const [labels, rows, wholes, declared, once] = await Promise.all([
    readLabels(db, definition),
    definition.by.length === 0 ? [] : read({ ...ask, definition }),
    read({ ...ask, definition: whole }),
    definition.attribution === 'creator' ? read({ ...ask, definition: whole, declared: true }) : null,
    countsTwice(definition) ? read({ ...ask, definition, once: true }) : null,
  ]);
  const periods = monthsOf(months[0]?.month ?? null, looks.days.at(-1) ?? '', window);
  const placeOf = new Map(periods.map(({ from }, at) => [from, at]));
  const series = (some: readonly Row[]) => {
    const values = periods.map(() => 0);
    for (const { month, models } of some) {
      const at = placeOf.get(month);
      if (at !== undefined) values[at] = (values[at] ?? 0) + models;
    }
    return values;
  };
  const byGroup = Map.groupBy(
    rows.filter(({ month }) => placeOf.has(month)),
    ({ group }) => group,
  );
  const totals = series(wholes);
  const groups =
    definition.by.length === 0
      ? [{ ...labels.of([]), values: totals, fallen: [] }]
      : [...byGroup].map(([key, some]) => ({
          ...labels.of(key.split('\n')),
          values: series(some),
          fallen: [],
        }));
  const all = sum(totals);
  return {
    periods,
    window: 'sum',
    whole: totals,
    groups,
    ...(once ? { open: series(once.filter(({ group }) => labels.of(group.split('\n')).open)) } : {}),
    lineageCoverage: declared && all ? (sum(series(declared)) ?? 0) / all : null,
  };
}

interface RowsQuery {
  definition: Definition;
  once: boolean;
  declared: boolean;
}

async function readRows(
  db: Db,
  {
    looks,
    months,
    definition,
    once,
    declared,
  }: RowsQuery & { looks: Looks; months: readonly MonthOfBirths[] },
): Promise<Row[]> {
  const { chosen, withoutInfrastructure } = await chooseFor(db, looks, {
    definition,
    grain: 'weeks',
    extra: { sized: false, declared },
    once,
    telling: false,
  });
  const bundleOf = new Int32Array((chosen.keys.at(-1) ?? 0) + 1).fill(-1);
  for (const [place, kind] of chosen.keys.entries()) bundleOf[kind] = chosen.at[place] ?? -1;
  return months
    .filter(({ infrastructure }) => !(withoutInfrastructure && infrastructure))
    .flatMap(({ month, kinds, models }) => {
      const sums = new Float64Array(chosen.bundles.length);
      for (let at = 0; at < kinds.length; at++) {
        const bundle = bundleOf[kinds[at] ?? 0] ?? -1;
        if (bundle >= 0) sums[bundle] = (sums[bundle] ?? 0) + (models[at] ?? 0);
      }
      return chosen.bundles.flatMap((bundle, place) => {
        const sum = sums[place] ?? 0;
        return sum === 0
          ? []
          : bundle.map(({ ids, weight }) => ({ group: ids, month, models: sum * weight }));
      });
    });
}

/** Every month from the first release to the newest snapshot, inside the window. */
function monthsOf(
  first: string | null,
  asOf: string,
  window: { from: string; until: string } | null,
): readonly Period[] {
  const periods: Period[] = [];
  for (let from = first; from !== null && from <= asOf; from = periods.at(-1)?.until ?? null) {
    const [year, month] = [Number(from.slice(0, 4)), Number(from.slice(5, 7))];
    const until = new Date(Date.UTC(year, month, 1)).toISOString().slice(0, 10);
    periods.push({ from, until, asOf, snapshots: 1, provisional: asOf < until, bridges: null });
  }
  return periods.filter(({ from }) => window === null || (window.from <= from && from < window.until));
}
