import type { Db } from '../../../db/client.ts';

/** What can change about a model, as the view `changes` tells it apart. */
export const CHANGE_KINDS = [
  'renamed',
  'license-tighter',
  'license-looser',
  'license-lateral',
  'license-changed',
  'license-declared',
  'license-dropped',
  'gating',
  'parameters',
  'disabled',
  'bases',
  'task',
  'removed',
  'reappeared',
  'recreated',
] as const;

export type ChangeKind = (typeof CHANGE_KINDS)[number];

/** What one look found different from the look before. */
export interface Change {
  /** Grows with time: the place in a list of changes. */
  eventId: number;
  panel: string;
  /** The day of the look that found it; it happened between that day and the look before. */
  asOf: string;
  modelId: number;
  /** As the model is called now. */
  repoId: string;
  kind: ChangeKind;
  /** Verbatim, as text; null: not stated. Of `removed`, the last 30-day downloads; of `reappeared`, the day of removal. */
  before: string | null;
  after: string | null;
}

export interface ChangesQuery {
  /** Null: all panels. A change that two panels saw is then told twice. */
  panel: string | null;
  kinds?: readonly ChangeKind[];
  modelId?: number;
  /** Only changes older than this event. */
  before?: number;
  limit: number;
}

/** Changes, newest first. */
export async function readChanges(db: Db, query: ChangesQuery): Promise<Change[]> {
  const { panel, kinds, modelId, before, limit } = query;
  return await db<Change[]>`
    select
      v.event_id::float8 as "eventId",
      v.panel as "panel",
      v.as_of::text as "asOf",
      v.model_id::int as "modelId",
      v.repo_id as "repoId",
      v.kind as "kind",
      v.before as "before",
      v.after as "after"
    from changes v
    where ${panel === null ? db`true` : db`v.panel_id = (select p.panel_id from panels p where p.panel = ${panel})`}
      and ${kinds === undefined ? db`true` : db`v.kind = any (${[...kinds]}::text[])`}
      and ${modelId === undefined ? db`true` : db`v.model_id = ${modelId}`}
      and ${before === undefined ? db`true` : db`v.event_id < ${before}`}
    order by v.event_id desc
    limit ${limit}
  `;
}

/** A change of a license label, and how much the model is used now. */
export interface LabelChange extends Change {
  /** In the newest snapshot; null where the model is not in it. */
  downloads30d: number | null;
}

/** Changes of license labels that looks of some days found, of the most downloaded models first. Half-open days. */
export async function readLabelChanges(
  db: Db,
  { panel, from, until, limit }: { panel: string; from: string; until: string; limit: number },
): Promise<LabelChange[]> {
  return await db<LabelChange[]>`
    select
      v.event_id::float8 as "eventId",
      v.panel as "panel",
      v.as_of::text as "asOf",
      v.model_id::int as "modelId",
      v.repo_id as "repoId",
      v.kind as "kind",
      v.before as "before",
      v.after as "after",
      t.downloads_30d::float8 as "downloads30d"
    from changes v
    left join panel_models t on t.panel_id = v.panel_id and t.model_id = v.model_id
    where v.event_id in (
      select e.event_id
      from change_events e
      join panels p on p.panel_id = e.panel_id
      where p.panel = ${panel} and e.as_of >= ${from}::date and e.as_of < ${until}::date and e.kind = 'license'
    )
    order by t.downloads_30d desc nulls last, v.event_id desc
    limit ${limit}
  `;
}
