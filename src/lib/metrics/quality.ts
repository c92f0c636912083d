import type { Db } from '../../../db/client.ts';
import type { Metric, PanelFacts } from './metric.ts';
import { choosePanel, readPanels } from './panels.ts';

/** One thing a reader should know about the record. */
export interface QualityEntry {
  asOf: string;
  kind: string;
  /** One sentence. */
  says: string;
  loggedAt: Date;
}

/** A look that was complete or given up, and not published. */
export interface RejectedSnapshot {
  asOf: string;
  records: number;
  /** The checks that failed, a sentence each. */
  failed: readonly string[];
  /** The day was looked at again and published. */
  replaced: boolean;
}

/** How the newest published look went, in records. */
export interface NewestLook {
  asOf: string;
  publishedAt: Date;
  pages: number;
  records: number;
  duplicates: number;
  skipped: number;
  repaired: number;
}

export interface Quality {
  panel: PanelFacts;
  /** What was logged beside rejected looks, newest first, at most 200. */
  entries: readonly QualityEntry[];
  /** Newest first, at most 200. */
  rejected: readonly RejectedSnapshot[];
  newest: NewestLook | null;
}

/** What went wrong, what was left out, what is missing. */
export const quality: Metric<Quality> = {
  id: 'quality',
  title: 'Quality of the record',
  question: 'What is missing, what was rejected, and what was left out?',
  method:
    'Every look is checked before it is published. What fails is listed here with its reason and never becomes part of a figure; ' +
    'gaps, skipped records and counters that fell are logged as they are seen. The log changes no figure.',
  async read(db, definition) {
    const panel = choosePanel(await readPanels(db), definition.panel);
    const [entries, rejected, [newest]] = await Promise.all([
      readEntries(db, panel.panel),
      readRejected(db, panel.panel),
      readNewest(db, panel.panel),
    ]);
    return { panel, entries, rejected, newest: newest ?? null };
  },
};

async function readEntries(db: Db, panel: string): Promise<QualityEntry[]> {
  return await db<QualityEntry[]>`
    select
      q.as_of::text as "asOf",
      q.kind as "kind",
      q.says as "says",
      q.logged_at as "loggedAt"
    from quality_log q
    join panels p on p.panel_id = q.panel_id
    where p.panel = ${panel} and q.kind <> 'snapshot-rejected'
    order by q.as_of desc, q.entry_id desc
    limit 200
  `;
}

export interface QualityQuery {
  panel: string;
  /** Only entries about this day or later ones. */
  since: string | null;
  /** The last entry of the part before. */
  after: { asOf: string; entryId: number } | null;
  limit: number;
}

/** The log of a panel, newest first. */
export async function readQualityLog(
  db: Db,
  { panel, since, after, limit }: QualityQuery,
): Promise<(QualityEntry & { entryId: number })[]> {
  return await db<(QualityEntry & { entryId: number })[]>`
    select
      q.entry_id::int as "entryId",
      q.as_of::text as "asOf",
      q.kind as "kind",
      q.says as "says",
      q.logged_at as "loggedAt"
    from quality_log q
    where q.panel_id = (select p.panel_id from panels p where p.panel = ${panel})
      and (${since}::date is null or q.as_of >= ${since}::date)
      and (${after?.asOf ?? null}::date is null
        or (q.as_of, q.entry_id) < (${after?.asOf ?? null}::date, ${after?.entryId ?? null}::int))
    order by q.as_of desc, q.entry_id desc
    limit ${limit}
  `;
}

async function readRejected(db: Db, panel: string): Promise<RejectedSnapshot[]> {
  return await db<RejectedSnapshot[]>`
    select
      s.as_of::text as "asOf",
      s.records::int as "records",
      array(
        select f.check_result ->> 'says' from jsonb_array_elements(s.checks) f (check_result)
        where f.check_result ->> 'passed' = 'false'
      ) as "failed",
      exists (
        select from snapshots d where d.panel_id = s.panel_id and d.as_of = s.as_of and d.status = 'published'
      ) as "replaced"
    from snapshots s
    join panels p on p.panel_id = s.panel_id
    where p.panel = ${panel} and s.status = 'rejected'
    order by s.as_of desc, s.snapshot_id desc
    limit 200
  `;
}

async function readNewest(db: Db, panel: string): Promise<NewestLook[]> {
  return await db<NewestLook[]>`
    select
      s.as_of::text as "asOf",
      s.published_at as "publishedAt",
      s.pages::int as "pages",
      s.records::int as "records",
      s.duplicates::int as "duplicates",
      s.skipped::int as "skipped",
      s.repaired::int as "repaired"
    from snapshots s
    join panels p on p.panel_id = s.panel_id
    where p.panel = ${panel} and s.status = 'published'
    order by s.as_of desc
    limit 1
  `;
}
