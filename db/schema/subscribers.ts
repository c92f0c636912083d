import { sql } from 'drizzle-orm';
import {
  bigint,
  check,
  customType,
  index,
  integer,
  jsonb,
  pgTable,
  text,
  timestamp,
  uniqueIndex,
} from 'drizzle-orm/pg-core';

const bytes = customType<{ data: Uint8Array }>({ dataType: () => 'bytea' });
const moment = (name: string) => timestamp(name, { withTimezone: true });

/** Who gets mail. Nothing is kept of a person but the address, what was chosen, and when. */
export const subscribers = pgTable(
  'subscribers',
  {
    subscriberId: bigint('subscriber_id', { mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    /** As it was written; null once the subscriber has left. */
    email: text('email'),
    status: text('status').notNull().default('unconfirmed'),
    /** src/lib/subscribers/preferences.ts */
    preferences: jsonb('preferences').notNull(),
    createdAt: moment('created_at').notNull().defaultNow(),
    confirmedAt: moment('confirmed_at'),
    /** Left, or suspended after its address bounced. */
    endedAt: moment('ended_at'),
    /** Bounces since the last mail that arrived. */
    bounces: integer('bounces').notNull().default(0),
  },
  (t) => [
    uniqueIndex('subscribers_email').on(sql`lower(${t.email})`),
    index('subscribers_status').on(t.status),
    check(
      'subscribers_status_known',
      sql`${t.status} in ('unconfirmed', 'active', 'suspended', 'unsubscribed')`,
    ),
  ],
);

/** What links in mails are known by: SHA-256 of 256 random bits, which stand nowhere but in the mail. */
export const subscriberTokens = pgTable(
  'subscriber_tokens',
  {
    tokenHash: bytes('token_hash').primaryKey(),
    subscriberId: bigint('subscriber_id', { mode: 'number' })
      .notNull()
      .references(() => subscribers.subscriberId, { onDelete: 'cascade' }),
    purpose: text('purpose').notNull(),
    createdAt: moment('created_at').notNull().defaultNow(),
    /** Null: never. */
    expiresAt: moment('expires_at'),
  },
  (t) => [
    index('subscriber_tokens_subscriber').on(t.subscriberId),
    check('subscriber_tokens_purpose_known', sql`${t.purpose} in ('confirm', 'manage', 'unsubscribe')`),
  ],
);

/** What a subscriber agreed to and took back. Only ever added to; without an address. */
export const consentEvents = pgTable('consent_events', {
  eventId: bigint('event_id', { mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
  /** No reference: the record of an agreement outlives the subscriber. */
  subscriberId: bigint('subscriber_id', { mode: 'number' }).notNull(),
  at: moment('at').notNull().defaultNow(),
  what: text('what').notNull(),
  /** Where it was said: the form, a mail, the command line. */
  via: text('via').notNull(),
  /** SHA-256 of the words that were agreed to, in hexadecimal; null where none were shown. */
  words: text('words'),
});

/** Mails, and what became of them: src/lib/delivery/. */
export const deliveries = pgTable(
  'deliveries',
  {
    deliveryId: bigint('delivery_id', { mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    /** `issue`, `month`, `alert`, `confirm`. */
    kind: text('kind').notNull(),
    /** What it is about, once for each subscriber: `2026-W47`, `2026-11`, `2026-11-28`. */
    key: text('key').notNull(),
    subscriberId: bigint('subscriber_id', { mode: 'number' })
      .notNull()
      .references(() => subscribers.subscriberId, { onDelete: 'cascade' }),
    /** What only this mail says; null where the kind and the key say it all. */
    payload: jsonb('payload'),
    state: text('state').notNull().default('pending'),
    /** How often it was tried. */
    attempts: integer('attempts').notNull().default(0),
    /** Not before. */
    dueAt: moment('due_at').notNull().defaultNow(),
    claimedAt: moment('claimed_at'),
    /** The sender that has it, or had it last. */
    claimedBy: text('claimed_by'),
    endedAt: moment('ended_at'),
    messageId: text('message_id'),
    /** What the mail server said last, without addresses. */
    response: text('response'),
    createdAt: moment('created_at').notNull().defaultNow(),
  },
  (t) => [
    uniqueIndex('deliveries_once').on(t.kind, t.key, t.subscriberId),
    index('deliveries_due').on(t.dueAt).where(sql`${t.state} = 'pending'`),
    index('deliveries_sending').on(t.claimedAt).where(sql`${t.state} = 'sending'`),
    index('deliveries_subscriber').on(t.subscriberId),
    check('deliveries_kind_known', sql`${t.kind} in ('issue', 'month', 'alert', 'confirm')`),
    check(
      'deliveries_state_known',
      sql`${t.state} in ('pending', 'sending', 'sent', 'failed', 'uncertain', 'cancelled')`,
    ),
  ],
);
