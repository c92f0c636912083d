import { bigint, integer, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';

const sums = {
  models: integer('models').notNull(),
  downloads30d: bigint('downloads_30d', { mode: 'number' }).notNull(),
  /** Null where the panel does not record the all-time counter. */
  downloadsAllTime: bigint('downloads_all_time', { mode: 'number' }),
  likes: bigint('likes', { mode: 'number' }).notNull(),
};

/** The cube of one published snapshot: every combination of region, size class and license class that occurs. */
export const rollupCells = pgTable(
  'rollup_cells',
  {
    snapshotId: integer('snapshot_id').notNull(),
    region: text('region').notNull(),
    sizeClass: text('size_class').notNull(),
    licenseClass: text('license_class').notNull(),
    ...sums,
  },
  (t) => [primaryKey({ columns: [t.snapshotId, t.region, t.sizeClass, t.licenseClass] })],
);

/** Sums by one grouping that is not in the cube: `country`, `license`, `month` of creation, `namespace` (largest). */
export const rollupGroups = pgTable(
  'rollup_groups',
  {
    snapshotId: integer('snapshot_id').notNull(),
    grouping: text('grouping').notNull(),
    value: text('value').notNull(),
    ...sums,
  },
  (t) => [primaryKey({ columns: [t.snapshotId, t.grouping, t.value] })],
);
