import type { Db } from '../../../../db/client.ts';

/** A panel with the days it published, oldest first; at least one. */
export interface Published {
  panel: string;
  title: string;
  /** True where a model that a complete look does not name is gone from the source. */
  whole: boolean;
  days: readonly string[];
}

/** Panels with a published snapshot, the one the site shows first in front. */
export async function readPublished(db: Db): Promise<Published[]> {
  return await db<Published[]>`
    select
      p.panel as "panel",
      p.title as "title",
      p.whole as "whole",
      array_agg(s.as_of::text order by s.as_of) as "days"
    from panels p
    join snapshots s on s.panel_id = p.panel_id and s.status = 'published'
    group by p.panel_id
    order by p.rank, p.panel
  `;
}

/** Part of the present models of a panel that declare a base, 0 to 1. */
export async function readDeclaredPart(db: Db, panel: string): Promise<number> {
  const [row] = await db<[{ part: number | null }]>`
    select count(*) filter (where t.root_repo_id is not null)::float8 / nullif(count(*), 0) as "part"
    from panel_models t
    join panels p on p.panel_id = t.panel_id and p.panel = ${panel}
    where t.present
  `;
  return row.part ?? 0;
}
