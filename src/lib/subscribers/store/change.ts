import type { Db } from '../../../../db/connection.ts';
import { CONSENT_HASH } from '../consent.ts';
import type { Preferences } from '../preferences.ts';

/** Whose, and where it was said: `mail`, `settings`, `command line`. */
export interface Said {
  subscriberId: number;
  via: string;
}

/** Makes somebody active who asked for mail. False where there is nothing to confirm: active already, gone, or left. */
export async function confirmSubscriber(db: Db, { subscriberId, via }: Said): Promise<boolean> {
  const rows = await db`
    with confirmed as (
      update subscribers set status = 'active', confirmed_at = now(), ended_at = null, bounces = 0
      where subscriber_id = ${subscriberId} and status = 'unconfirmed'
      returning subscriber_id
    )
    insert into consent_events (subscriber_id, what, via, words)
    select c.subscriber_id, 'confirmed', ${via}, ${CONSENT_HASH} from confirmed c
    returning 1
  `;
  return rows.length === 1;
}

/** Keeps what was chosen; whoever was suspended because mail came back is tried again. False: there is nobody, or they left. */
export async function changePreferences(
  db: Db,
  { subscriberId, via, preferences }: Said & { preferences: Preferences },
): Promise<boolean> {
  const rows = await db`
    with changed as (
      update subscribers s set
        preferences = ${db.json(preferences)},
        bounces = case when s.status = 'suspended' then 0 else s.bounces end,
        ended_at = null,
        status = case when s.status = 'suspended' then 'active' else s.status end
      where s.subscriber_id = ${subscriberId} and s.status <> 'unsubscribed'
      returning s.subscriber_id
    )
    insert into consent_events (subscriber_id, what, via)
    select c.subscriber_id, 'changed', ${via} from changed c
    returning 1
  `;
  return rows.length === 1;
}

/** What is left of an address that left. */
export interface Departure {
  /** As `marked` makes it, in hexadecimal. */
  mark: string;
  leftAt: Date;
}

/**
 * Ends the mail of a subscriber in one statement: the address and the choices are gone, what was pending is cancelled, links
 * stay, and the mark of the address is noted. Null where there is nobody, or they left before.
 */
export async function leave(db: Db, { subscriberId, via }: Said): Promise<Departure | null> {
  const [row] = await db<Departure[]>`
    with known as (
      select s.subscriber_id, marked(s.email) as mark from subscribers s
      where s.subscriber_id = ${subscriberId} and s.status <> 'unsubscribed' for update
    ),
    gone as (
      update subscribers s
      set status = 'unsubscribed', email = null, preferences = '{}', ended_at = now(), bounces = 0
      from known k where s.subscriber_id = k.subscriber_id
      returning s.subscriber_id
    ),
    cancelled as (
      update deliveries d set state = 'cancelled', ended_at = now(), payload = null
      from gone g where d.subscriber_id = g.subscriber_id and d.state = 'pending'
    ),
    said as (
      insert into consent_events (subscriber_id, what, via) select g.subscriber_id, 'unsubscribed', ${via} from gone g
    )
    insert into departures (address_mark) select k.mark from known k where k.mark is not null
    on conflict (address_mark) do update set left_at = now()
    returning encode(address_mark, 'hex') as "mark", left_at as "leftAt"
  `;
  return row ?? null;
}

/**
 * Removes everything of a subscriber but the record that something was agreed to and ended, which names nobody. Null where
 * there was nobody; otherwise the mark, null where the address was gone before.
 */
export async function destroy(
  db: Db,
  { subscriberId, via }: Said,
): Promise<{ departure: Departure | null } | null> {
  const [row] = await db<{ mark: string | null; leftAt: Date | null }[]>`
    with gone as (
      delete from subscribers s where s.subscriber_id = ${subscriberId}
      returning s.subscriber_id, marked(s.email) as mark
    ),
    said as (
      insert into consent_events (subscriber_id, what, via) select g.subscriber_id, 'deleted', ${via} from gone g
    ),
    noted as (
      insert into departures (address_mark) select g.mark from gone g where g.mark is not null
      on conflict (address_mark) do update set left_at = now()
      returning address_mark, left_at
    )
    select encode(n.address_mark, 'hex') as "mark", n.left_at as "leftAt" from gone g left join noted n on true
  `;
  if (!row) return null;
  const { mark, leftAt } = row;
  return { departure: mark === null || leftAt === null ? null : { mark, leftAt } };
}
