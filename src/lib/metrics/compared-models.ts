import type { Db } from '../../../db/client.ts';
import { type CounterPoint, countersByDay, type Observation } from './counters.ts';
import { thin } from './days.ts';
import type { PanelFacts } from './metric.ts';

/** Counting more would take longer than a page may. */
export const mostDerivatives = 10_000;

/** A model as one panel knows it. */
export interface ComparedModel {
  modelId: number;
  repoId: string;
  publisher: string | null;
  /** False: it left the panel; what is said was last seen. */
  present: boolean;
  parameters: number | null;
  activeParameters: number | null;
  region: string;
  sizeClass: string;
  licenseId: string | null;
  licenseClass: string;
  task: string | null;
  library: string | null;
  gated: string | null;
  relation: string | null;
  /** Name of the root of its declared lineage. */
  rootRepoId: string | null;
  /** Models that declare it as a base, gone ones among them; counted up to `mostDerivatives`, and one more. */
  derivatives: number;
  releasedOn: string | null;
  firstSeenOn: string;
}

export interface ComparedModels {
  panel: PanelFacts;
  /** Null for a model the panel never had; in the order asked. */
  models: readonly (ComparedModel | null)[];
  step: 'day' | 'week' | 'month';
  /** Oldest first; in the order of the models, null before a model was first seen. */
  days: readonly { asOf: string; points: readonly (CounterPoint | null)[] }[];
}

export interface ComparedModelsQuery {
  panel: PanelFacts;
  modelIds: readonly number[];
  /** Half-open days; null: everything recorded. */
  window: { from: string; until: string } | null;
}

/** How many of some models each panel has or had, by panel. */
export async function countByPanel(
  db: Db,
  modelIds: readonly number[],
): Promise<ReadonlyMap<string, number>> {
  const rows = await db<{ panel: string; models: number }[]>`
    select p.panel as "panel", count(*)::int as "models"
    from panels p
    join panel_models t on t.panel_id = p.panel_id and t.model_id = any(${[...modelIds]}::int[])
    group by p.panel
  `;
  return new Map(rows.map(({ panel, models }) => [panel, models]));
}

/** Some models of one panel side by side: what they are, and their counters on the same days. */
export async function readComparedModels(
  db: Db,
  { panel, modelIds, window }: ComparedModelsQuery,
): Promise<ComparedModels> {
  const [rows, days, observations] = await Promise.all([
    readStates(db, panel.panel, modelIds),
    readDays(db, panel.panel),
    readObservations(db, panel.panel, modelIds),
  ]);
  const inside = days.filter((day) => window === null || (window.from <= day && day < window.until));
  const first = observations.map(({ asOf }) => asOf).toSorted()[0];
  // A panel that has none of them has no day to show.
  const drawn = thin(first === undefined ? [] : inside.filter((day) => day >= first));
  const asOfs = drawn.days;
  const series = modelIds.map((modelId) => {
    const own = observations.filter((observation) => observation.modelId === modelId);
    return new Map(pointsOn(asOfs, own).map((point) => [point.asOf, point]));
  });
  return {
    panel,
    models: modelIds.map((modelId) => rows.find((row) => row.modelId === modelId) ?? null),
    step: drawn.step,
    days: asOfs.map((asOf) => ({ asOf, points: series.map((points) => points.get(asOf) ?? null) })),
  };
}

/** The days are thinned already. */
function pointsOn(asOfs: readonly string[], own: readonly Observation[]): readonly CounterPoint[] {
  return own.length === 0 ? [] : countersByDay(asOfs, own).points;
}

async function readStates(db: Db, panel: string, modelIds: readonly number[]): Promise<ComparedModel[]> {
  return await db<ComparedModel[]>`
    select
      t.model_id::int as "modelId",
      m.repo_id as "repoId",
      u.name as "publisher",
      t.present as "present",
      t.parameters::float8 as "parameters",
      t.active_parameters::float8 as "activeParameters",
      t.region as "region",
      t.size_class as "sizeClass",
      t.license_id as "licenseId",
      t.license_class as "licenseClass",
      a.task as "task",
      a.library as "library",
      a.gated as "gated",
      t.relation as "relation",
      t.root_repo_id as "rootRepoId",
      (
        select count(*)
        from (
          select distinct e.child_id
          from lineage_edges e
          where e.parent_id = t.model_id and e.panel_id = t.panel_id and e.until_snapshot is null and not e.cut
          limit ${mostDerivatives + 1}
        ) d
      )::int as "derivatives",
      t.released_on::text as "releasedOn",
      m.first_seen_on::text as "firstSeenOn"
    from panels p
    join panel_models t on t.panel_id = p.panel_id and t.model_id = any(${[...modelIds]}::int[])
    join models m on m.model_id = t.model_id
    left join model_attributes a
      on a.panel_id = t.panel_id and a.model_id = t.model_id and a.snapshot_id = t.described_by
    left join ref_namespaces n
      on n.namespace = m.namespace and n.valid_from <= now()::date and now()::date < n.valid_to
    left join ref_publishers u
      on u.publisher_id = n.publisher_id and u.valid_from <= now()::date and now()::date < u.valid_to
    where p.panel = ${panel}
  `;
}

async function readDays(db: Db, panel: string): Promise<readonly string[]> {
  const rows = await db<{ asOf: string }[]>`
    select s.as_of::text as "asOf"
    from snapshots s
    join panels p on p.panel_id = s.panel_id
    where p.panel = ${panel} and s.status = 'published'
    order by s.as_of
  `;
  return rows.map(({ asOf }) => asOf);
}

/** A superseded snapshot was replaced on its day; what it saw stays a true observation. */
async function readObservations(
  db: Db,
  panel: string,
  modelIds: readonly number[],
): Promise<(Observation & { modelId: number })[]> {
  return await db<(Observation & { modelId: number })[]>`
    select
      o.model_id::int as "modelId",
      p.panel as "panel",
      o.as_of::text as "asOf",
      o.downloads_30d::float8 as "downloads30d",
      o.downloads_all_time::float8 as "downloadsAllTime",
      o.likes::int as "likes",
      o.present as "present"
    from unnest(${[...modelIds]}::int[]) wanted (model_id)
    join observed o on o.model_id = wanted.model_id
    join snapshots s on s.snapshot_id = o.snapshot_id and s.status in ('published', 'superseded')
    join panels p on p.panel_id = o.panel_id
    where p.panel = ${panel}
    order by o.model_id, o.as_of, o.snapshot_id
  `;
}
