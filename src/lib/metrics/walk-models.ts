import type { Db } from '../../../db/client.ts';
import type { ListCursor } from './cursor.ts';
import { columns, type ListQuery, matches, opaque } from './list-models.ts';
import type { ListedModel } from './models.ts';
import type { Scope } from './releases/release.ts';
import { mostLooked } from './releases/release-queries.ts';
import { type Fragment, keep, walkByDownloads } from './releases/release-sql.ts';

/** What any lens lets through among the next models of the list, up to `mostLooked` of them. */
export async function listByWalk(db: Db, query: ListQuery): Promise<ListedModel[]> {
  return await db<ListedModel[]>`
    select ${columns(db)}
    from (${keep(db, scopeOf(query), next(db, query))}
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
