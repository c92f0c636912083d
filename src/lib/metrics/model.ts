import type { Db } from '../../../db/client.ts';
import { type Change, readChanges } from './changes.ts';
import { type CounterSeries, countersByDay, type Observation } from './counters.ts';
import { type ModelLineage, readLineage } from './lineage.ts';
import {
  type EarlierModel,
  type FoundBy,
  findModel,
  type ModelIdentity,
  readEarlier,
} from './model-identity.ts';
import { type AttributesVersion, type ModelState, readStates, readVersions } from './model-states.ts';
import { readVersion } from './publication.ts';

/** Counters of a model in one panel, oldest first, one point per published day, at most 110. */
export interface ModelSeries extends CounterSeries {
  panel: string;
}

export interface ModelReading {
  model: ModelIdentity;
  foundBy: FoundBy;
  /** Other models that had its name before. */
  earlier: readonly EarlierModel[];
  /** Panels that have or had it, in the order of the site. */
  states: readonly ModelState[];
  series: readonly ModelSeries[];
  /** What the panels said about it, newest first, at most 200. */
  versions: readonly AttributesVersion[];
  /** What changed about it in any panel, newest first, at most `mostChanges`. */
  changes: readonly Change[];
  /** By panel, in the order of `states`. */
  lineage: readonly ModelLineage[];
  referenceVersion: number;
}

/** How many changes a reading holds. */
export const mostChanges = 100;

/** One model by its repo id, as `findModel` understands it. Null: no published snapshot ever named it. */
export async function readModel(db: Db, repoId: string): Promise<ModelReading | null> {
  const found = await findModel(db, repoId);
  if (!found) return null;
  const { model } = found;
  const [states, versions, days, observations, changes, lineage, earlier, { referenceVersion }] =
    await Promise.all([
      readStates(db, model.modelId),
      readVersions(db, model.modelId),
      readDays(db, model.modelId),
      readObservations(db, model.modelId),
      readChanges(db, { panel: null, modelId: model.modelId, limit: mostChanges }),
      readLineage(db, model.modelId),
      readEarlier(db, model),
      readVersion(db),
    ]);
  const series = states.map(({ panel, everyDays }) => ({
    panel,
    ...countersByDay(
      days.filter((day) => day.panel === panel).map(({ asOf }) => asOf),
      observations.filter((observation) => observation.panel === panel),
      everyDays,
    ),
  }));
  return { ...found, earlier, states, series, versions, changes, lineage, referenceVersion };
}

/** The published days of every panel that ever had the model. */
export async function readDays(db: Db, modelId: number): Promise<{ panel: string; asOf: string }[]> {
  return await db<{ panel: string; asOf: string }[]>`
    select
      p.panel as "panel",
      s.as_of::text as "asOf"
    from panel_models t
    join panels p on p.panel_id = t.panel_id
    join snapshots s on s.panel_id = t.panel_id and s.status = 'published'
    where t.model_id = ${modelId}
    order by p.panel, s.as_of
  `;
}

/** A superseded snapshot was replaced on its day; what it saw stays a true observation. */
export async function readObservations(db: Db, modelId: number): Promise<Observation[]> {
  return await db<Observation[]>`
    select
      p.panel as "panel",
      o.as_of::text as "asOf",
      o.downloads_30d::float8 as "downloads30d",
      o.downloads_all_time::float8 as "downloadsAllTime",
      o.likes::int as "likes",
      o.present as "present"
    from observed o
    join snapshots s on s.snapshot_id = o.snapshot_id and s.status in ('published', 'superseded')
    join panels p on p.panel_id = o.panel_id
    where o.model_id = ${modelId}
    order by p.panel, o.as_of, o.snapshot_id
  `;
}
