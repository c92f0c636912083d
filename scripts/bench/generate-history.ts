import type { Db } from '../../db/client.ts';

/** The most downloaded models move every day; all others are seen once, on the first day. */
export const modelsWithHistory = 3000;

/** Rolls up the newest snapshot, makes the cubes of earlier days small drifts of it, and observes models. */
export async function generateHistory(db: Db): Promise<void> {
  await db`
    select roll_up(s.snapshot_id, 'select * from current_states') from snapshots s order by s.as_of desc limit 1`;
  await Promise.all([driftCells(db), driftGroups(db), observeOnce(db), observeDaily(db)]);
}

/** How much smaller a number was on an earlier day, with some noise; 1 on the newest. */
function factorOf(db: Db, key: ReturnType<Db>) {
  return db`exp(-0.002 * (newest.as_of - s.as_of))
    * case when s.as_of = newest.as_of then 1 else 0.97 + 0.06 * bench_chance(hashtext(${key}), s.snapshot_id) end`;
}

async function driftCells(db: Db): Promise<void> {
  await db`
    insert into rollup_cells
    select
      s.snapshot_id, c.region, c.size_class, c.license_class, ceil(c.models * f.factor), c.downloads_30d * f.factor,
      c.downloads_all_time * f.factor, c.likes * f.factor
    from (select * from snapshots order by as_of desc limit 1) newest
    join rollup_cells c on c.snapshot_id = newest.snapshot_id
    join snapshots s on s.as_of < newest.as_of
    cross join lateral (select ${factorOf(db, db`c.region || c.size_class || c.license_class`)} as factor) f
    order by 1, 2, 3, 4`;
}

async function driftGroups(db: Db): Promise<void> {
  await db`
    insert into rollup_groups
    select
      s.snapshot_id, g.grouping, g.value, ceil(g.models * f.factor), g.downloads_30d * f.factor,
      g.downloads_all_time * f.factor, g.likes * f.factor
    from (select * from snapshots order by as_of desc limit 1) newest
    join rollup_groups g on g.snapshot_id = newest.snapshot_id
    join snapshots s on s.as_of < newest.as_of
    cross join lateral (select ${factorOf(db, db`g.grouping || g.value`)} as factor) f
    order by 1, 2, 3`;
}

async function observeOnce(db: Db): Promise<void> {
  await db`
    insert into observations
      (downloads_30d, downloads_all_time, model_id, likes, snapshot_id, as_of, page, panel_id, present)
    select p.downloads_30d, p.downloads_all_time, p.model_id, p.likes, s.snapshot_id, s.as_of,
      p.model_id / 1000 + 1, p.panel_id, true
    from panel_models p
    cross join (select snapshot_id, as_of from snapshots order by as_of limit 1) s
    order by p.model_id`;
}

async function observeDaily(db: Db): Promise<void> {
  await db`
    insert into observations
      (downloads_30d, downloads_all_time, model_id, likes, snapshot_id, as_of, page, panel_id, present)
    select
      p.downloads_30d * f.factor, p.downloads_all_time * f.factor, p.model_id, p.likes, s.snapshot_id, s.as_of,
      p.model_id / 1000 + 1, p.panel_id, true
    from (
      select * from panel_models
      where panel_id = 1 and present
      order by coalesce(downloads_30d, -1) desc, model_id desc
      limit ${modelsWithHistory}
    ) p
    cross join (select * from snapshots order by as_of desc limit 1) newest
    join snapshots s on s.as_of > (select min(as_of) from snapshots)
    cross join lateral (select ${factorOf(db, db`p.model_id::text`)} as factor) f
    order by s.snapshot_id, p.model_id`;
}

/** Repo ids of models with a long history, spread over the most downloaded. */
export async function sampleModels(db: Db, count: number): Promise<string[]> {
  const rows = await db<{ repoId: string }[]>`
    select m.repo_id as "repoId"
    from (
      select model_id, row_number() over (order by downloads_30d desc, model_id desc) as place
      from panel_models
      where present
      order by downloads_30d desc, model_id desc
      limit ${modelsWithHistory}
    ) p
    join models m on m.model_id = p.model_id
    where p.place % greatest(1, least(${modelsWithHistory}::int, (select count(*) from panel_models)) / ${count}::int) = 0
    order by p.place
    limit ${count}`;
  return rows.map(({ repoId }) => repoId);
}
