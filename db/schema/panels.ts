import { sql } from 'drizzle-orm';
import {
  boolean,
  date,
  index,
  integer,
  jsonb,
  pgTable,
  smallint,
  text,
  timestamp,
  uniqueIndex,
} from 'drizzle-orm/pg-core';

/** A population that is observed as a whole again and again, so that its snapshots may be compared. */
export const panels = pgTable('panels', {
  panelId: smallint('panel_id').primaryKey().generatedAlwaysAsIdentity(),
  /** Short name used in URLs: `hub`, `hub-head`, `do-me`. */
  panel: text('panel').notNull().unique(),
  title: text('title').notNull(),
  /** One sentence: which models are in, which are not. */
  population: text('population').notNull(),
  /** `live` is asked on schedule; `recording` ships with the product; `history` was imported. */
  kind: text('kind', { enum: ['live', 'recording', 'history'] }).notNull(),
  sourceTitle: text('source_title').notNull(),
  sourceUrl: text('source_url').notNull(),
  /** License and attribution the source asks for. */
  terms: text('terms').notNull(),
  /** Smaller comes first where a page must choose a panel. */
  rank: smallint('rank').notNull(),
  /** True where a model that a complete look does not name is gone from the source, not merely out of a list. */
  whole: boolean('whole').notNull().default(false),
  /** Days from one look to the next when nothing is missing; null where looks come irregularly. */
  everyDays: smallint('every_days'),
  /** The reference version that judged its newest state. */
  judgedBy: integer('judged_by'),
  /** Observations before this month's first day are in `observation_months`. */
  packedBefore: date('packed_before').notNull().default('0001-01-01'),
  /** The sums of weeks before this Monday are folded into `rollup_weeks` and `rollup_days`. */
  foldedBefore: date('folded_before').notNull().default('0001-01-01'),
  /** Whether its kinds are so many that sums by slice are kept beside them. db/functions/37-slices.sql */
  sliced: boolean('sliced').notNull().default(false),
  /** The day that its life tables and derivatives are of. db/functions/33-structure.sql */
  structureAsOf: date('structure_as_of'),
});

/** One complete look at one panel on one UTC day. Readers see it only once it is `published`. */
export const snapshots = pgTable(
  'snapshots',
  {
    snapshotId: integer('snapshot_id').primaryKey().generatedAlwaysAsIdentity(),
    panelId: smallint('panel_id')
      .notNull()
      .references(() => panels.panelId),
    asOf: date('as_of').notNull(),
    status: text('status', { enum: ['open', 'published', 'superseded', 'rejected'] })
      .notNull()
      .default('open'),
    /** Fencing token of the run that may write. A run that lost its token writes nothing. */
    token: text('token').notNull(),
    /** Where the next page is asked. Null before the first page and after the last. */
    resumeFrom: text('resume_from'),
    walkEnded: timestamp('walk_ended', { withTimezone: true }),
    openedAt: timestamp('opened_at', { withTimezone: true }).notNull().defaultNow(),
    touchedAt: timestamp('touched_at', { withTimezone: true }).notNull().defaultNow(),
    publishedAt: timestamp('published_at', { withTimezone: true }),
    pages: integer('pages').notNull().default(0),
    records: integer('records').notNull().default(0),
    duplicates: integer('duplicates').notNull().default(0),
    skipped: integer('skipped').notNull().default(0),
    repaired: integer('repaired').notNull().default(0),
    /** The file and revision a history was read from; null for a look taken live. */
    source: text('source'),
    /** Models in the panel at publication. */
    models: integer('models'),
    /** Whether it recorded the all-time counter of any model. */
    hasAllTime: boolean('has_all_time').notNull().default(false),
    /** The reference version that judged its sums. */
    judgedBy: integer('judged_by'),
    /** One entry per check: `{ check, passed, says }`. */
    checks: jsonb('checks').notNull().default(sql`'[]'::jsonb`),
  },
  (t) => [
    uniqueIndex('snapshots_one_open').on(t.panelId).where(sql`status = 'open'`),
    uniqueIndex('snapshots_one_published').on(t.panelId, t.asOf).where(sql`status = 'published'`),
    index('snapshots_by_day').on(t.panelId, t.asOf),
  ],
);

/** One answer of a walk: what was asked, when, and what became of its records. */
export const snapshotPages = pgTable(
  'snapshot_pages',
  {
    snapshotId: integer('snapshot_id').notNull(),
    page: integer('page').notNull(),
    asked: text('asked').notNull(),
    fetchedAt: timestamp('fetched_at', { withTimezone: true }).notNull(),
    records: integer('records').notNull(),
    stored: integer('stored').notNull(),
    skipped: integer('skipped').notNull(),
  },
  (t) => [uniqueIndex('snapshot_pages_pkey').on(t.snapshotId, t.page)],
);

/** A counter that grows whenever readers could see something new. Caches and ETags are keyed on it. */
export const publication = pgTable('publication', {
  only: smallint('only').primaryKey().default(1),
  version: integer('version').notNull().default(0),
  changedAt: timestamp('changed_at', { withTimezone: true }).notNull().defaultNow(),
});
