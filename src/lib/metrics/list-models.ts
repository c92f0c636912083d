import type { Db } from '../../../db/client.ts';
import type { Definition } from '../definition/definition.ts';
import { lensOf } from '../definition/lenses.ts';
import { GROUPS, type Grouping } from '../definition/vocabulary.ts';
import type { ListCursor } from './cursor.ts';
import type { PanelFacts } from './metric.ts';
import type { ListedModel } from './models.ts';
import { namesLike } from './name-pieces.ts';

// Every list is ordered by (downloads, model_id), both falling; a counter that is not recorded counts as −1.
// The expression is the one of the indexes panel_models_by_downloads and panel_models_by_cell.

export interface ListQuery {
  definition: Definition;
  panel: PanelFacts;
  /** A LIKE pattern for the repo id in small letters. */
  pattern: string | null;
  after: ListCursor;
  limit: number;
}

/** The most downloaded models of the panel. */
export async function listByDownloads(db: Db, query: ListQuery): Promise<ListedModel[]> {
  return await db<ListedModel[]>`
    select ${columns(db)}
    from (
      select t.*
      from panel_models t
      where t.panel_id = (select p.panel_id from panels p where p.panel = ${query.panel.panel}) and t.present
        and ${isAfter(db, query)}
      order by coalesce(t.downloads_30d, -1) desc, t.model_id desc
      limit ${query.limit}
    ) t
    join models m on m.model_id = t.model_id
    order by coalesce(t.downloads_30d, -1) desc, t.model_id desc
  `;
}

/** What the lenses and the search let through among the next `most` models of the panel: for broad lenses and common words. */
export async function listNear(db: Db, query: ListQuery, most: number): Promise<ListedModel[]> {
  return await db<ListedModel[]>`
    select ${columns(db)}
    from (
      select t.*
      from (
        select t.*, coalesce(t.downloads_30d, -1) as counted
        from panel_models t
        where t.panel_id = (select p.panel_id from panels p where p.panel = ${query.panel.panel}) and t.present
          and ${isAfter(db, query)}
        order by coalesce(t.downloads_30d, -1) desc, t.model_id desc
        limit ${most}
      ) t
      cross join lateral (select t.region, t.size_class, t.license_class) c
      where ${lensPredicate(db, query.definition)} and ${matches(db, query)}
      order by t.counted desc, t.model_id desc
      limit ${query.limit}
    ) t
    join models m on m.model_id = t.model_id
    order by t.counted desc, t.model_id desc
  `;
}

/** Where the list stands after so many more models; null: it ends before. */
export async function placeAfter(db: Db, query: ListQuery, most: number): Promise<ListCursor | null> {
  const [row] = await db<ListCursor[]>`
    select coalesce(t.downloads_30d, -1)::float8 as "downloads", t.model_id::int as "modelId"
    from panel_models t
    where t.panel_id = (select p.panel_id from panels p where p.panel = ${query.panel.panel}) and t.present
      and ${isAfter(db, query)}
    order by coalesce(t.downloads_30d, -1) desc, t.model_id desc
    offset ${most - 1} limit 1
  `;
  return row ?? null;
}

/** Takes the top of every cell that the lenses let through. A rare combination has few cells. */
export async function listInCells(db: Db, query: ListQuery): Promise<ListedModel[]> {
  return await db<ListedModel[]>`
    select ${columns(db)}
    from (
      select t.panel_id, t.model_id, t.downloads_30d
      from panels p
      cross join unnest(${cellsOf(query, 'region')}::text[]) r (region)
      cross join unnest(${cellsOf(query, 'size')}::text[]) z (size_class)
      cross join unnest(${cellsOf(query, 'license')}::text[]) l (license_class)
      cross join lateral (
        select t.panel_id, t.model_id, t.downloads_30d
        from panel_models t
        where t.panel_id = p.panel_id and t.present
          and t.region = r.region and t.size_class = z.size_class and t.license_class = l.license_class
          and ${isAfter(db, query)} and ${matches(db, query)}
        order by coalesce(t.downloads_30d, -1) desc, t.model_id desc
        limit ${query.limit}
      ) t
      where p.panel = ${query.panel.panel}
      order by coalesce(t.downloads_30d, -1) desc, t.model_id desc
      limit ${query.limit}
    ) found
    join panel_models t on t.panel_id = found.panel_id and t.model_id = found.model_id
    join models m on m.model_id = t.model_id
    order by coalesce(t.downloads_30d, -1) desc, t.model_id desc
  `;
}

/** The sides of the cells: the groups of a lens, or all there are. */
function cellsOf({ definition }: ListQuery, grouping: Grouping): string[] {
  const chosen = lensOf(definition, grouping);
  return chosen.length > 0 ? [...chosen] : GROUPS[grouping].map(({ id }) => id);
}

/** What the lenses of a definition let through, for a row aliased `c`. */
function lensPredicate(db: Db, definition: Definition) {
  const region = lensOf(definition, 'region');
  const size = lensOf(definition, 'size');
  const license = lensOf(definition, 'license');
  const regions = region.length > 0 ? db`c.region = any(${[...region]}::text[])` : db`true`;
  const sizes = size.length > 0 ? db`c.size_class = any(${[...size]}::text[])` : db`true`;
  const licenses = license.length > 0 ? db`c.license_class = any(${[...license]}::text[])` : db`true`;
  return db`${regions} and ${sizes} and ${licenses}`;
}

/**
 * Finds the models whose name matches among those that hold a piece of it, looks each of them up, and sorts them. Null when
 * more than `most` names match: nothing was looked up then. `offset 0` keeps the planner from joining them with the whole panel.
 */
export async function listByRarity(
  db: Db,
  query: ListQuery,
  { piece, most }: { piece: string; most: number },
): Promise<ListedModel[] | null> {
  const rows = await db<(ListedModel & { matches: number })[]>`
    with found as materialized (
      select n.model_id
      from ${namesLike(db, `%${piece}%`)} n
      where n.name like ${query.pattern}
      limit ${most + 1}
    ),
    counted as materialized (
      select count(*)::int as matches from found
    ),
    top as materialized (
      select t.panel_id, t.model_id
      from found f
      cross join lateral (
        select t.*
        from panel_models t
        cross join lateral (select t.region, t.size_class, t.license_class) c
        where t.panel_id = (select p.panel_id from panels p where p.panel = ${query.panel.panel})
          and t.model_id = f.model_id and t.present
          and ${isAfter(db, query)} and ${lensPredicate(db, query.definition)}
        offset 0
      ) t
      where (select counted.matches from counted) <= ${most}
      order by coalesce(t.downloads_30d, -1) desc, t.model_id desc
      limit ${query.limit}
    )
    select counted.matches as "matches", ${columns(db)}
    from counted
    left join (
      top
      join panel_models t on t.panel_id = top.panel_id and t.model_id = top.model_id
      join models m on m.model_id = t.model_id
    ) on true
    order by coalesce(t.downloads_30d, -1) desc, t.model_id desc
  `;
  if ((rows[0]?.matches ?? 0) > most) return null;
  return rows.filter(({ modelId }) => modelId !== null).map(({ matches: _, ...model }) => model);
}

/**
 * Keeps the walk on panel_models_by_downloads: the planner takes a comparison with a subquery for one row in 200
 * and would read and sort whole cells; of a case it assumes one in two.
 */
export function opaque(db: Db, condition: ReturnType<Db>) {
  return db`case when ${condition} then true else false end`;
}

function isAfter(db: Db, { after }: ListQuery) {
  return db`(coalesce(t.downloads_30d, -1), t.model_id) < (${after.downloads}::bigint, ${after.modelId}::int)`;
}

/** A scalar subquery on purpose: as a join the planner looks the pattern up in all names for each cell. */
export function matches(db: Db, { pattern }: ListQuery): ReturnType<Db> {
  if (pattern === null) return db`true`;
  return db`(select n.name from model_names n where n.model_id = t.model_id) like ${pattern}`;
}

export function columns(db: Db) {
  return db`
    m.model_id::int as "modelId",
    m.repo_id as "repoId",
    m.namespace as "namespace",
    t.downloads_30d::float8 as "downloads30d",
    t.downloads_all_time::float8 as "downloadsAllTime",
    t.likes::int as "likes",
    t.parameters::float8 as "parameters",
    t.parameters_source as "parametersSource",
    t.license_id as "licenseId",
    t.country as "country",
    t.region as "region",
    t.size_class as "sizeClass",
    t.license_class as "licenseClass",
    (m.repo_created_at at time zone 'UTC')::date::text as "createdOn"
  `;
}
