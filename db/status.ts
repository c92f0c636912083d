import { type Db, only } from './client.ts';

/** Where a panel stands. Days are UTC. */
export interface PanelStatus {
  panel: string;
  kind: string;
  /** Newest published day and what it holds; null before the first. */
  asOf: string | null;
  models: number | null;
  published: number;
  rejected: number;
  /** An unfinished look: what it has read so far, and the seconds since it began and since it was last touched. */
  open: OpenLook | null;
  lastRejection: string | null;
}

export interface OpenLook {
  asOf: string;
  pages: number;
  records: number;
  openedAt: string;
  ageSeconds: number;
  quietSeconds: number;
}

/** The newest slot of a job. Times are UTC. */
export interface JobStatus {
  job: string;
  slot: string;
  state: string;
  worker: string;
  startedAt: string;
  /** Seconds since the last heartbeat; null when the run is over. */
  heardSecondsAgo: number | null;
  finishedAt: string | null;
  says: string | null;
}

/** What the quality log says of late, by kind. */
export interface QualityCount {
  kind: string;
  entries: number;
}

/** What the database holds on disk, in bytes, and its largest tables with their indexes and partitions. */
export interface DiskUse {
  bytes: number;
  tables: { table: string; bytes: number }[];
}

/** Whether the schema was ever brought in. */
export async function isMigrated(db: Db): Promise<boolean> {
  const rows = await db`select 1 where to_regclass('publication') is not null`;
  return rows.length > 0;
}

export async function panelStatus(db: Db): Promise<PanelStatus[]> {
  return await db<PanelStatus[]>`
    select
      p.panel as "panel",
      p.kind as "kind",
      newest.as_of::text as "asOf",
      newest.models as "models",
      (select count(*)::int from snapshots s where s.panel_id = p.panel_id and s.status = 'published') as "published",
      (select count(*)::int from snapshots s where s.panel_id = p.panel_id and s.status = 'rejected') as "rejected",
      (
        select json_build_object(
          'asOf', s.as_of, 'pages', s.pages, 'records', s.records,
          'openedAt', to_char(s.opened_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'),
          'ageSeconds', extract(epoch from now() - s.opened_at)::int,
          'quietSeconds', extract(epoch from now() - s.touched_at)::int
        )
        from snapshots s
        where s.panel_id = p.panel_id and s.status = 'open'
      ) as "open",
      (
        select q.as_of || ': ' || q.says
        from quality_log q
        where q.panel_id = p.panel_id and q.kind = 'snapshot-rejected'
        order by q.entry_id desc
        limit 1
      ) as "lastRejection"
    from panels p
    left join lateral (
      select s.as_of, s.models
      from snapshots s
      where s.panel_id = p.panel_id and s.status = 'published'
      order by s.as_of desc
      limit 1
    ) newest on true
    order by p.rank, p.panel`;
}

export async function jobStatus(db: Db): Promise<JobStatus[]> {
  return await db<JobStatus[]>`
    select distinct on (r.job)
      r.job as "job",
      to_char(r.slot at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as "slot",
      r.state as "state",
      r.worker as "worker",
      to_char(r.started_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as "startedAt",
      case when r.state = 'running' then extract(epoch from now() - r.heartbeat_at)::int end as "heardSecondsAgo",
      to_char(r.finished_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as "finishedAt",
      r.says as "says"
    from job_run r
    order by r.job, r.slot desc`;
}

/** Entries of the quality log of the last seven days, most frequent kind first. */
export async function qualityOfTheWeek(db: Db): Promise<QualityCount[]> {
  return await db<QualityCount[]>`
    select q.kind as "kind", count(*)::int as "entries"
    from quality_log q
    where q.logged_at > now() - interval '7 days'
    group by q.kind
    order by count(*) desc, q.kind`;
}

/** Models that are gone from the Hub: tombstones, their past counts stay; and those missed by one look so far. */
export async function goneModels(db: Db): Promise<{ removed: number; missing: number }> {
  return only(
    await db<{ removed: number; missing: number }[]>`
      select
        count(*) filter (where m.removed_on is not null)::int as "removed",
        count(*) filter (where m.removed_on is null and m.missing_since is not null)::int as "missing"
      from models m`,
  );
}

const MOST_TABLES = 5;

export async function diskUse(db: Db): Promise<DiskUse> {
  return only(
    await db<DiskUse[]>`
      with tables as (
        select coalesce(pg_partition_root(c.oid), c.oid)::regclass::text as name, sum(pg_total_relation_size(c.oid)) as bytes
        from pg_class c
        where c.relkind in ('r', 'm') and c.relnamespace = 'public'::regnamespace
        group by 1
        order by 2 desc, 1
        limit ${MOST_TABLES}
      )
      select
        pg_database_size(current_database())::float8 as "bytes",
        (
          select coalesce(json_agg(json_build_object('table', t.name, 'bytes', t.bytes) order by t.bytes desc), '[]')
          from tables t
        ) as "tables"`,
  );
}
