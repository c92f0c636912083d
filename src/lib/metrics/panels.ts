import type { Db } from '../../../db/client.ts';
import { BadDefinition } from '../definition/errors.ts';
import { NothingPublished } from './errors.ts';
import type { PanelFacts } from './metric.ts';

/** The panels with a published snapshot, the one to show first in front. */
export async function readPanels(db: Db): Promise<PanelFacts[]> {
  return await db<PanelFacts[]>`
    select
      p.panel as "panel",
      p.title as "title",
      p.population as "population",
      p.kind as "kind",
      p.source_title as "sourceTitle",
      p.source_url as "sourceUrl",
      p.terms as "terms",
      seen.first_day::text as "from",
      s.as_of::text as "asOf",
      seen.snapshots::int as "snapshots",
      coalesce(s.models, 0)::int as "models",
      s.has_all_time as "hasAllTime"
    from panels p
    join lateral (
      select min(d.as_of) as first_day, max(d.as_of) as last_day, count(*) as snapshots
      from snapshots d
      where d.panel_id = p.panel_id and d.status = 'published'
    ) seen on seen.snapshots > 0
    join snapshots s on s.panel_id = p.panel_id and s.as_of = seen.last_day and s.status = 'published'
    order by p.rank, p.panel
  `;
}

/**
 * The panel of that name, or the first where none is named.
 * Throws BadDefinition for a name that is not there, NothingPublished when there is no panel at all.
 */
export function choosePanel(panels: readonly PanelFacts[], name: string | null): PanelFacts {
  const [first] = panels;
  if (!first) throw new NothingPublished();
  if (name === null) return first;
  const chosen = panels.find(({ panel }) => panel === name);
  if (chosen) return chosen;
  const names = panels.map(({ panel }) => panel).join(', ');
  throw new BadDefinition([`panel: "${name}" is not one of ${names}.`]);
}
