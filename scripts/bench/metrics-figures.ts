import type { Db } from '../../db/client.ts';
import { DIMENSIONS, type DimensionId } from '../../db/vocab/dimensions.ts';
import type { MeasureId } from '../../db/vocab/measures.ts';
import { definitionOf } from '../../src/lib/definition/defaults.ts';
import type { Definition } from '../../src/lib/definition/definition.ts';
import { groupsOf } from '../../src/lib/definition/vocabulary.ts';
import { chooseFor } from '../../src/lib/metrics/engine/choose-for.ts';
import { COMPONENTS } from '../../src/lib/metrics/engine/components.ts';
import { grainOf } from '../../src/lib/metrics/engine/grain.ts';
import { type Looks, readLooks } from '../../src/lib/metrics/engine/looks.ts';
import { readFigure } from '../../src/lib/metrics/engine/read-figure.ts';
import { listOf } from '../../src/lib/metrics/engine/sums.ts';
import { readPanels } from '../../src/lib/metrics/panels.ts';
import { CUBES_PANEL } from './generate-cubes.ts';
import { randomFrom } from './random-from.ts';

const FIGURES = 400;
const MEASURES: readonly MeasureId[] = [
  'downloads30d',
  'models',
  'likes',
  'downloadsAllTime',
  'downloadsGained',
  'downloadsFirstYear',
  'newModels',
  'parametersMean',
  'parametersMeanByDownloads',
];

interface Floor {
  floorMs: number;
  countedMs: number;
  grain: string;
  rows: number;
}

interface Timing extends Floor {
  ms: number;
  address: string;
}

/** Times figures of one group and none to three lenses, each asked twice, the second time counts. */
export async function timeFigures(db: Db, say: (line: string) => void) {
  const values = await readValues(db);
  const [panel] = (await readPanels(db)).filter((one) => one.panel === CUBES_PANEL);
  if (!panel) throw new Error(`the panel ${CUBES_PANEL} is missing`);
  const looks = await readLooks(db, panel, { snapshot: null });
  const random = randomFrom(7);
  const timings: Timing[] = [];
  for (let at = 0; at < FIGURES; at++) {
    const definition = drawDefinition(values, random);
    await readFigure(db, definition);
    const begun = performance.now();
    await readFigure(db, definition);
    const ms = performance.now() - begun;
    timings.push({ ms, ...(await floorOf(db, definition, looks)), address: sayDefinition(definition) });
    if ((at + 1) % 100 === 0) say(`${at + 1} figures`);
  }
  const sorted = timings.toSorted((a, b) => a.ms - b.ms);
  for (const slow of sorted.slice(-8))
    say(`${slow.ms.toFixed(0)} ms, ${slow.rows} rows, ${slow.grain}: ${slow.address}`);
  for (const grain of ['slices', 'cells', 'weeks', 'births']) {
    const some = sorted.filter((one) => one.grain === grain);
    say(
      `${grain}: ${some.length} figures, p50 ${at(some, 0.5).toFixed(1)} ms, p95 ${at(some, 0.95).toFixed(1)} ms`,
    );
  }
  const p95Of = (read: (timing: Timing) => number) =>
    at(
      timings.map((timing) => ({ ms: read(timing) })).toSorted((a, b) => a.ms - b.ms),
      0.95,
    );
  const floor = p95Of(({ floorMs }) => floorMs);
  const figure = at(sorted, 0.95);
  return {
    figure,
    unit: 'ms at p95',
    floor,
    ratio: figure / floor,
    p50_ms: at(sorted, 0.5),
    max_ms: at(sorted, 1),
    figures: timings.length,
    counted_floor_ms: p95Of(({ countedMs }) => countedMs),
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

/**
 * The rows a figure is read from, packs and open sums of all its columns, selected by their primary keys. `floorMs`: they
 * arrive, as rows do. `countedMs`: they are found and counted, and stay where they are.
 */
async function floorOf(db: Db, definition: Definition, looks: Looks): Promise<Floor> {
  const asked = { ...definition, step: 'week' as const };
  const extra = { sized: false, declared: false };
  const isOfBirths = definition.measure === 'newModels';
  const grain = isOfBirths ? 'weeks' : grainOf(asked, looks.sliced);
  const { chosen } = await chooseFor(db, looks, {
    definition: asked,
    grain,
    extra,
    once: false,
    telling: false,
  });
  const parts = COMPONENTS[definition.measure];
  const columns = parts ? [parts.plus, ...(parts.minus ? [parts.minus] : [])] : [];
  const keys = listOf(chosen.keys);
  const key = grain === 'slices' ? db`slice_id` : grain === 'cells' ? db`cell_id` : db`kind_id`;
  const packs = { slices: 'rollup_slices', cells: 'rollup_days', weeks: 'rollup_weeks', days: '' }[grain];
  const open = { slices: 'rollup_open_slices', cells: '', weeks: 'rollup_open_kinds', days: '' }[grain];
  const from = (table: string) => db`
    from ${db(table)} r where r.panel_id = ${looks.panelId} and r.${key} = any (${keys}::int[])`;
  const ofColumns = db`and r.measure = any (${[...columns]}::text[])`;
  const opened = columns.map((column) => db`r.${db(column)}`);
  const list = opened.length === 0 ? db`r.models` : opened.reduce((all, next) => db`${all}, ${next}`);
  const timed = async (select: () => Promise<unknown>) => {
    await select();
    const begun = performance.now();
    await select();
    return performance.now() - begun;
  };
  if (isOfBirths) {
    // New models come from kinds by month; a process keeps them, so its first figure alone reads them.
    const births = db`from rollup_births r where r.panel_id = ${looks.panelId} and r.kind_id = any (${keys}::int[])`;
    let found = 0;
    const floorMs = await timed(async () => {
      found = (await db`select r.kind_id, r.month, r.models ${births}`).length;
    });
    return {
      floorMs,
      countedMs: await timed(async () => await db`select count(*) ${births}`),
      rows: found,
      grain: 'births',
    };
  }
  let rows = 0;
  const floorMs = await timed(async () => {
    const found = await Promise.all([
      db`select r.${key}, r.sums ${from(packs)} ${ofColumns}`,
      open === '' ? [] : db`select r.${key}, ${list} ${from(open)}`,
    ]);
    rows = found[0].length + found[1].length;
  });
  const countedMs = await timed(
    async () =>
      await Promise.all([
        db`select count(r.sums) ${from(packs)} ${ofColumns}`,
        open === '' ? null : db`select count(*) ${from(open)}`,
      ]),
  );
  return { floorMs, countedMs, rows, grain };
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
