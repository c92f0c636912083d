import { sql } from 'drizzle-orm';
import {
  bigint,
  check,
  date,
  index,
  integer,
  jsonb,
  pgTable,
  smallint,
  text,
  timestamp,
} from 'drizzle-orm/pg-core';
import { subscribers } from './subscribers.ts';

/** Up to where the census was searched for what subscribers want to hear of. One row, or none before the first search. */
export const alertPosition = pgTable('alert_position', {
  only: smallint('only').primaryKey().default(1),
  /** The panel that is searched; with another one the search begins anew. */
  panelId: smallint('panel_id').notNull(),
  /** Its newest snapshot then. */
  snapshotId: integer('snapshot_id').notNull(),
  /** The two days whose shares were compared last; the same at first. A day may be looked at again: then they are compared again. */
  sharesFrom: date('shares_from').notNull(),
  sharesAsOf: date('shares_as_of').notNull(),
  /** Its newest change event. */
  eventId: bigint('event_id', { mode: 'number' }).notNull(),
  /** Status by claim. */
  claims: jsonb('claims').notNull(),
  /** Publication version, and that of the ledger of claims. */
  version: integer('version').notNull(),
  ledgerVersion: integer('ledger_version').notNull(),
});

/** What happened that some subscriber asked to hear of. Kept for some days: src/lib/alerts/happening.ts. */
export const happenings = pgTable(
  'happenings',
  {
    /** In the order of search: every reader has got as far as one of them. */
    happeningId: bigint('happening_id', { mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    kind: text('kind').notNull(),
    facts: jsonb('facts').notNull(),
    notedAt: timestamp('noted_at', { withTimezone: true }).notNull().defaultNow(),
  },
  (t) => [
    index('happenings_noted').on(t.notedAt),
    check('happenings_kind_known', sql`${t.kind} in ('threshold', 'license', 'claim', 'release')`),
  ],
);

/** The newest happening that a subscriber was told of, or that did not concern them. */
export const alertReaders = pgTable('alert_readers', {
  subscriberId: bigint('subscriber_id', { mode: 'number' })
    .primaryKey()
    .references(() => subscribers.subscriberId, { onDelete: 'cascade' }),
  toldThrough: bigint('told_through', { mode: 'number' }).notNull(),
});
