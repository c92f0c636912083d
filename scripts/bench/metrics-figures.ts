import type { Db } from '../../db/client.ts';
import { DIMENSIONS, type DimensionId } from '../../db/vocab/dimensions.ts';
import type { MeasureId } from '../../db/vocab/measures.ts';
import { definitionOf } from '../../src/lib/definition/defaults.ts';
import type { Definition } from '../../src/lib/definition/definition.ts';
import { groupsOf } from '../../src/lib/definition/vocabulary.ts';
import { grainOf } from '../../src/lib/metrics/engine/grain.ts';
import { readFigure } from '../../src/lib/metrics/engine/read-figure.ts';
import { type Source, sourceOf } from '../../src/lib/metrics/engine/source.ts';
import { CUBES_PANEL } from './generate-cubes.ts';

const FIGURES = 400;
const MEASURES: readonly MeasureId[] = [
  'downloads30d',
  'models',
  'likes',
  'downloadsAllTime',
  'downloadsGained',
];

interface Timing {
  ms: number;
  floorMs: number;
  grain: string;
  rows: number;
  address: string;
}

/** Times figures of one group and none to three lenses, each asked twice, the second time counts. */
export async function timeFigures(db: Db, say: (line: string) => void) {
  const values = await readValues(db);
  const random = randomFrom(7);
  const timings: Timing[] = [];
  for (let at = 0; at < FIGURES; at++) {
    const definition = drawDefinition(values, random);
    await readFigure(db, definition);
    const begun = performance.now();
    await readFigure(db, definition);
    const ms = performance.now() - begun;
    timings.push({ ms, ...(await floorOf(db, definition)), address: sayDefinition(definition) });
    if ((at + 1) % 100 === 0) say(`${at + 1} figures`);
  }
  const sorted = timings.toSorted((a, b) => a.ms - b.ms);
  for (const slow of sorted.slice(-8))
    say(`${slow.ms.toFixed(0)} ms, ${slow.rows} rows, ${slow.grain}: ${slow.address}`);
  for (const grain of ['slices', 'cells', 'weeks']) {
    const some = sorted.filter((one) => one.grain === grain);
    say(
      `${grain}: ${some.length} figures, p50 ${at(some, 0.5).toFixed(1)} ms, p95 ${at(some, 0.95).toFixed(1)} ms`,
    );
  }
  const floor = at(
    timings.map(({ floorMs }) => ({ ms: floorMs })).toSorted((a, b) => a.ms - b.ms),
    0.95,
  );
  const figure = at(sorted, 0.95);
  return {
    figure,
    unit: 'ms at p95',
    floor,
    ratio: figure / floor,
    p50_ms: at(sorted, 0.5),
    max_ms: at(sorted, 1),
    figures: timings.length,
  };
}

function at(sorted: readonly { ms: number }[], part: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))]?.ms ?? 0;
}

type Values = Readonly<Record<DimensionId, readonly string[]>>;

/** Groups a reader may ask for: the word lists, and of open dimensions what most models are. */
async function readValues(db: Db): Promise<Values> {
  const top = async (column: ReturnType<Db>) =>
    (
      await db<{ value: string }[]>`
        select ${column} as "value" from bench_kinds k left join ref_holder_places u
          on u.counting = 'primary' and u.facts = 'then' and u.holder = k.holder
        group by 1 order by sum(k.models) desc limit 25`
    ).map(({ value }) => value);
  const open: Partial<Record<DimensionId, readonly string[]>> = {
    country: await top(db`coalesce(u.country, 'UNREVIEWED')`),
    publisher: await top(db`coalesce(u.publisher_id, '')`),
    packager: await top(db`case when u.packager then u.publisher_id else '' end`),
    'license-id': await top(db`k.license`),
    task: await top(db`k.task`),
    library: await top(db`k.library`),
    year: await top(db`k.year`),
    family: ['llama', 'qwen', 'mistral', 'gemma', 'deepseek', 'bert', ''],
  };
  return Object.fromEntries(
    DIMENSIONS.map(({ id }) => [id, open[id] ?? groupsOf(id, 'default')?.map((group) => group.id) ?? []]),
  ) as Values;
}

function drawDefinition(values: Values, random: () => number): Definition {
  const pick = <Word>(words: readonly Word[]) => words[Math.floor(random() * words.length)] as Word;
  const ids = DIMENSIONS.map(({ id }) => id);
  const lenses: Partial<Record<DimensionId, readonly string[]>> = {};
  const count = Math.floor(random() * 4);
  while (Object.keys(lenses).length < count) {
    const dimension = pick(ids);
    lenses[dimension] = [
      ...new Set([pick(values[dimension]), ...(random() < 0.4 ? [pick(values[dimension])] : [])]),
    ];
  }
  return definitionOf({
    panel: CUBES_PANEL,
    measure: pick(MEASURES),
    by: [pick(ids)],
    lenses,
    attribution: random() < 0.7 ? 'uploader' : 'creator',
    counting: random() < 0.9 ? 'primary' : 'fractional',
    facts: random() < 0.9 ? 'then' : 'now',
    infrastructure: random() < 0.8 ? 'with' : 'without',
  });
}

/** The rows that hold the figure’s first column, selected by their primary key. */
async function floorOf(
  db: Db,
  definition: Definition,
): Promise<{ floorMs: number; rows: number; grain: string }> {
  const plain = { ...definition, infrastructure: 'with' as const, step: 'week' as const };
  const extra = { sized: false, declared: false };
  const grain = grainOf(plain, extra);
  const source = sourceOf(db, plain, { ...extra, grain, once: false });
  const key = { slices: db`slice_id`, cells: db`cell_id`, weeks: db`kind_id`, days: db`kind_id` }[grain];
  const table = {
    slices: db`rollup_slices`,
    cells: db`rollup_days`,
    weeks: db`rollup_weeks`,
    days: db`rollup_kind_days`,
  }[grain];
  const [{ keys }] = await keysOf(db, source, key);
  const select = async () => {
    const begun = performance.now();
    const [{ rows }] = await db<[{ rows: number }]>`
      select count(r.sums)::int as "rows" from ${table} r
      where r.panel_id = (select p.panel_id from panels p where p.panel = ${CUBES_PANEL})
        and r.measure = 'downloads_30d' and r.${key} = any (${keys}::int[])`;
    return { floorMs: performance.now() - begun, rows };
  };
  await select();
  return { ...(await select()), grain };
}

async function keysOf(db: Db, source: Source, key: Source['from']) {
  return await db<[{ keys: number[] }]>`
    select coalesce(array_agg(distinct k.${key}), '{}') as "keys" from ${source.from} where ${source.where}`;
}

function sayDefinition({
  by,
  lenses,
  attribution,
  counting,
  facts,
  infrastructure,
  measure,
}: Definition): string {
  return JSON.stringify({ measure, by, lenses, attribution, counting, facts, infrastructure });
}

/** Numbers from 0 to 1 that are the same in every run (mulberry32). */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}
