import { sql } from 'drizzle-orm';
import { check, date, integer, jsonb, pgTable, text, timestamp, uniqueIndex } from 'drizzle-orm/pg-core';

/** Issues of the digest as they were built. A row is never changed: a correction is a new one. */
export const digestIssues = pgTable(
  'digest_issues',
  {
    /** `2026-W47`; `2026-W47-2` for its first correction; `2026-11` of a month. */
    issue: text('issue').primaryKey(),
    /** `week` or `month`. */
    period: text('period').notNull().default('week'),
    /** Monday of the ISO week, or of the first week of the month. */
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
  (t) => [
    uniqueIndex('digest_issues_period').on(t.period, t.week, t.edition),
    check('digest_issues_period_known', sql`${t.period} in ('week', 'month')`),
  ],
);
