import {
  bigint,
  boolean,
  date,
  doublePrecision,
  index,
  integer,
  pgTable,
  primaryKey,
  smallint,
  text,
} from 'drizzle-orm/pg-core';

/** How unequal a snapshot is, at a level that sums by kind do not hold: models or namespaces. */
export const rollupConcentration = pgTable(
  'rollup_concentration',
  {
    snapshotId: integer('snapshot_id').notNull(),
    level: text('level', { enum: ['model', 'namespace'] }).notNull(),
    measure: text('measure').notNull(),
    /** Infrastructure models left out. */
    without: boolean('without').notNull(),
    units: integer('units').notNull(),
    /** Units with more than nothing. */
    active: integer('active').notNull(),
    total: bigint('total', { mode: 'number' }).notNull(),
    /** Sum of squared shares, 0 to 1. */
    hhi: doublePrecision('hhi'),
    giniAll: doublePrecision('gini_all'),
    giniActive: doublePrecision('gini_active'),
    /** Sums of the k largest, for the ks of `TOP_COUNTS` in `db/vocab/concentration.ts`. */
    tops: bigint('tops', { mode: 'number' }).array().notNull(),
    /** Sums of the largest p of all units, for the ps of `TOP_PARTS`. */
    parts: bigint('parts', { mode: 'number' }).array().notNull(),
  },
  (t) => [primaryKey({ columns: [t.snapshotId, t.level, t.measure, t.without] })],
);

/** The hundred largest models of a snapshot by a measure. */
export const rollupLeaders = pgTable(
  'rollup_leaders',
  {
    snapshotId: integer('snapshot_id').notNull(),
    measure: text('measure').notNull(),
    place: smallint('place').notNull(),
    modelId: integer('model_id').notNull(),
    value: bigint('value', { mode: 'number' }).notNull(),
  },
  (t) => [primaryKey({ columns: [t.snapshotId, t.measure, t.place] })],
);

/** When a model of a panel reached so many downloads of all time, by linear interpolation between snapshots. */
export const modelMilestones = pgTable(
  'model_milestones',
  {
    panelId: smallint('panel_id').notNull(),
    modelId: integer('model_id').notNull(),
    threshold: bigint('threshold', { mode: 'number' }).notNull(),
    reachedOn: date('reached_on').notNull(),
    /** Days from release; may have a fraction. */
    ageDays: doublePrecision('age_days').notNull(),
  },
  (t) => [primaryKey({ columns: [t.panelId, t.threshold, t.modelId] })],
);

/** Downloads of all time at the ages of `RAM_AGES`, by linear interpolation between snapshots. */
export const modelAges = pgTable(
  'model_ages',
  {
    panelId: smallint('panel_id').notNull(),
    modelId: integer('model_id').notNull(),
    age: smallint('age').notNull(),
    downloads: doublePrecision('downloads').notNull(),
    reachedOn: date('reached_on').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.panelId, t.modelId, t.age] }),
    index('model_ages_by_age').on(t.panelId, t.age, t.downloads),
  ],
);

/** Life table of the time to a number of downloads, of the newest snapshot. */
export const rollupSurvival = pgTable(
  'rollup_survival',
  {
    panelId: smallint('panel_id').notNull(),
    /** Empty for all; else a dimension. */
    dimension: text('dimension').notNull(),
    value: text('value').notNull(),
    threshold: bigint('threshold', { mode: 'number' }).notNull(),
    /** Whole days from release. */
    age: integer('age').notNull(),
    /** Models that reached this age without having reached the number before. */
    atRisk: integer('at_risk').notNull(),
    reached: integer('reached').notNull(),
    /** Models not observed beyond this age. */
    censored: integer('censored').notNull(),
  },
  (t) => [primaryKey({ columns: [t.panelId, t.dimension, t.value, t.threshold, t.age] })],
);

/** What a model’s downloads at an age are divided by. Frozen when made, never changed. */
export const ramBaselines = pgTable(
  'ram_baselines',
  {
    panelId: smallint('panel_id').notNull(),
    /** `2026-Q4`. */
    baseline: text('baseline').notNull(),
    sizeClass: text('size_class').notNull(),
    age: smallint('age').notNull(),
    /** The ten largest, largest first; fewer: no baseline. */
    models: integer('models').array().notNull(),
    downloads: doublePrecision('downloads').array().notNull(),
    frozenOn: date('frozen_on').notNull(),
  },
  (t) => [primaryKey({ columns: [t.panelId, t.baseline, t.sizeClass, t.age] })],
);

/** Derivatives of the newest snapshot by family, by region of the family’s publisher, and by month of release. */
export const rollupDerivatives = pgTable(
  'rollup_derivatives',
  {
    panelId: smallint('panel_id').notNull(),
    counting: text('counting', { enum: ['direct', 'descendants', 'mentioned'] }).notNull(),
    family: text('family').notNull(),
    region: text('region').notNull(),
    /** First of the month; `0001-01-01` where it is not known. */
    month: date('month').notNull(),
    models: doublePrecision('models').notNull(),
    /** Of these, with more than 5 downloads in 30 days, and with more than 200 of all time. */
    over5: doublePrecision('over_5').notNull(),
    over200: doublePrecision('over_200').notNull(),
  },
  (t) => [primaryKey({ columns: [t.panelId, t.counting, t.family, t.region, t.month] })],
);

/** Declared edges of the newest snapshot by the license classes of both ends. Of n bases each counts 1/n of the child. */
export const rollupLicensePairs = pgTable(
  'rollup_license_pairs',
  {
    panelId: smallint('panel_id').notNull(),
    /** `unseen` while no model of the declared name was ever seen. */
    parentClass: text('parent_class').notNull(),
    childClass: text('child_class').notNull(),
    verdict: text('verdict').notNull(),
    models: doublePrecision('models').notNull(),
    /** Of the children, in the previous 30 days. */
    downloads30d: doublePrecision('downloads_30d').notNull(),
  },
  (t) => [primaryKey({ columns: [t.panelId, t.parentClass, t.childClass, t.verdict] })],
);
