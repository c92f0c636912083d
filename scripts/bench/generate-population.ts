import type { Db } from '../../db/client.ts';
import { generateHistory } from './generate-history.ts';
import { generateModels } from './generate-models.ts';
import { lastSunday } from './generate-packs.ts';

export interface Population {
  models: number;
  /** Published days, one after another; the last is `lastSunday`. */
  snapshots: number;
}

/**
 * Fills a prepared, empty database with one live panel of GENERATED models and its published snapshots, as if
 * it had been collected: identities, names, attributes, counters, sums. Judged by the real reference data.
 * 100,000 models and 60 snapshots take some seconds, a million about a minute.
 */
export async function generatePopulation(
  db: Db,
  population: Population,
  say: (line: string) => void,
): Promise<void> {
  const started = performance.now();
  await createChance(db);
  await openSnapshots(db, population);
  const rebuildIndexes = await dropIndexes(db, ['models', 'model_names', 'panel_models']);
  await generateModels(db, population.models);
  await rebuildIndexes();
  await generateHistory(db, population.snapshots);
  await db`update publication set version = ${population.snapshots}, changed_at = now()`;
  await db`vacuum (analyze)`;
  const seconds = Math.round((performance.now() - started) / 100) / 10;
  say(`generated ${population.models} models and ${population.snapshots} snapshots in ${seconds} s`);
}

/** Whether a kept folder holds a population already. */
export async function isPopulated(db: Db): Promise<boolean> {
  const [row] = await db<[{ populated: boolean }]>`
    select exists (select from panels p join panel_models m on m.panel_id = p.panel_id where p.panel = 'hub') as "populated"`;
  return row.populated;
}

/** A fraction above 0 and up to 1 that depends on its arguments alone. */
export async function createChance(db: Db): Promise<void> {
  await db`
    create function bench_chance(i integer, salt bigint) returns float8
    language sql immutable parallel safe
    as $$ select ((hashint4extended(i, salt) & 4294967295) + 1)::float8 / 4294967296::float8 $$`;
}

async function openSnapshots(db: Db, { models, snapshots }: Population): Promise<void> {
  await db`
    select register_panel(
      'hub', 'Generated models', 'Models that were generated for a benchmark.', 'live',
      'A generator', 'https://example.org/', 'Generated, no terms.', 1, true, 1)`;
  await db`
    insert into snapshots (
      panel_id, as_of, status, token, walk_ended, opened_at, touched_at, published_at, pages, records, models,
      has_all_time
    )
    select
      p.panel_id, d.day, 'published', 'bench', d.day + time '04:00', d.day + time '02:00', d.day + time '04:00',
      d.day + time '04:00', ceil(d.models / 1000), d.models, d.models, true
    from panels p
    cross join (
      select ${lastSunday}::date - n as day, round(${models}::int * exp(-0.002 * n))::int as models
      from generate_series(0, ${snapshots}::int - 1) n
    ) d
    order by d.day`;
  await db`select count(ensure_observation_month(as_of)) from snapshots`;
}

/** A million rows grow an index slower than it is built. Returns how to build it as the schema wants it. */
async function dropIndexes(db: Db, tables: readonly string[]): Promise<() => Promise<void>> {
  const indexes = await db<{ name: string; definition: string }[]>`
    select c.relname as "name", pg_get_indexdef(i.indexrelid) as "definition"
    from pg_index i
    join pg_class c on c.oid = i.indexrelid
    where i.indrelid::regclass::text = any(${[...tables]}::text[]) and not i.indisprimary
    order by 1`;
  for (const { name } of indexes) await db`drop index ${db(name)}`;
  return async () => {
    await Promise.all(indexes.map(({ definition }) => db.unsafe(definition)));
  };
}
