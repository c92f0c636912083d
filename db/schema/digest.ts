import { date, integer, jsonb, pgTable, text, timestamp, uniqueIndex } from 'drizzle-orm/pg-core';

/** Issues of the weekly digest as they were built. A row is never changed: a correction is a new one. */
export const digestIssues = pgTable(
  'digest_issues',
  {
    /** `2026-W47`; `2026-W47-2` for its first correction. */
    issue: text('issue').primaryKey(),
    /** Monday of the ISO week. */
    week: date('week').notNull(),
    /** 1, then one more for each correction. */
    edition: integer('edition').notNull(),
    /** Day of the snapshot that it stands at. */
    asOf: date('as_of').notNull(),
    subject: text('subject').notNull(),
    /** Everything it says: src/lib/digest/payload.ts. */
    payload: jsonb('payload').notNull(),
    /** The mail, with a mark where what is meant for one reader goes. */
    html: text('html').notNull(),
    plain: text('plain').notNull(),
    /** PNGs as base64, by name. */
    pictures: jsonb('pictures').notNull(),
    builtAt: timestamp('built_at', { withTimezone: true }).notNull().defaultNow(),
  },
  (t) => [uniqueIndex('digest_issues_week').on(t.week, t.edition)],
);
