import type { Db } from '../../../db/client.ts';
import type { ChangeKind } from './changes.ts';

/** The newest published snapshot of a panel. */
export interface NewestLook {
  panelId: number;
  panel: string;
  snapshotId: number;
  asOf: string;
  /** The reference version that judged its sums. */
  judgedBy: number | null;
}

/** Of the live panel that is shown first; null where none is observed live. */
export async function readNewestLook(db: Db): Promise<NewestLook | null> {
  const [row] = await db<NewestLook[]>`
    select
      p.panel_id::int as "panelId",
      p.panel as "panel",
      s.snapshot_id::int as "snapshotId",
      s.as_of::text as "asOf",
      s.judged_by::int as "judgedBy"
    from panels p
    join lateral (
      select d.* from snapshots d
      where d.panel_id = p.panel_id and d.status = 'published'
      order by d.as_of desc
      limit 1
    ) s on true
    where p.kind = 'live'
    order by p.rank, p.panel
    limit 1
  `;
  return row ?? null;
}

/** The reference version that judged the sums of a day; undefined where the day has no published snapshot. */
export async function readJudgedBy(
  db: Db,
  { panelId, day }: { panelId: number; day: string },
): Promise<number | null | undefined> {
  const [row] = await db<{ judgedBy: number | null }[]>`
    select s.judged_by::int as "judgedBy"
    from snapshots s
    where s.panel_id = ${panelId} and s.as_of = ${day}::date and s.status = 'published'
  `;
  return row?.judgedBy;
}

/** The newest change event of all; 0 before the first. */
export async function readNewestEvent(db: Db): Promise<number> {
  const [row] = await db<{ newest: number }[]>`
    select coalesce(max(v.event_id), 0)::float8 as "newest" from change_events v`;
  return row?.newest ?? 0;
}

/** A change of a license label. */
export interface LabelNews {
  eventId: number;
  asOf: string;
  /** As the model is called now. */
  repoId: string;
  /** What it was called before. */
  earlierNames: readonly string[];
  /** The publisher of its namespace on that day; null where the reference has none. */
  publisher: string | null;
  kind: ChangeKind;
  before: string | null;
  after: string | null;
  downloads30d: number | null;
}

export interface LabelNewsQuery {
  panelId: number;
  /** Not before this day. */
  from: string;
  /** Only events newer than this one. */
  after: number;
  limit: number;
}

/** Changes of license labels, oldest first. */
export async function readLabelNews(
  db: Db,
  { panelId, from, after, limit }: LabelNewsQuery,
): Promise<LabelNews[]> {
  return await db<LabelNews[]>`
    select
      v.event_id::float8 as "eventId",
      v.as_of::text as "asOf",
      v.repo_id as "repoId",
      array(
        select e.before from change_events e where e.model_id = v.model_id and e.kind = 'renamed'
      ) as "earlierNames",
      n.publisher_id as "publisher",
      v.kind as "kind",
      v.before as "before",
      v.after as "after",
      t.downloads_30d::float8 as "downloads30d"
    from (
      select e.event_id
      from change_events e
      where e.panel_id = ${panelId} and e.as_of >= ${from}::date and e.kind = 'license' and e.event_id > ${after}
      order by e.event_id
      limit ${limit}
    ) found
    join changes v on v.event_id = found.event_id
    join models m on m.model_id = v.model_id
    left join ref_namespaces n
      on n.namespace = m.namespace and n.valid_from <= v.as_of and v.as_of < n.valid_to
    left join panel_models t on t.panel_id = v.panel_id and t.model_id = v.model_id
    order by v.event_id
  `;
}

/** A model that a panel had never seen. */
export interface Newcomer {
  publisher: string;
  publisherName: string;
  repoId: string;
  releasedOn: string;
  parameters: number | null;
  licenseId: string | null;
  downloads30d: number | null;
}

export interface NewcomersQuery {
  panelId: number;
  publishers: readonly string[];
  /** Seen first by a snapshot after the one and up to the other. */
  afterSnapshot: number;
  upToSnapshot: number;
  /** Day of the latter. */
  asOf: string;
  /** Released at most so many days before. */
  days: number;
}

/** New models of some publishers, of each those without a base and the most downloaded first. */
export async function readNewcomers(
  db: Db,
  { panelId, publishers, afterSnapshot, upToSnapshot, asOf, days }: NewcomersQuery,
): Promise<Newcomer[]> {
  return await db<Newcomer[]>`
    select
      n.publisher_id as "publisher",
      coalesce(u.name, n.publisher_id) as "publisherName",
      m.repo_id as "repoId",
      t.released_on::text as "releasedOn",
      t.parameters::float8 as "parameters",
      t.license_id as "licenseId",
      t.downloads_30d::float8 as "downloads30d"
    from ref_namespaces n
    join models m on m.namespace = n.namespace
    join panel_models t on t.panel_id = ${panelId} and t.model_id = m.model_id and t.present
    left join ref_publishers u
      on u.publisher_id = n.publisher_id and u.valid_from <= ${asOf}::date and ${asOf}::date < u.valid_to
    where n.publisher_id = any(${[...publishers]}::text[])
      and n.valid_from <= ${asOf}::date and ${asOf}::date < n.valid_to
      and t.released_on > ${asOf}::date - ${days}::int
      and (
        select min(a.snapshot_id) from model_attributes a
        where a.model_id = m.model_id and a.panel_id = ${panelId}
      ) between ${afterSnapshot + 1}::int and ${upToSnapshot}::int
    order by n.publisher_id, t.root_repo_id is not null, t.downloads_30d desc nulls last, m.model_id
  `;
}
