import type { Db } from '../../db/client.ts';
import { cellsOfKinds } from './generate-kinds.ts';
import { lastMonday, openKinds, packHistory } from './generate-packs.ts';

/** The most downloaded models move every day; all others are seen once, on the first day. */
export const modelsWithHistory = 3000;

/** Sums the panel over all its days as a drift of what it is now, and observes models. */
export async function generateHistory(db: Db, days: number): Promise<void> {
  await Promise.all([generateSums(db, days), observeOnce(db), observeDaily(db)]);
}

/** Everything figures are answered from, of the models that are there: sums by kind, by cell, by month of release. */
async function generateSums(db: Db, days: number): Promise<void> {
  const panel = 'hub';
  await db`
    create unlogged table bench_kinds as
    select k.*, n.models
    from (select p.kind_id, count(*)::int as models from panel_models p where p.present group by p.kind_id) n
    join kinds k on k.kind_id = n.kind_id`;
  await db`update panels set folded_before = ${lastMonday}, every_days = 1 where panel = ${panel}`;
  await openKinds(db, panel);
  await db`select place_kinds((select max(s.snapshot_id) from snapshots s))`;
  await cellsOfKinds(db);
  await packHistory(db, { panel, days }, () => undefined);
  await db`
    insert into rollup_births (panel_id, kind_id, infrastructure, month, models)
    select p.panel_id, p.kind_id, false, date_trunc('month', p.released_on)::date, count(*)
    from panel_models p where p.present group by 1, 2, 4`;
}

/** How much smaller a number was on an earlier day, with some noise; 1 on the newest. */
function factorOf(db: Db, key: ReturnType<Db>) {
  return db`exp(-0.002 * (newest.as_of - s.as_of))
    * case when s.as_of = newest.as_of then 1 else 0.97 + 0.06 * bench_chance(hashtext(${key}), s.snapshot_id) end`;
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
