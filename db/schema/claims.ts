import { date, doublePrecision, integer, jsonb, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';

/** What a published claim came to, each time its answer changed. The newest row of a claim is in force. */
export const claimResults = pgTable(
  'claim_results',
  {
    claim: text('claim').notNull(),
    /** Day of the snapshot that gave this answer first. */
    since: date('since').notNull(),
    status: text('status').notNull(),
    /** Our value under the claim’s own definition; null where there is none. */
    value: doublePrecision('value'),
    /** Coverage, notes, alternates: what the ledger shows beside it. */
    answer: jsonb('answer').notNull(),
    /** Publication version at which it was computed last. */
    computedAt: integer('computed_at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.claim, t.since] })],
);
