import type { Db } from '../../../../db/client.ts';
import type { Part, Placed, Scope } from './release.ts';
import type { ReleaseCursor } from './release-cursor.ts';
import {
  columns,
  fits,
  inWindow,
  isBelow,
  joins,
  keep,
  panelId,
  walkByDownloads,
  walkByRelease,
} from './release-sql.ts';

/** Most models that one answer looks at; beyond, it says how far it came. */
export const mostLooked = 10_000;

/** From the newest day of release back, the most downloaded of each day first. */
export async function listNewest(db: Db, scope: Scope, part: Part): Promise<Placed[]> {
  return await db<Placed[]>`
    ${columns(db, db`null::float8`)}
    from (${keep(db, scope, db`${walkByRelease(db, scope, part.after)} limit ${mostLooked}`)}
      order by t.released_on desc, t.counted desc, t.model_id desc
      limit ${part.limit}
    ) t
    ${joins(db, scope)}
    order by t.released_on desc, t.counted desc, t.model_id desc
  `;
}

/** Where a walk by day of release stands after as many models as one answer looks at; null: it came to the end. */
export async function placeByRelease(
  db: Db,
  scope: Scope,
  after: ReleaseCursor | null,
): Promise<ReleaseCursor | null> {
  const [row] = await db<{ releasedOn: string; downloads: number; modelId: number }[]>`
    select
      t.released_on::text as "releasedOn",
      coalesce(t.downloads_30d, -1)::float8 as "downloads",
      t.model_id::int as "modelId"
    from (${walkByRelease(db, scope, after)} offset ${mostLooked - 1} limit 1) t
  `;
  return row ? { by: 'newest', ...row } : null;
}

/** The releases of a window, most downloaded first: for windows that one answer can look at. */
export async function sortByDownloads(db: Db, scope: Scope, part: Part): Promise<Placed[]> {
  return await db<Placed[]>`
    ${columns(db, db`null::float8`)}
    from (${keep(db, scope, walkByRelease(db, scope, null))}
      and ${isBelow(db, part.after)}
      order by t.counted desc, t.model_id desc
      limit ${part.limit}
    ) t
    ${joins(db, scope)}
    order by t.counted desc, t.model_id desc
  `;
}

/** From the most downloaded model of the panel down: for windows with many models, of which the first are met soon. */
export async function listByDownloads(db: Db, scope: Scope, part: Part): Promise<Placed[]> {
  return await db<Placed[]>`
    ${columns(db, db`null::float8`)}
    from (${keep(db, scope, db`${walkByDownloads(db, scope, part.after)} limit ${mostLooked}`)}
      and ${inWindow(db, scope)}
      order by t.counted desc, t.model_id desc
      limit ${part.limit}
    ) t
    ${joins(db, scope)}
    order by t.counted desc, t.model_id desc
  `;
}

/** As `placeByRelease`, for a walk by downloads. */
export async function placeByDownloads(
  db: Db,
  scope: Scope,
  after: ReleaseCursor | null,
): Promise<ReleaseCursor | null> {
  const [row] = await db<{ downloads: number; modelId: number }[]>`
    select coalesce(t.downloads_30d, -1)::float8 as "downloads", t.model_id::int as "modelId"
    from (${walkByDownloads(db, scope, after)} offset ${mostLooked - 1} limit 1) t
  `;
  return row ? { by: 'downloads', ...row } : null;
}

/** By relative adoption at an age: downloads by then beside the median of the peers of the size class. */
export async function listByRam(
  db: Db,
  scope: Scope,
  {
    after,
    limit,
    age,
    medians,
    atLeast,
  }: Part & { age: number; medians: readonly { sizeClass: string; median: number }[]; atLeast: number },
): Promise<Placed[]> {
  const below =
    after?.by === 'ram'
      ? db`(h.downloads / d.median, t.model_id) < (${after.score}::float8, ${after.modelId}::int)`
      : db`true`;
  return await db<Placed[]>`
    ${columns(db, db`t.score`)}
    from (
      select t.*, h.downloads / d.median as score
      from model_ages h
      cross join lateral (
        select t.* from panel_models t where t.panel_id = h.panel_id and t.model_id = h.model_id and t.present offset 0
      ) t
      join unnest(
        ${medians.map(({ sizeClass }) => sizeClass)}::text[], ${medians.map(({ median }) => median)}::float8[]
      ) as d (size_class, median) on d.size_class = t.size_class
      left join lateral (select k.* from kinds k where k.kind_id = t.kind_id offset 0) k on true
      where h.panel_id = ${panelId(db, scope)} and h.age = ${age}
        and h.downloads >= ${atLeast * Math.min(...medians.map(({ median }) => median))}
        and h.downloads >= ${atLeast}::float8 * d.median and ${inWindow(db, scope)}
        and ${fits(db, scope)} and ${below}
      order by score desc, t.model_id desc
      limit ${limit}
    ) t
    ${joins(db, scope)}
    order by t.score desc, t.model_id desc
  `;
}

/** How many models of the panel have no day of release. */
export async function countUndated(db: Db, panel: string): Promise<number> {
  const [row] = await db<{ models: number }[]>`
    select count(*)::int as "models"
    from panel_models t
    where t.panel_id = (select p.panel_id from panels p where p.panel = ${panel}) and t.present
      and t.released_on is null
  `;
  return row?.models ?? 0;
}

/** How many models of the window there are up to `mostLooked` + 1, and how many of those are let through. */
export async function countReleases(db: Db, scope: Scope): Promise<{ looked: number; matching: number }> {
  const [row] = await db<{ looked: number; matching: number }[]>`
    select count(*)::int as "looked", count(*) filter (where ${fits(db, scope)})::int as "matching"
    from (${walkByRelease(db, scope, null)} limit ${mostLooked + 1}) t
    left join kinds k on k.kind_id = t.kind_id
  `;
  return row ?? { looked: 0, matching: 0 };
}
