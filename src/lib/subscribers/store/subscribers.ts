import type { Db } from '../../../../db/connection.ts';
import { DEFAULT_PREFERENCES, type Preferences, preferencesSchema } from '../preferences.ts';

export const STATUSES = ['unconfirmed', 'active', 'suspended', 'unsubscribed'] as const;
export type Status = (typeof STATUSES)[number];

export interface Subscriber {
  subscriberId: number;
  /** Null once they left. */
  email: string | null;
  status: Status;
  preferences: Preferences;
  /** When mail was asked for last. */
  createdAt: Date;
  confirmedAt: Date | null;
  endedAt: Date | null;
}

type Row = Omit<Subscriber, 'subscriberId' | 'preferences'> & { subscriberId: string; preferences: unknown };

/** Null: there is none. */
export async function readSubscriber(db: Db, subscriberId: number): Promise<Subscriber | null> {
  const [row] = await rows(db, db`s.subscriber_id = ${subscriberId}`);
  return row ?? null;
}

/** Whoever has the address, in whatever case it is written; null: nobody. */
export async function findSubscriber(db: Db, email: string): Promise<Subscriber | null> {
  const [row] = await rows(db, db`lower(s.email) = lower(${email})`);
  return row ?? null;
}

/** All of them, or those of one status, oldest first. */
export async function readSubscribers(db: Db, status: Status | null): Promise<Subscriber[]> {
  return await rows(db, status === null ? db`true` : db`s.status = ${status}`);
}

async function rows(db: Db, where: ReturnType<Db>): Promise<Subscriber[]> {
  const found = await db<Row[]>`
    select
      s.subscriber_id as "subscriberId",
      s.email as "email",
      s.status as "status",
      s.preferences as "preferences",
      s.created_at as "createdAt",
      s.confirmed_at as "confirmedAt",
      s.ended_at as "endedAt"
    from subscribers s
    where ${where}
    order by s.subscriber_id
  `;
  return found.map((row) => ({
    ...row,
    subscriberId: Number(row.subscriberId),
    // Of a later version of the program, which knows more: this one sends the whole digest.
    preferences: preferencesSchema.safeParse(row.preferences).data ?? DEFAULT_PREFERENCES,
  }));
}

/** Everything that is kept of one subscriber, for themselves. */
export interface Kept extends Subscriber {
  consent: { what: string; at: Date; via: string; words: string | null }[];
  mails: { kind: string; key: string; state: string; createdAt: Date; endedAt: Date | null }[];
  /** How many links of mails are known by their hashes. */
  links: number;
}

/** Null: there is no such subscriber. */
export async function readKept(db: Db, subscriberId: number): Promise<Kept | null> {
  const [subscriber, consent, mails, [tokens]] = await Promise.all([
    readSubscriber(db, subscriberId),
    db<Kept['consent']>`
      select c.what as "what", c.at as "at", c.via as "via", c.words as "words"
      from consent_events c where c.subscriber_id = ${subscriberId} order by c.event_id
    `,
    db<Kept['mails']>`
      select d.kind as "kind", d.key as "key", d.state as "state", d.created_at as "createdAt", d.ended_at as "endedAt"
      from deliveries d where d.subscriber_id = ${subscriberId} order by d.delivery_id
    `,
    db<{ count: number }[]>`
      select count(*)::int as "count" from subscriber_tokens t where t.subscriber_id = ${subscriberId}
    `,
  ]);
  return subscriber && { ...subscriber, consent: [...consent], mails: [...mails], links: tokens?.count ?? 0 };
}
