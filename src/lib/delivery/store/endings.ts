import type { Db } from '../../../../db/client.ts';
import { UNWANTED } from './claim.ts';

/** Whose delivery it is, and who says so. */
export interface Held {
  deliveryId: number;
  sender: string;
}

/** Bounces that are not about the mailbox itself, before its subscriber gets no more mail. */
export const BOUNCES_BORNE = 3;

/** How a delivery ended, or when it is tried again. `says` holds no address. */
export type Ending =
  | { state: 'sent'; says: string }
  | { state: 'failed'; says: string; bounce: 'hard' | 'soft' | null }
  | { state: 'uncertain'; says: string }
  | { state: 'cancelled'; says: string }
  | { state: 'pending'; says: string; retryMinutes: number };

/**
 * Writes how a delivery ended. Also where it was declared uncertain meanwhile, as who sent it knows better; not where somebody else
 * has it. Says whether it was written.
 */
export async function finish(db: Db, { deliveryId, sender }: Held, ending: Ending): Promise<boolean> {
  const { state, says } = ending;
  const bounce = ending.state === 'failed' ? ending.bounce : null;
  const minutes = ending.state === 'pending' ? ending.retryMinutes : null;
  const rows = await db`
    with who as (
      -- Subscribers are locked before their deliveries, as by whoever unsubscribes.
      select s.subscriber_id from subscribers s
      join deliveries d on d.subscriber_id = s.subscriber_id
      where d.delivery_id = ${deliveryId} and (${bounce}::text is not null or s.bounces > 0)
      for update of s
    ),
    ended as (
      update deliveries d
      set state = ${state},
        ended_at = case when ${state} = 'pending' then null else now() end,
        due_at = coalesce(now() + make_interval(mins => ${minutes}::int), d.due_at),
        response = ${says}
      from (select count(*) from who) locked,
        -- Not waited for on the disk: what a crash of the server takes back is uncertain, never sent twice.
        (select set_config('synchronous_commit', 'off', true)) relaxed
      where d.delivery_id = ${deliveryId} and d.claimed_by = ${sender}
        and (d.state = 'sending' or (d.message_id is not null and d.state in ('uncertain', 'pending')))
      returning d.subscriber_id
    ),
    counted as (
      update subscribers s
      set bounces = case
          when ${state} = 'sent' then 0
          when ${bounce}::text is not null then s.bounces + 1
          else s.bounces
        end,
        status = case
          when s.status = 'active' and (${bounce}::text = 'hard'
            or (${bounce}::text = 'soft' and s.bounces + 1 >= ${BOUNCES_BORNE})) then 'suspended'
          else s.status
        end,
        ended_at = case
          when s.status = 'active' and (${bounce}::text = 'hard'
            or (${bounce}::text = 'soft' and s.bounces + 1 >= ${BOUNCES_BORNE})) then now()
          else s.ended_at
        end
      from who w, ended e
      where s.subscriber_id = w.subscriber_id and e.subscriber_id = s.subscriber_id
    )
    select 1 from ended
  `;
  return rows.length === 1;
}

/** Gives deliveries back of which not a byte was sent: as if they had never been taken. */
export async function release(db: Db, deliveryIds: readonly number[], sender: string): Promise<void> {
  if (deliveryIds.length === 0) return;
  await db`
    update deliveries
    set state = 'pending', attempts = greatest(attempts - 1, 0), message_id = null
    where delivery_id = any (${[...deliveryIds]}::bigint[]) and claimed_by = ${sender} and state = 'sending'
  `;
}

/** Cancels a delivery whose subscriber left while it was on its way to the server. */
export async function cancelUnwanted(db: Db, held: Held): Promise<boolean> {
  return await finish(db, held, { state: 'cancelled', says: UNWANTED });
}

/** Longest that a delivery is tried, and oldest that mail is sent at all. */
export const LIMITS_OF_AGE = { triedDays: 3, sentDays: 6 } as const;

/** Ends what is too old: what was tried for three days has failed, what is six days old is not sent any more. Returns how many. */
export async function endOld(db: Db): Promise<{ failed: number; cancelled: number }> {
  const failed = await db`
    update deliveries set state = 'failed', ended_at = now(),
      response = left(${`given up after ${LIMITS_OF_AGE.triedDays} days: `} || coalesce(response, ''), 200)
    where state = 'pending' and attempts > 0 and created_at < now() - make_interval(days => ${LIMITS_OF_AGE.triedDays})
    returning 1
  `;
  const cancelled = await db`
    update deliveries d set state = 'cancelled', ended_at = now(),
      response = ${`older than ${LIMITS_OF_AGE.sentDays} days, and not sent any more`}
    where d.state = 'pending' and d.attempts = 0
      and least(
        d.created_at,
        (select i.built_at from digest_issues i where d.kind = 'issue' and i.issue = d.key)
      ) < now() - make_interval(days => ${LIMITS_OF_AGE.sentDays})
    returning 1
  `;
  return { failed: failed.length, cancelled: cancelled.length };
}

/** What an operator decides of deliveries of which nobody knows whether they arrived. `ids` null: all. Returns how many it were. */
export async function resolveUncertain(
  db: Db,
  { ids, resend }: { ids: readonly number[] | null; resend: boolean },
): Promise<number> {
  const rows = await db`
    update deliveries
    set state = ${resend ? 'pending' : 'cancelled'},
      due_at = now(),
      attempts = case when ${resend} then 0 else attempts end,
      ended_at = case when ${resend} then null else now() end,
      response = ${resend ? 'sent again by the operator' : 'not sent again, by the operator'}
    where state = 'uncertain' and (${ids === null} or delivery_id = any (${[...(ids ?? [])]}::bigint[]))
    returning 1
  `;
  if (resend && rows.length > 0) await db`select pg_notify('deliveries', '')`;
  return rows.length;
}
