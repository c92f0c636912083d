import { only } from '../../../../db/client.ts';
import type { Db } from '../../../../db/connection.ts';
import { KEPT_DAYS } from '../kept-days.ts';
import type { Departure } from './change.ts';

export interface Purged {
  unconfirmed: number;
  /** Links of confirmations that are over. */
  links: number;
  requests: number;
  departures: number;
}

/** Removes what has been kept for long enough. */
export async function purge(db: Db): Promise<Purged> {
  return only(
    await db<Purged[]>`
      with unconfirmed as (
        delete from subscribers s
        where s.status = 'unconfirmed' and s.created_at < now() - make_interval(days => ${KEPT_DAYS.unconfirmed})
        returning 1
      ),
      links as (
        delete from subscriber_tokens t where t.expires_at < now() returning 1
      ),
      requests as (
        delete from subscribe_requests r where r.at < now() - make_interval(days => ${KEPT_DAYS.requests}) returning 1
      ),
      departures as (
        delete from departures d where d.left_at < now() - make_interval(days => ${KEPT_DAYS.departures}) returning 1
      )
      select
        (select count(*)::int from unconfirmed) as "unconfirmed",
        (select count(*)::int from links) as "links",
        (select count(*)::int from requests) as "requests",
        (select count(*)::int from departures) as "departures"
    `,
  );
}

/**
 * Takes over departures that a file remembers and this database, restored from a backup, may not. Whoever is here though they
 * left after they had confirmed is ended again. Returns how many.
 */
export async function replay(db: Db, departures: readonly Departure[]): Promise<number> {
  const marks = departures.map(({ mark }) => mark);
  const moments = departures.map(({ leftAt }) => leftAt.toISOString());
  await db`
    insert into departures (address_mark, left_at)
    select decode(g.mark, 'hex'), max(g.left_at)
    from unnest(${marks}::text[], ${moments}::timestamptz[]) g(mark, left_at)
    group by g.mark
    on conflict (address_mark) do update set left_at = greatest(departures.left_at, excluded.left_at)
  `;
  const { ended } = only(
    await db<{ ended: number }[]>`
      with gone as (
        update subscribers s
        set status = 'unsubscribed', email = null, preferences = '{}', ended_at = d.left_at, bounces = 0
        from departures d
        where d.address_mark = marked(s.email) and d.left_at > coalesce(s.confirmed_at, s.created_at)
        returning s.subscriber_id
      ),
      cancelled as (
        update deliveries d set state = 'cancelled', ended_at = now(), payload = null
        from gone g where d.subscriber_id = g.subscriber_id and d.state = 'pending'
      ),
      said as (
        insert into consent_events (subscriber_id, what, via) select g.subscriber_id, 'unsubscribed', 'replay' from gone g
      )
      select count(*)::int as "ended" from gone
    `,
  );
  return ended;
}

/** All that are known, oldest first. */
export async function readDepartures(db: Db): Promise<Departure[]> {
  return await db<Departure[]>`
    select encode(d.address_mark, 'hex') as "mark", d.left_at as "leftAt" from departures d
    order by d.left_at, d.address_mark
  `;
}

export interface Counts {
  statuses: { status: string; subscribers: number }[];
  /** Confirmations that wait for the sender. */
  waiting: number;
  /** Requests of the last hour, as they are limited. */
  lately: number;
  departures: number;
}

/** How many there are of everything. */
export async function readCounts(db: Db): Promise<Counts> {
  const [statuses, rest] = await Promise.all([
    db<Counts['statuses']>`
      select s.status as "status", count(*)::int as "subscribers" from subscribers s group by s.status order by s.status
    `,
    db<Omit<Counts, 'statuses'>[]>`
      select
        (select count(*)::int from deliveries d where d.kind = 'confirm' and d.state = 'pending') as "waiting",
        (select count(*)::int from subscribe_requests r where r.at > now() - interval '1 hour') as "lately",
        (select count(*)::int from departures) as "departures"
    `,
  ]);
  return { statuses: [...statuses], ...only(rest) };
}
