import type { Db } from '../../../db/client.ts';
import { keptByVersion } from './kept-by-version.ts';
import type { FoundModel } from './search.ts';

/** Models that every search looks through first. */
export const headLength = 10_000;

export interface HeadModel extends FoundModel {
  /** The repo id in small letters. */
  name: string;
}

/** The most downloaded models of a panel, most downloaded first. Read once for each publication: a search of them takes no time then. */
export const readHead = keptByVersion(queryHead);

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
