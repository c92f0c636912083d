import { type Db, only } from '../../../../db/client.ts';
import type { MailKindId } from '../mail-kind.ts';

/** A delivery that a sender has taken. */
export interface Claimed {
  deliveryId: number;
  kind: MailKindId;
  key: string;
  payload: unknown;
  /** How often it was tried, this time among them. */
  attempts: number;
  subscriberId: number;
  email: string;
  preferences: unknown;
  confirmedAt: Date | null;
}

/** A kind of mail, and of which subscribers it is still wanted. */
export interface Wanted {
  kind: MailKindId;
  statuses: readonly string[];
}

/** Longest that anything is paused or put off. What lies further ahead was written before the clock went back. */
const furthestAhead = { pause: '35 minutes' } as const;

/**
 * Takes up to so many deliveries of some kinds whose time has come, for a sender alone. Those whose subscriber does not want them
 * any more are cancelled instead. Of several senders that ask at once, each gets others.
 */
export async function claim(
  db: Db,
  { sender, kinds, limit }: { sender: string; kinds: readonly Wanted[]; limit: number },
): Promise<{ taken: Claimed[]; cancelled: number }> {
  const rows = await db<(Claimed & { deliveryId: string; subscriberId: string; claimed: boolean })[]>`
    with wanted as (
      select w.kind, string_to_array(w.statuses, ' ') as statuses
      from unnest(
        ${kinds.map(({ kind }) => kind)}::text[], ${kinds.map(({ statuses }) => statuses.join(' '))}::text[]
      ) as w (kind, statuses)
    ),
    paused as materialized (
      select p.kind, p.key from delivery_pauses p
      where p.resumes_at > now() and p.resumes_at < now() + ${furthestAhead.pause}::interval
    ),
    due as (
      select d.delivery_id
      from deliveries d
      where d.state = 'pending'
        and d.kind = any (${kinds.map(({ kind }) => kind)}::text[])
        -- What was never tried waits for no clock.
        and (d.attempts = 0 or d.due_at <= now())
        and not exists (select from paused p where p.kind in (d.kind, '') and p.key in (d.key, ''))
      order by d.due_at
      limit ${limit}
      for update of d skip locked
    )
    update deliveries d
    set state = case when s.status = any (w.statuses) and s.email is not null then 'sending' else 'cancelled' end,
      attempts = d.attempts + 1,
      claimed_at = now(),
      claimed_by = ${sender},
      message_id = null,
      ended_at = case when s.status = any (w.statuses) and s.email is not null then null::timestamptz else now() end,
      response = case when s.status = any (w.statuses) and s.email is not null then d.response else ${UNWANTED} end
    from due, subscribers s, wanted w
    where d.delivery_id = due.delivery_id and s.subscriber_id = d.subscriber_id and w.kind = d.kind
    returning
      d.state = 'sending' as "claimed",
      d.delivery_id as "deliveryId",
      d.kind as "kind",
      d.key as "key",
      d.payload as "payload",
      d.attempts::int as "attempts",
      s.subscriber_id as "subscriberId",
      s.email as "email",
      s.preferences as "preferences",
      s.confirmed_at as "confirmedAt"
  `;
  const taken = rows.flatMap(({ claimed, ...row }) =>
    claimed ? [{ ...row, deliveryId: Number(row.deliveryId), subscriberId: Number(row.subscriberId) }] : [],
  );
  return { taken, cancelled: rows.length - taken.length };
}

/** Lets the database count what waits. Without that it would read and sort all of a large mailing for each claim. */
export async function takeStock(db: Db): Promise<void> {
  await db`analyze deliveries`;
}

/** Why a delivery was cancelled. */
export const UNWANTED = 'the subscriber does not want it any more';

/** What a sender says the moment before it sends the first byte of a message. */
export interface Beginning {
  sender: string;
  messageId: string;
  /** Of whom the mail is still wanted. */
  statuses: readonly string[];
  /** SHA-256 of the tokens in it, and what they are for. They are known from now on. */
  tokens: readonly { hash: Buffer; purpose: string; lastsHours: number | null }[];
}

/**
 * Whether the message may go: the delivery is still this sender's, and the subscriber still wants it at the same address. From
 * here on nobody knows whether it arrived until the server says so.
 */
export async function begin(db: Db, claimed: Claimed, beginning: Beginning): Promise<boolean> {
  const { sender, messageId, statuses, tokens } = beginning;
  const { count } = only(
    await db<{ count: number }[]>`
      with mine as (
        update deliveries d set message_id = ${messageId}, claimed_at = now()
        from subscribers s
        where d.delivery_id = ${claimed.deliveryId} and d.state = 'sending' and d.claimed_by = ${sender}
          and s.subscriber_id = d.subscriber_id and s.status = any (${[...statuses]}::text[]) and s.email = ${claimed.email}
        returning d.subscriber_id
      ),
      known as (
        insert into subscriber_tokens (token_hash, subscriber_id, purpose, expires_at)
        select decode(t.hash, 'hex'), m.subscriber_id, t.purpose, now() + make_interval(hours => t.hours)
        from mine m, unnest(
          ${tokens.map(({ hash }) => hash.toString('hex'))}::text[],
          ${tokens.map(({ purpose }) => purpose)}::text[],
          ${tokens.map(({ lastsHours }) => lastsHours)}::int[]
        ) as t (hash, purpose, hours)
      )
      select count(*)::int as "count" from mine
    `,
  );
  return count === 1;
}
