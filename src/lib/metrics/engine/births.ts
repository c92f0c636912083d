import type { Db } from '../../../../db/client.ts';
import type { Definition } from '../../definition/definition.ts';
import { BadDefinition } from '../../definition/errors.ts';
import type { Period } from '../figure.ts';
import { sum } from './assemble.ts';
import { chooseFor } from './choose-for.ts';
import type { Looks } from './looks.ts';
import { readLabels } from './names.ts';
import { countsTwice, type Numbers } from './read-numbers.ts';
import { ofChosen } from './sums.ts';

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
  const [labels, first, rows, wholes, declared, once] = await Promise.all([
    readLabels(db, definition),
    readFirstMonth(db, looks),
    definition.by.length === 0 ? [] : readRows(db, looks, { ...ask, definition }),
    readRows(db, looks, { ...ask, definition: whole }),
    definition.attribution === 'creator'
      ? readRows(db, looks, { ...ask, definition: whole, declared: true })
      : null,
    countsTwice(definition) ? readRows(db, looks, { ...ask, definition, once: true }) : null,
  ]);
  const periods = monthsOf(first, looks.days.at(-1) ?? '', window);
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

async function readFirstMonth(db: Db, { panelId }: Looks): Promise<string | null> {
  const [row] = await db<[{ month: string | null }]>`
    select min(b.month)::text as "month" from rollup_births b where b.panel_id = ${panelId}`;
  return row.month;
}

interface RowsQuery {
  definition: Definition;
  once: boolean;
  declared: boolean;
}

async function readRows(db: Db, looks: Looks, { definition, once, declared }: RowsQuery): Promise<Row[]> {
  const { chosen, withoutInfrastructure } = await chooseFor(db, looks, {
    definition,
    grain: 'weeks',
    extra: { sized: false, declared },
    once,
    telling: false,
  });
  if (chosen.keys.length === 0) return [];
  const { where, at } = ofChosen(db, db`kind_id`, chosen);
  const rows = await db<{ at: number; month: string; models: number }[]>`
    select
      ${at} as "at",
      r.month::text as "month",
      sum(r.models)::float8 as "models"
    from rollup_births r
    where r.panel_id = ${looks.panelId} and r.month is not null and ${where}
      ${withoutInfrastructure ? db`and not r.infrastructure` : db``}
    group by 1, 2
    order by 2, 1
  `;
  return rows.flatMap(({ at: place, month, models }) =>
    (chosen.bundles[place] ?? []).map(({ ids, weight }) => ({ group: ids, month, models: models * weight })),
  );
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
