import type { Db } from '../../../db/client.ts';
import { lensOf } from '../definition/lenses.ts';
import type { ListCursor } from './cursor.ts';
import { columns, type ListQuery, matches, opaque } from './list-models.ts';
import type { ListedModel } from './models.ts';
import type { Scope } from './releases/release.ts';
import { mostLooked } from './releases/release-queries.ts';
import { type Fragment, keep, walkByDownloads } from './releases/release-sql.ts';

/** Models under the namespaces of the publishers of a lens, with whatever else the lenses say: for publishers of few models. */
export async function listOfPublishers(db: Db, query: ListQuery): Promise<ListedModel[]> {
  return await listKept(db, query, ofPublishers(db, query));
}

/** What any lens lets through among the next models of the list, up to `mostLooked` of them. */
export async function listByWalk(db: Db, query: ListQuery): Promise<ListedModel[]> {
  return await listKept(db, query, next(db, query));
}

async function listKept(db: Db, query: ListQuery, walk: Fragment): Promise<ListedModel[]> {
  return await db<ListedModel[]>`
    select ${columns(db)}
    from (${keep(db, scopeOf(query), walk)}
      and ${opaque(db, matches(db, query))}
      order by t.counted desc, t.model_id desc
      limit ${query.limit}
    ) t
    join models m on m.model_id = t.model_id
    order by t.counted desc, t.model_id desc
  `;
}

/** Where the list goes on after as many models as one part looks at; null: it came to the end. */
export async function placeByWalk(db: Db, query: ListQuery): Promise<ListCursor | null> {
  const [row] = await db<ListCursor[]>`
    select w.counted::float8 as "downloads", w.model_id::int as "modelId"
    from (${from(db, query)} offset ${mostLooked - 1} limit 1) w
  `;
  return row ?? null;
}

function ofPublishers(db: Db, query: ListQuery): Fragment {
  const { definition, panel, after } = query;
  return db`
    select t.*, coalesce(t.downloads_30d, -1) as counted
    from ref_namespaces n
    join models g on g.namespace = n.namespace
    join panel_models t
      on t.panel_id = (select p.panel_id from panels p where p.panel = ${panel.panel}) and t.model_id = g.model_id
    where n.publisher_id = any(${[...lensOf(definition, 'publisher')]}::text[]) and t.present
      and n.valid_from <= ${panel.asOf}::date and ${panel.asOf}::date < n.valid_to
      and (coalesce(t.downloads_30d, -1), t.model_id) < (${after.downloads}::bigint, ${after.modelId}::int)`;
}

function next(db: Db, query: ListQuery): Fragment {
  return db`${from(db, query)} limit ${mostLooked}`;
}

function from(db: Db, query: ListQuery): Fragment {
  const { downloads, modelId } = query.after;
  return walkByDownloads(db, scopeOf(query), { by: 'downloads', downloads, modelId });
}

function scopeOf({ definition, panel }: ListQuery): Scope {
  const days = { from: '0001-01-01', until: '9999-12-31' };
  return { definition, panel: panel.panel, asOf: panel.asOf, ...days, show: 'all', least: 0 };
}
