import type { Db } from './client.ts';

/** Where a panel stands. Days are UTC. */
export interface PanelStatus {
  panel: string;
  kind: string;
  /** Newest published day and what it holds; null before the first. */
  asOf: string | null;
  models: number | null;
  published: number;
  rejected: number;
  /** An unfinished look: what it has read so far. */
  open: { asOf: string; pages: number; records: number; touchedAt: string } | null;
  lastRejection: string | null;
}

/** The newest slot of a job. */
export interface JobStatus {
  job: string;
  slot: string;
  state: string;
  worker: string;
  startedAt: string;
  finishedAt: string | null;
  says: string | null;
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
          'asOf', s.as_of, 'pages', s.pages, 'records', s.records, 'touchedAt', s.touched_at
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
      to_char(r.slot at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI"Z"') as "slot",
      r.state as "state",
      r.worker as "worker",
      to_char(r.started_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as "startedAt",
      to_char(r.finished_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as "finishedAt",
      r.says as "says"
    from job_run r
    order by r.job, r.slot desc`;
}
