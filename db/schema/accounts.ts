import { boolean, integer, pgTable, smallint, text, timestamp } from 'drizzle-orm/pg-core';

/** What stands behind a namespace on the Hub. The list of models does not say; other answers do. */
export const accounts = pgTable('accounts', {
  namespace: text('namespace').primaryKey(),
  /** Null: asked, and the Hub knows neither a user nor an organization of this name. */
  kind: text('kind', { enum: ['user', 'organization'] }),
  /** Where the kind was read: `organizations`, `users`, `trending`, or the panel of a recording. */
  source: text('source').notNull(),
  objectId: text('object_id'),
  fullName: text('full_name'),
  isVerified: boolean('is_verified'),
  /** `team`, `enterprise`, …; null for free accounts. */
  plan: text('plan'),
  followers: integer('followers'),
  /** Models the Hub counts for the account; null where not said. */
  models: integer('models'),
  /** How often it was asked in a row without an answer. */
  failures: smallint('failures').notNull().default(0),
  checkedAt: timestamp('checked_at', { withTimezone: true }).notNull().defaultNow(),
});
