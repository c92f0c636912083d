import type { Db } from '../../../../db/client.ts';

/** The snapshot an edition is of, and everything its files follow from. */
export interface OfSnapshot {
  panel: string;
  panelId: number;
  title: string;
  population: string;
  kind: 'live' | 'recording' | 'history';
  sourceTitle: string;
  sourceUrl: string;
  terms: string;
  snapshotId: number;
  asOf: string;
  /** ISO instant. */
  publishedAt: string;
  models: number;
  referenceVersion: number;
  /** Hash of the content of the reference. */
  referenceHash: string;
  /** Published days, and those whose sums an older reference judged. */
  days: number;
  daysUnjudged: number;
  /** First published day. */
  from: string;
  /** Of the panel alone: equal means that nothing of it was published or judged in between. */
  panelKey: string;
  /** Of everything: the ledger of claims follows all panels. */
  wholeKey: string;
}

/** The newest published snapshot of a panel, or of each panel when null, in the order of the site. */
export async function readOfSnapshots(db: Db, panel: string | null): Promise<OfSnapshot[]> {
  return await db<OfSnapshot[]>`
    select
      p.panel as "panel",
      p.panel_id as "panelId",
      p.title as "title",
      p.population as "population",
      p.kind as "kind",
      p.source_title as "sourceTitle",
      p.source_url as "sourceUrl",
      p.terms as "terms",
      s.snapshot_id as "snapshotId",
      s.as_of::text as "asOf",
      to_char(s.published_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as "publishedAt",
      coalesce(s.models, 0)::int as "models",
      coalesce(r.version, 0)::int as "referenceVersion",
      coalesce(r.content_hash, '') as "referenceHash",
      d.days::int as "days",
      d.unjudged::int as "daysUnjudged",
      d.first_day::text as "from",
      md5(concat_ws(' ', r.content_hash, d.looks)) as "panelKey",
      md5(concat_ws(
        ' ', r.content_hash, d.looks, (select v.version from publication v),
        (select max(c.computed_at) from claim_results c)
      )) as "wholeKey"
    from panels p
    left join lateral (select * from reference_versions order by version desc limit 1) r on true
    join lateral (
      select
        count(*) as days,
        count(*) filter (where t.judged_by is distinct from r.version) as unjudged,
        min(t.as_of) as first_day,
        max(t.as_of) as last_day,
        string_agg(t.snapshot_id || ':' || coalesce(t.judged_by, 0), ',' order by t.snapshot_id) as looks
      from snapshots t
      where t.panel_id = p.panel_id and t.status = 'published'
    ) d on d.days > 0
    join snapshots s on s.panel_id = p.panel_id and s.as_of = d.last_day and s.status = 'published'
    where ${panel}::text is null or p.panel = ${panel}
    order by p.rank, p.panel`;
}

/** A month of observations, and what its file follows from. */
export interface ObservedMonth {
  /** `YYYY-MM`. */
  month: string;
  packed: boolean;
  /** Equal keys mean equal rows. */
  key: string;
}

/** The months a panel has snapshots in, up to a snapshot, oldest first. */
export async function readMonths(db: Db, { panelId, asOf }: OfSnapshot): Promise<ObservedMonth[]> {
  return await db<ObservedMonth[]>`
    select
      to_char(date_trunc('month', s.as_of), 'YYYY-MM') as "month",
      date_trunc('month', s.as_of) < max(p.packed_before) as "packed",
      md5(string_agg(s.snapshot_id || ':' || s.as_of, ',' order by s.snapshot_id)) as "key"
    from snapshots s
    join panels p on p.panel_id = s.panel_id
    where s.panel_id = ${panelId} and s.as_of <= ${asOf} and s.status in ('published', 'superseded')
    group by date_trunc('month', s.as_of)
    order by 1`;
}

/** Whether a look is being taken right now, on any machine. */
export async function isLooking(db: Db): Promise<boolean> {
  const rows = await db`
    select from snapshots s where s.status = 'open' and s.touched_at > now() - interval '20 seconds' limit 1`;
  return rows.length > 0;
}
