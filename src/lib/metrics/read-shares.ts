import type { Db } from '../../../db/client.ts';
import type { Definition } from '../definition/definition.ts';
import { BadDefinition } from '../definition/errors.ts';
import { lensOf } from '../definition/lenses.ts';
import { PAGE_MEASURES, type PageMeasure } from '../definition/page-reach.ts';
import type { Grouping } from '../definition/vocabulary.ts';
import { earlierDay, gapsBetween, thin } from './days.ts';
import type { PanelFacts, Reading } from './metric.ts';
import { choosePanel, readPanels } from './panels.ts';
import { readVersion } from './publication.ts';
import { type Sum, sumsByDay } from './sum-shares.ts';

/** A published day and the snapshot that stands for it. */
interface Look {
  snapshotId: number;
  asOf: string;
}

export interface SharesQuery {
  definition: Definition;
  grouping: Grouping;
  /** `whole`: every day a chart draws. `ends`: only the newest day and the one it is compared with. */
  series: 'whole' | 'ends';
}

/** How the measure is shared among the groups. Reads the cubes of the needed days and nothing else. */
export async function readShares(db: Db, query: SharesQuery): Promise<Reading> {
  const { definition, grouping } = query;
  const [panels, { referenceVersion }] = await Promise.all([readPanels(db), readVersion(db)]);
  const panel = choosePanel(panels, definition.panel);
  const measure = PAGE_MEASURES.find(({ id }) => id === definition.measure);
  if (!measure || (measure.id === 'downloadsAllTime' && !panel.hasAllTime)) {
    throw new BadDefinition([
      `measure: the panel ${panel.panel} does not record ${definition.measure}; choose downloads30d, models or likes.`,
    ]);
  }
  const looks = await readLooks(db, panel, definition);
  const published = looks.map(({ asOf }) => asOf);
  const { step, days } = query.series === 'whole' ? thin(published) : thin(published.slice(-1));
  const comparedWith = earlierDay(published);
  const needed = looks.filter(({ asOf }) => days.includes(asOf) || asOf === comparedWith);
  const [sums, rejected] = await Promise.all([
    readSums(
      db,
      { ...query, measure },
      needed.map(({ snapshotId }) => snapshotId),
    ),
    readRejected(db, panel, days[0] ?? panel.from),
  ]);
  const gaps = step === 'day' && query.series === 'whole' ? gapsBetween(published) : [];
  return {
    ...sumsByDay(sums, { grouping, days, asOf: published.at(-1) ?? panel.asOf, comparedWith }),
    panel,
    definition: { ...definition, panel: panel.panel },
    grouping,
    measure,
    step,
    gaps,
    rejected,
    referenceVersion,
  };
}

/** Published days on which the measure was recorded, oldest first. */
async function readLooks(db: Db, { panel }: PanelFacts, { measure }: Definition): Promise<Look[]> {
  return await db<Look[]>`
    select
      s.snapshot_id::int as "snapshotId",
      s.as_of::text as "asOf"
    from snapshots s
    join panels p on p.panel_id = s.panel_id
    where p.panel = ${panel} and s.status = 'published'
      and (${measure}::text <> 'downloadsAllTime' or exists (
        select from rollup_cells c where c.snapshot_id = s.snapshot_id and c.downloads_all_time is not null
      ))
    order by s.as_of
  `;
}

async function readSums(
  db: Db,
  { definition, grouping, measure }: SharesQuery & { measure: PageMeasure },
  looks: number[],
): Promise<Sum[]> {
  const group = { region: db`c.region`, size: db`c.size_class`, license: db`c.license_class` }[grouping];
  const value = {
    downloads30d: db`c.downloads_30d`,
    downloadsAllTime: db`coalesce(c.downloads_all_time, 0)`,
    likes: db`c.likes`,
    models: db`c.models`,
  }[measure.id];
  // Grouped by the number of the look: casting a day to text for every cell takes twice as long as all the rest.
  return await db<Sum[]>`
    select
      s.as_of::text as "asOf",
      g."group" as "group",
      g.value::float8 as "value",
      g.models::int as "models"
    from (
      select
        c.snapshot_id,
        ${group} as "group",
        sum(${value}) as value,
        sum(c.models) as models
      from rollup_cells c
      where c.snapshot_id = any(${looks}::int[]) and ${lensPredicate(db, definition)}
      group by 1, 2
    ) g
    join snapshots s on s.snapshot_id = g.snapshot_id
    where s.status = 'published'
    order by 1, 2
  `;
}

/** What the lenses of a definition let through, for cells aliased `c`. */
export function lensPredicate(db: Db, definition: Definition) {
  const region = lensOf(definition, 'region');
  const size = lensOf(definition, 'size');
  const license = lensOf(definition, 'license');
  const regions = region.length > 0 ? db`c.region = any(${[...region]}::text[])` : db`true`;
  const sizes = size.length > 0 ? db`c.size_class = any(${[...size]}::text[])` : db`true`;
  const licenses = license.length > 0 ? db`c.license_class = any(${[...license]}::text[])` : db`true`;
  return db`${regions} and ${sizes} and ${licenses}`;
}

/** Rejected looks since a day. A day that was looked at again and published is not among them. */
async function readRejected(
  db: Db,
  { panel }: PanelFacts,
  since: string,
): Promise<Reading['rejected'][number][]> {
  return await db<Reading['rejected'][number][]>`
    select
      q.as_of::text as "asOf",
      min(q.says) as "says"
    from quality_log q
    join panels p on p.panel_id = q.panel_id
    where p.panel = ${panel} and q.kind = 'snapshot-rejected' and q.as_of >= ${since}::date
      and not exists (
        select from snapshots s
        where s.panel_id = q.panel_id and s.as_of = q.as_of and s.status = 'published'
      )
    group by q.as_of
    order by q.as_of
  `;
}
