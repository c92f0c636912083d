import type { Db } from '../../db/client.ts';
import { TOP_COUNTS, TOP_PARTS } from '../../db/vocab/concentration.ts';
import { definitionOf } from '../../src/lib/definition/defaults.ts';
import {
  CONCENTRATION_LEVELS,
  readConcentration,
} from '../../src/lib/metrics/structure/read-concentration.ts';
import { readTurnover } from '../../src/lib/metrics/structure/read-turnover.ts';
import { CUBES_PANEL } from './generate-cubes.ts';

const MEASURES = ['downloads30d', 'downloadsAllTime', 'likes'] as const;

/** Milliseconds at p95 of concentration at every level and of turnover, over the whole window, the second time each. */
export async function timeStructure(
  db: Db,
): Promise<{ concentration_p95_ms: number; turnover_p95_ms: number }> {
  await generateStructure(db);
  const concentration: number[] = [];
  for (const level of CONCENTRATION_LEVELS)
    for (const measure of MEASURES)
      for (const infrastructure of ['with', 'without'] as const)
        for (const attribution of ['uploader', 'creator'] as const) {
          const definition = definitionOf({ panel: CUBES_PANEL, measure, infrastructure, attribution });
          concentration.push(await second(() => readConcentration(db, { level, definition })));
        }
  const turnover: number[] = [];
  for (const measure of MEASURES)
    for (const places of [50, 100] as const)
      turnover.push(await second(() => readTurnover(db, { panel: CUBES_PANEL, measure, places })));
  return { concentration_p95_ms: p95(concentration), turnover_p95_ms: p95(turnover) };
}

async function second(read: () => Promise<unknown>): Promise<number> {
  await read();
  const begun = performance.now();
  await read();
  return performance.now() - begun;
}

function p95(timings: readonly number[]): number {
  const sorted = timings.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length * 0.95)] ?? 0;
}

/** What publications leave for every snapshot: inequality among models and namespaces, and the hundred largest. */
async function generateStructure(db: Db): Promise<void> {
  await db`
    insert into rollup_concentration (snapshot_id, level, measure, without, units, active, total, hhi, gini_all, gini_active, tops, parts)
    select
      s.snapshot_id, l.level, m.measure, w.without, 3200000, 1500000, 2000000000, 0.01, 0.99, 0.97,
      array(select 10000000 * n from generate_series(1, ${TOP_COUNTS.length}::int) n),
      array(select 10000000 * n from generate_series(1, ${TOP_PARTS.length}::int) n)
    from snapshots s
    join panels p on p.panel_id = s.panel_id
    cross join (values ('model'), ('namespace')) as l (level)
    cross join (values ('downloads_30d'), ('downloads_all_time'), ('likes')) as m (measure)
    cross join (values (false), (true)) as w (without)
    where p.panel = ${CUBES_PANEL}
    on conflict do nothing`;
  await db`
    insert into rollup_leaders (snapshot_id, measure, place, model_id, value)
    select s.snapshot_id, m.measure, x.place, x.model_id, 100000000 / x.place
    from snapshots s
    join panels p on p.panel_id = s.panel_id
    cross join (values ('downloads_30d'), ('downloads_all_time'), ('likes')) as m (measure)
    cross join lateral (
      select row_number() over (order by m.model_id) as place, m.model_id
      from (select model_id from models where model_id > s.snapshot_id order by model_id limit 100) m
    ) x
    where p.panel = ${CUBES_PANEL}
    on conflict do nothing`;
  await db`analyze rollup_concentration, rollup_leaders`;
}
