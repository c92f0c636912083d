import type { Db } from '../../../db/client.ts';
import { addDays } from './days.ts';

/** A model that somebody watches, on a day of a panel and on the one it is compared with. */
export interface WatchedModel {
  /** As it is watched. */
  name: string;
  /** As it is called now. */
  repoId: string;
  /** False: it was not in the panel on the day any more. */
  present: boolean;
  /** Null where it is no tombstone. */
  removedOn: string | null;
  downloads30d: number | null;
  downloadsBefore: number | null;
  /** Among the hundred most downloaded of the day, from 1. */
  place: number | null;
  /** The label before the first and after the last change within the days; null: it did not change. */
  license: { before: string; after: string } | null;
}

export interface WatchedQuery {
  panel: string;
  asOf: string;
  /** Null: there is nothing to compare with. */
  before: string | null;
  /** Half-open days within which changes count. */
  from: string;
  until: string;
}

/** Counters are written when they move: of most models something was written within so many days. */
const daysLooked = 45;

/** Some models by name, or by a name they had; those that the panel never had are left out. */
export async function readWatchedModels(
  db: Db,
  names: readonly string[],
  query: WatchedQuery,
): Promise<WatchedModel[]> {
  const near = await readWithin(db, { ...query, names, days: daysLooked });
  const isSettled = ({ seen, seenBefore }: Seen) => seen && (seenBefore || query.before === null);
  const unsettled = near.filter((model) => !isSettled(model)).map(({ name }) => name);
  const far = unsettled.length === 0 ? [] : await readWithin(db, { ...query, names: unsettled, days: null });
  return [...near.filter(isSettled), ...far].map(({ seen: _seen, seenBefore: _before, ...model }) => model);
}

/** Whether something was written of a model within the days that were looked at. */
type Seen = WatchedModel & { seen: boolean; seenBefore: boolean };

/** `days`: how far back observations are looked for; null: as far as there are any. */
async function readWithin(
  db: Db,
  {
    names,
    days,
    panel,
    asOf,
    before,
    from,
    until,
  }: WatchedQuery & { names: readonly string[]; days: number | null },
): Promise<Seen[]> {
  const panelId = db`(select p.panel_id from panels p where p.panel = ${panel})`;
  const within = (first: string) =>
    db`o.as_of > ${first}::date and o.month >= date_trunc('month', ${first}::date)::date`;
  const lastUpTo = (day: string | null) => db`
    select o.downloads_30d, o.present, true as seen
    from observed o
    join snapshots s on s.snapshot_id = o.snapshot_id and s.status in ('published', 'superseded')
    where o.model_id = c.model_id and o.panel_id = ${panelId} and o.as_of <= ${day}::date
      and ${days === null || day === null ? db`true` : within(addDays(day, -days))}
    order by o.as_of desc, o.snapshot_id desc
    limit 1`;
  return await db<Seen[]>`
    select
      w.name as "name",
      m.repo_id as "repoId",
      coalesce(o.present, false) as "present",
      m.removed_on::text as "removedOn",
      o.downloads_30d::float8 as "downloads30d",
      case when b.present then b.downloads_30d end::float8 as "downloadsBefore",
      coalesce(o.seen, false) as "seen",
      coalesce(b.seen, false) as "seenBefore",
      l.place::int as "place",
      case when e.before is distinct from e.after then
        jsonb_build_object('before', coalesce(e.before, 'none'), 'after', coalesce(e.after, 'none'))
      end as "license"
    from unnest(${[...names]}::text[]) as w (name)
    cross join lateral (
      select h.model_id
      from (
        select m.model_id, 0 as turn from models m where m.repo_id = w.name
        union all
        select v.model_id, 1 from change_events v where v.kind = 'renamed' and v.before = w.name
      ) h
      join panel_models t on t.panel_id = ${panelId} and t.model_id = h.model_id
      order by t.present desc, h.turn, h.model_id desc
      limit 1
    ) c
    join models m on m.model_id = c.model_id
    left join lateral (${lastUpTo(asOf)}) o on true
    left join lateral (${lastUpTo(before)}) b on true
    left join rollup_leaders l on l.model_id = c.model_id and l.measure = 'downloads30d' and l.snapshot_id = (
      select s.snapshot_id from snapshots s
      where s.panel_id = ${panelId} and s.as_of = ${asOf}::date and s.status = 'published'
    )
    left join lateral (
      select
        (array_agg(v.before order by v.event_id))[1] as before,
        (array_agg(v.after order by v.event_id desc))[1] as after
      from change_events v
      where v.model_id = c.model_id and v.panel_id = ${panelId} and v.kind = 'license'
        and v.as_of >= ${from}::date and v.as_of < ${until}::date
    ) e on true
  `;
}

/** What a publisher released within some days: how many models, and the most downloaded of them. */
export interface PublisherReleases {
  publisher: string;
  count: number;
  first: readonly string[];
}

const namedReleases = 3;

/** Releases of some publishers within half-open days, in the newest state of a panel; those without any are left out. */
export async function readPublisherReleases(
  db: Db,
  publishers: readonly string[],
  { panel, asOf, from, until }: Omit<WatchedQuery, 'before'>,
): Promise<PublisherReleases[]> {
  return await db<PublisherReleases[]>`
    select
      n.publisher_id as "publisher",
      count(*)::int as "count",
      (array_agg(m.repo_id order by t.downloads_30d desc nulls last, m.model_id))[:${namedReleases}] as "first"
    from ref_namespaces n
    join models m on m.namespace = n.namespace
    join panel_models t
      on t.panel_id = (select p.panel_id from panels p where p.panel = ${panel}) and t.model_id = m.model_id and t.present
    where n.publisher_id = any(${[...publishers]}::text[])
      and n.valid_from <= ${asOf}::date and ${asOf}::date < n.valid_to
      and t.released_on >= ${from}::date and t.released_on < ${until}::date
    group by n.publisher_id
  `;
}
