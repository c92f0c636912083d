import type { Db } from '../../../db/client.ts';
import { readVersion } from './publication.ts';
import type { FoundModel } from './search.ts';

/** Models that every search looks through first. */
export const headLength = 10_000;

export interface HeadModel extends FoundModel {
  /** The repo id in small letters. */
  name: string;
}

type Heads = Map<string, Promise<readonly HeadModel[]>>;

const kept = new WeakMap<Db, { version: number; heads: Heads }>();

/** The most downloaded models of a panel, most downloaded first. Read once for each publication: a search of them takes no time then. */
export async function readHead(db: Db, panel: string): Promise<readonly HeadModel[]> {
  const { version } = await readVersion(db);
  const before = kept.get(db);
  const heads: Heads = before?.version === version ? before.heads : new Map();
  if (before?.heads !== heads) kept.set(db, { version, heads });
  const head = heads.get(panel) ?? queryHead(db, panel);
  heads.set(panel, head);
  // A failed reading is not kept.
  head.catch(() => heads.delete(panel));
  return await head;
}

/** A scalar subquery: as a join the planner reads and sorts the whole panel before it gives out the first. */
async function queryHead(db: Db, panel: string): Promise<readonly HeadModel[]> {
  const found = await db<FoundModel[]>`
    select
      (select m.repo_id from models m where m.model_id = t.model_id) as "repoId",
      t.downloads_30d::float8 as "downloads30d"
    from (
      select t.model_id, t.downloads_30d
      from panel_models t
      where t.panel_id = (select p.panel_id from panels p where p.panel = ${panel}) and t.present
      order by coalesce(t.downloads_30d, -1) desc, t.model_id desc
      limit ${headLength}
    ) t
    order by coalesce(t.downloads_30d, -1) desc, t.model_id desc
  `;
  return found.map(({ repoId, downloads30d }) => ({ repoId, downloads30d, name: repoId.toLowerCase() }));
}
