import type { Db } from '../../db/client.ts';
import { cellsOfKinds, drawKinds } from './generate-kinds.ts';
import { lastMonday, lastSunday, openKinds, packHistory } from './generate-packs.ts';

/** Everything here is generated and belongs to benchmarks. */
export interface CubesOptions {
  models: number;
  /** Daily snapshots, ending on a Sunday: every week is folded but the last. */
  days: number;
}

/** The name of the generated panel. */
export const CUBES_PANEL = 'bench-cubes';

/**
 * Cubes of a panel of so many models over so many days, written as the folding writes them. Kinds are drawn from those
 * of the recordings by their weight, and changed in some places, so that what goes together there goes together here;
 * the number of different kinds follows from the number of models. Sums are random and drift.
 */
export async function generateCubes(
  db: Db,
  { models, days }: CubesOptions,
  say: (line: string) => void,
): Promise<void> {
  await db`select setseed(0.42)`.simple();
  await db`drop table if exists bench_kinds, bench_cells`;
  await drawKinds(db, models);
  await cellsOfKinds(db);
  const [{ kinds }] = await db<[{ kinds: number }]>`select count(*)::int as "kinds" from bench_kinds`;
  say(`${models.toLocaleString('en')} models are of ${kinds.toLocaleString('en')} kinds`);
  await db`
    insert into panels (panel, title, population, kind, source_title, source_url, terms, rank, whole, every_days, folded_before)
    values (${CUBES_PANEL}, 'Generated cubes', 'Generated for a benchmark.', 'live', 'generated', 'https://example.org',
      'none', 1, true, 1, ${lastMonday})`;
  await db`
    insert into snapshots (panel_id, as_of, status, token, published_at, models, has_all_time, judged_by)
    select p.panel_id, ${lastSunday}::date - (${days - 1} - d), 'published', 'bench', now(), ${models}, true,
      (select max(version) from reference_versions)
    from panels p, generate_series(0, ${days - 1}) d
    where p.panel = ${CUBES_PANEL}`;
  await openKinds(db, CUBES_PANEL);
  await packHistory(db, { panel: CUBES_PANEL, days }, say);
  await spreadBirths(db);
  await db`vacuum (analyze) kinds, cells, origins, origin_parts, mixes, mix_parts, rollup_weeks, rollup_days, rollup_kinds, rollup_slices, slices,
    rollup_open_slices, rollup_open_kinds, rollup_cell_sums, rollup_births, snapshots, panels`;
}

/** The models of a kind by month of release: of its year, over six months at most. */
async function spreadBirths(db: Db): Promise<void> {
  await db`
    insert into rollup_births (panel_id, kind_id, infrastructure, month, models)
    select
      p.panel_id, b.kind_id, false,
      make_date(y.year, 1 + ((b.kind_id + n) % case when y.year = 2026 then 11 else 12 end), 1),
      ceil(b.models::float8 / 6)
    from panels p
    cross join bench_kinds b
    cross join lateral (select case when b.year ~ '^20\\d\\d$' then b.year::int else 2025 end as year) y
    cross join generate_series(0, least(5, b.models - 1)) n
    where p.panel = ${CUBES_PANEL}`;
}

/** Whether the cubes are there already, from an earlier run. */
export async function isGenerated(db: Db): Promise<boolean> {
  const [{ found }] = await db<[{ found: boolean }]>`
    select exists (select from panels p where p.panel = ${CUBES_PANEL}) as "found"`;
  return found;
}
