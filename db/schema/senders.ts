import { bigint, pgTable, primaryKey, text, timestamp } from 'drizzle-orm/pg-core';

/** Processes that send mail. One whose beat stands still is gone, by whatever clock. */
export const deliverySenders = pgTable('delivery_senders', {
  /** `deliveries.claimed_by` */
  sender: text('sender').primaryKey(),
  beats: bigint('beats', { mode: 'number' }).notNull().default(0),
  startedAt: timestamp('started_at', { withTimezone: true }).notNull().defaultNow(),
});

/** What is not sent for a while: mails of one kind and key, or, where both are empty, everything. */
export const deliveryPauses = pgTable(
  'delivery_pauses',
  {
    kind: text('kind').notNull(),
    key: text('key').notNull(),
    pausedAt: timestamp('paused_at', { withTimezone: true }).notNull().defaultNow(),
    /** When it goes on by itself. What went wrong before counts no more. */
    resumesAt: timestamp('resumes_at', { withTimezone: true }).notNull(),
    /** In a sentence, without addresses. */
    reason: text('reason').notNull(),
  },
  (t) => [primaryKey({ columns: [t.kind, t.key] })],
);
