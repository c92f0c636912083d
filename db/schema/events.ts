import { sql } from 'drizzle-orm';
import { bigint, date, index, integer, pgTable, smallint, text, timestamp } from 'drizzle-orm/pg-core';

/** What changed about a model from one look to the next. Judged on reading: see the view `changes`. */
export const changeEvents = pgTable(
  'change_events',
  {
    eventId: bigint('event_id', { mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    panelId: smallint('panel_id').notNull(),
    snapshotId: integer('snapshot_id').notNull(),
    asOf: date('as_of').notNull(),
    modelId: integer('model_id').notNull(),
    /** `license`, `gating`, `renamed`, `recreated`, `removed`, `reappeared`, `parameters`, `disabled`, `bases`, `task`. */
    kind: text('kind').notNull(),
    before: text('before'),
    after: text('after'),
  },
  (t) => [
    index('change_events_by_day').on(t.panelId, t.asOf, t.kind),
    index('change_events_by_model').on(t.modelId),
    index('change_events_renamed').on(t.before).where(sql`kind = 'renamed'`),
  ],
);

/** Records that could not be read, as they came, cut at 8 kB. At most a thousand per snapshot. */
export const skippedRecords = pgTable(
  'skipped_records',
  {
    snapshotId: integer('snapshot_id').notNull(),
    page: integer('page').notNull(),
    reason: text('reason').notNull(),
    record: text('record').notNull(),
    at: timestamp('at', { withTimezone: true }).notNull().defaultNow(),
  },
  (t) => [index('skipped_records_by_snapshot').on(t.snapshotId)],
);
