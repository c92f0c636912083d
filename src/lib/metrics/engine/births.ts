import type { Db } from '../../../../db/client.ts';
import { classOfCell, SIZE_SCHEMES } from '../../../../db/vocab/size-classes.ts';
import type { Definition } from '../../definition/definition.ts';
import { BadDefinition } from '../../definition/errors.ts';
import type { Period } from '../figure.ts';
import { sum } from './assemble.ts';
import { grouped } from './grain.ts';
import type { Looks } from './looks.ts';
import { readNames } from './names.ts';
import { countsTwice, type Numbers } from './read-numbers.ts';
import { type Ask, type Source, sourceOf } from './source.ts';

interface BirthsQuery {
  definition: Definition;
  looks: Looks;
  window: { from: string; until: string } | null;
}

type Row = { groups: string[]; month: string; models: number };

/** Models of the newest snapshot by calendar month of release. Those without a known date are in no month. */
export async function readBirths(db: Db, { definition, looks, window }: BirthsQuery): Promise<Numbers> {
  if (looks.next !== null)
    throw new BadDefinition([
      'snapshot: new models are counted in the newest snapshot only; leave the snapshot out, or ask for another measure.',
    ]);
  const ask: Ask = { grain: 'weeks', once: false, sized: false, declared: false };
  const source = sourceOf(db, definition, ask);
  const plain = (more: Partial<Ask> = {}) => sourceOf(db, { ...definition, by: [] }, { ...ask, ...more });
  const twice = countsTwice(definition);
  const [names, first, rows, wholes, declared, once] = await Promise.all([
    readNames(db, definition.by, definition.scheme),
    readFirstMonth(db, looks),
    definition.by.length === 0 ? [] : readRows(db, source, looks),
    readRows(db, plain(), looks),
    definition.attribution === 'creator' ? readRows(db, plain({ declared: true }), looks) : null,
    twice ? readRows(db, sourceOf(db, definition, { ...ask, once: true }), looks) : null,
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
  const dimensions = grouped(definition).map(({ dimension }) => dimension);
  const scheme = SIZE_SCHEMES.find(({ id }) => id === definition.scheme);
  const classed = (id: string, at: number) =>
    dimensions[at] === 'size' && scheme ? classOfCell(scheme, Number(id)).id : id;
  const byGroup = Map.groupBy(
    rows.filter(({ month }) => placeOf.has(month)),
    ({ groups }) => groups.map(classed).join('\n'),
  );
  const isOpen = (ids: readonly string[]) =>
    ids.some((id, at) => dimensions[at] !== undefined && names.open(dimensions[at], id));
  const whole = series(wholes);
  const groups =
    definition.by.length === 0
      ? [{ ids: [], names: [], open: false, values: whole, fallen: [] }]
      : [...byGroup].map(([key, some]) => {
          const ids = key.split('\n');
          return {
            ids,
            names: ids.map((id, at) => (dimensions[at] ? names.name(dimensions[at], id) : id)),
            open: isOpen(ids),
            values: series(some),
            fallen: [],
          };
        });
  const all = sum(whole);
  return {
    periods,
    window: 'sum',
    whole,
    groups,
    ...(once ? { open: series(once.filter(({ groups: ids }) => isOpen(ids.map(classed)))) } : {}),
    lineageCoverage: declared && all ? (sum(series(declared)) ?? 0) / all : null,
  };
}

async function readFirstMonth(db: Db, { panelId }: Looks): Promise<string | null> {
  const [row] = await db<[{ month: string | null }]>`
    select min(b.month)::text as "month" from rollup_births b where b.panel_id = ${panelId}`;
  return row.month;
}

async function readRows(db: Db, source: Source, { panelId }: Looks): Promise<Row[]> {
  const [first, ...rest] = source.groups;
  const groups = first
    ? db`array[${rest.reduce((all, next) => db`${all}, ${next}`, first)}]`
    : db`'{}'::text[]`;
  return await db<Row[]>`
    select
      ${groups} as "groups",
      r.month::text as "month",
      sum(r.models * ${source.weight})::float8 as "models"
    from ${source.from}
    join rollup_births r on r.kind_id = k.kind_id
    where r.panel_id = ${panelId} and r.month is not null and ${source.where}
    group by 1, 2
    order by 2, 1
  `;
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
