import type { Db } from '../../../db/client.ts';
import { type CounterPoint, countersByDay, type Observation } from './counters.ts';
import { type AttributesVersion, type ModelState, readStates, readVersions } from './model-states.ts';
import { readVersion } from './publication.ts';

/** Who a model is, apart from what a panel says about it. */
export interface ModelIdentity {
  modelId: number;
  /** As written now; a renamed model keeps its row. */
  repoId: string;
  namespace: string;
  objectId: string | null;
  createdOn: string | null;
  firstSeenOn: string;
  /** The publisher of the namespace today; null where the reference has none. */
  publisher: { id: string; name: string; evidence: string | null } | null;
}

/** Counters of a model in one panel, oldest first, one point per published day, at most 110. */
export interface ModelSeries {
  panel: string;
  step: 'day' | 'week' | 'month';
  points: readonly CounterPoint[];
}

export interface ModelReading {
  model: ModelIdentity;
  /** Panels that have or had it, in the order of the site. */
  states: readonly ModelState[];
  series: readonly ModelSeries[];
  /** What the panels said about it, newest first, at most 200. */
  versions: readonly AttributesVersion[];
  referenceVersion: number;
}

/** One model by its repo id: exact first, then in any case. Null: no published snapshot has it. */
export async function readModel(db: Db, repoId: string): Promise<ModelReading | null> {
  const model = await findModel(db, repoId.toWellFormed().replaceAll('\0', ''));
  if (!model) return null;
  const [states, versions, days, observations, { referenceVersion }] = await Promise.all([
    readStates(db, model.modelId),
    readVersions(db, model.modelId),
    readDays(db, model.modelId),
    readObservations(db, model.modelId),
    readVersion(db),
  ]);
  const series = states.map(({ panel }) => ({
    panel,
    ...countersByDay(
      days.filter((day) => day.panel === panel).map(({ asOf }) => asOf),
      observations.filter((observation) => observation.panel === panel),
    ),
  }));
  return { model, states, series, versions, referenceVersion };
}

type IdentityRow = Omit<ModelIdentity, 'publisher'> & {
  publisherId: string | null;
  publisherName: string | null;
  evidence: string | null;
};

async function findModel(db: Db, repoId: string): Promise<ModelIdentity | null> {
  const [exact] = await identities(db, { repoId, anyCase: false });
  const [row] = exact ? [exact] : await identities(db, { repoId, anyCase: true });
  if (!row) return null;
  const { publisherId, publisherName, evidence, ...model } = row;
  const publisher =
    publisherId === null ? null : { id: publisherId, name: publisherName ?? publisherId, evidence };
  return { ...model, publisher };
}

async function identities(
  db: Db,
  { repoId, anyCase }: { repoId: string; anyCase: boolean },
): Promise<IdentityRow[]> {
  const named = anyCase
    ? db`m.model_id in (select k.model_id from model_names k where k.name like ${likeExactly(repoId.toLowerCase())})`
    : db`m.repo_id = ${repoId}`;
  return await db<IdentityRow[]>`
    select
      m.model_id::int as "modelId",
      m.repo_id as "repoId",
      m.namespace as "namespace",
      m.object_id as "objectId",
      (m.repo_created_at at time zone 'UTC')::date::text as "createdOn",
      m.first_seen_on::text as "firstSeenOn",
      u.publisher_id as "publisherId",
      u.name as "publisherName",
      u.evidence as "evidence"
    from models m
    left join ref_namespaces n on n.namespace = m.namespace and n.valid_from <= now()::date and now()::date < n.valid_to
    left join ref_publishers u
      on u.publisher_id = n.publisher_id and u.valid_from <= now()::date and now()::date < u.valid_to
    where ${named} and exists (select from panel_models t where t.model_id = m.model_id)
    order by exists (select from panel_models t where t.model_id = m.model_id and t.present) desc, m.model_id desc
    limit 1
  `;
}

/** The published days of every panel that ever had the model. */
async function readDays(db: Db, modelId: number): Promise<{ panel: string; asOf: string }[]> {
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
async function readObservations(db: Db, modelId: number): Promise<Observation[]> {
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

/** A LIKE pattern without wildcards, so that the trigram index serves an exact name. */
function likeExactly(text: string): string {
  return text.replaceAll(/[%_\\]/g, '\\$&');
}
