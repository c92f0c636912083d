import {
  bigint,
  boolean,
  date,
  doublePrecision,
  index,
  integer,
  numeric,
  pgTable,
  primaryKey,
  smallint,
  text,
  uniqueIndex,
} from 'drizzle-orm/pg-core';

/** Where models come from: the roots of a declared lineage by publisher and family, with weights that sum to 1. */
export const origins = pgTable('origins', {
  originId: integer('origin_id').primaryKey().generatedAlwaysAsIdentity(),
  /** The parts as one text, in order; equal texts are equal origins. */
  parts: text('parts').notNull().unique(),
});

export const originParts = pgTable(
  'origin_parts',
  {
    originId: integer('origin_id').notNull(),
    /** As in `kinds.holder`. */
    holder: text('holder').notNull(),
    /** A curated family; empty for none. */
    family: text('family').notNull(),
    weight: doublePrecision('weight').notNull(),
  },
  (t) => [primaryKey({ columns: [t.originId, t.holder, t.family] })],
);

/** Kinds of models: every combination that occurs of what figures can be grouped by and narrowed to. */
export const kinds = pgTable(
  'kinds',
  {
    kindId: integer('kind_id').primaryKey().generatedAlwaysAsIdentity(),
    /** The publisher of the namespace with the day its facts begin (`elastic@2025-10-09`); empty: unreviewed. */
    holder: text('holder').notNull(),
    originId: integer('origin_id').notNull(),
    /** Place in `SIZE_CELLS`; −1 is unknown. */
    sizeCell: smallint('size_cell').notNull(),
    license: text('license').notNull(),
    licenseClass: text('license_class').notNull(),
    task: text('task').notNull(),
    library: text('library').notNull(),
    format: text('format').notNull(),
    relation: text('relation').notNull(),
    inheritance: text('inheritance').notNull(),
    gated: text('gated').notNull(),
    year: text('year').notNull(),
    tracked: boolean('tracked').notNull(),
    firstParty: boolean('first_party').notNull(),
  },
  (t) => [
    uniqueIndex('kinds_once').on(
      t.holder,
      t.originId,
      t.sizeCell,
      t.license,
      t.licenseClass,
      t.task,
      t.library,
      t.format,
      t.relation,
      t.inheritance,
      t.gated,
      t.year,
      t.tracked,
      t.firstParty,
    ),
  ],
);

/** Cells: kinds of models by the few dimensions that are kept day by day. */
export const cells = pgTable(
  'cells',
  {
    cellId: integer('cell_id').primaryKey().generatedAlwaysAsIdentity(),
    region: text('region').notNull(),
    mixId: integer('mix_id').notNull(),
    sizeCell: smallint('size_cell').notNull(),
    licenseClass: text('license_class').notNull(),
    relation: text('relation').notNull(),
    infrastructure: boolean('infrastructure').notNull(),
  },
  (t) => [
    uniqueIndex('cells_once').on(t.region, t.mixId, t.sizeCell, t.licenseClass, t.relation, t.infrastructure),
  ],
);

/** The regions of an origin, with weights that sum to 1. */
export const mixes = pgTable('mixes', {
  mixId: integer('mix_id').primaryKey().generatedAlwaysAsIdentity(),
  parts: text('parts').notNull().unique(),
});

export const mixParts = pgTable(
  'mix_parts',
  {
    mixId: integer('mix_id').notNull(),
    region: text('region').notNull(),
    weight: doublePrecision('weight').notNull(),
  },
  (t) => [primaryKey({ columns: [t.mixId, t.region] })],
);

const sums = {
  models: integer('models').notNull(),
  downloads30d: bigint('downloads_30d', { mode: 'number' }).notNull(),
  downloadsAllTime: bigint('downloads_all_time', { mode: 'number' }).notNull(),
  likes: bigint('likes', { mode: 'number' }).notNull(),
  /** Gains since the snapshot before, and falls as positive numbers. */
  risen: bigint('risen', { mode: 'number' }).notNull(),
  fallen: bigint('fallen', { mode: 'number' }).notNull(),
  risenFirstYear: bigint('risen_first_year', { mode: 'number' }).notNull(),
  fallenFirstYear: bigint('fallen_first_year', { mode: 'number' }).notNull(),
  /** Sum of parameters, where known; and of parameters times downloads in 30 days. */
  parameters: numeric('parameters').notNull(),
  weighted: numeric('weighted').notNull(),
};

/** The sums of a snapshot by kind, until its week is folded; those of the newest snapshot are always here. */
export const rollupKinds = pgTable(
  'rollup_kinds',
  {
    snapshotId: integer('snapshot_id').notNull(),
    kindId: integer('kind_id').notNull(),
    infrastructure: boolean('infrastructure').notNull(),
    ...sums,
  },
  (t) => [primaryKey({ columns: [t.snapshotId, t.kindId, t.infrastructure] })],
);

/** The same by cell. */
export const rollupCellSums = pgTable(
  'rollup_cell_sums',
  {
    snapshotId: integer('snapshot_id').notNull(),
    cellId: integer('cell_id').notNull(),
    ...sums,
  },
  (t) => [primaryKey({ columns: [t.snapshotId, t.cellId] })],
);

/** What the open week of the newest snapshot comes to so far: stocks of its last snapshot, flows added up. */
export const rollupOpenKinds = pgTable(
  'rollup_open_kinds',
  {
    panelId: smallint('panel_id').notNull(),
    kindId: integer('kind_id').notNull(),
    infrastructure: boolean('infrastructure').notNull(),
    ...sums,
  },
  (t) => [primaryKey({ columns: [t.panelId, t.kindId, t.infrastructure] })],
);

/** Slices: kinds by one or two of the columns of `slice_columns()` in db/functions/37-slices.sql. */
export const slices = pgTable(
  'slices',
  {
    sliceId: integer('slice_id').primaryKey().generatedAlwaysAsIdentity(),
    /** Which columns: 32 times the place of the first, plus that of the second or 0. */
    setNo: smallint('set_no').notNull(),
    a: text('a').notNull(),
    /** Empty where there is one column. */
    b: text('b').notNull(),
    infrastructure: boolean('infrastructure').notNull(),
    /** Of models that declare a base. */
    declared: boolean('declared').notNull(),
  },
  (t) => [uniqueIndex('slices_once').on(t.setNo, t.a, t.b, t.infrastructure, t.declared)],
);

export const rollupOpenSlices = pgTable(
  'rollup_open_slices',
  {
    panelId: smallint('panel_id').notNull(),
    sliceId: integer('slice_id').notNull(),
    ...sums,
    /** Of models of known size. Kinds and cells are of one size each, and need no sums of their own. */
    modelsSized: bigint('models_sized', { mode: 'number' }).notNull(),
    downloadsSized: bigint('downloads_sized', { mode: 'number' }).notNull(),
  },
  (t) => [primaryKey({ columns: [t.panelId, t.sliceId] })],
);

/** Folded weeks by slice, as `rollup_weeks`. */
export const rollupSlices = pgTable(
  'rollup_slices',
  {
    panelId: smallint('panel_id').notNull(),
    measure: text('measure').notNull(),
    span: smallint('span').notNull(),
    sliceId: integer('slice_id').notNull(),
    sums: numeric('sums').notNull(),
  },
  (t) => [primaryKey({ columns: [t.panelId, t.measure, t.sliceId, t.span] })],
);

/** Folded weeks: 624 sums side by side in one number, `width` digits each, oldest first. db/functions/32-fold.sql */
export const rollupWeeks = pgTable(
  'rollup_weeks',
  {
    panelId: smallint('panel_id').notNull(),
    measure: text('measure').notNull(),
    /** Weeks since 1970-01-05, divided by 624. */
    span: smallint('span').notNull(),
    kindId: integer('kind_id').notNull(),
    infrastructure: boolean('infrastructure').notNull(),
    sums: numeric('sums').notNull(),
  },
  (t) => [primaryKey({ columns: [t.panelId, t.measure, t.kindId, t.infrastructure, t.span] })],
);

/** Folded days: 112 sums side by side, by kind. For single days and for days in the middle of a week. */
export const rollupKindDays = pgTable(
  'rollup_kind_days',
  {
    panelId: smallint('panel_id').notNull(),
    measure: text('measure').notNull(),
    /** Days since 1970-01-05, divided by 112. */
    span: smallint('span').notNull(),
    kindId: integer('kind_id').notNull(),
    infrastructure: boolean('infrastructure').notNull(),
    sums: numeric('sums').notNull(),
  },
  (t) => [primaryKey({ columns: [t.panelId, t.measure, t.kindId, t.infrastructure, t.span] })],
);

/** The same by cell. */
export const rollupDays = pgTable(
  'rollup_days',
  {
    panelId: smallint('panel_id').notNull(),
    measure: text('measure').notNull(),
    /** Days since 1970-01-05, divided by 112. */
    span: smallint('span').notNull(),
    cellId: integer('cell_id').notNull(),
    sums: numeric('sums').notNull(),
  },
  (t) => [primaryKey({ columns: [t.panelId, t.measure, t.cellId, t.span] })],
);

/** Models of the newest snapshot by kind and month of release; the first of the month, null where not known. */
export const rollupBirths = pgTable(
  'rollup_births',
  {
    panelId: smallint('panel_id').notNull(),
    kindId: integer('kind_id').notNull(),
    infrastructure: boolean('infrastructure').notNull(),
    month: date('month'),
    models: integer('models').notNull(),
  },
  (t) => [index('rollup_births_by_panel').on(t.panelId, t.kindId)],
);

/** Medians of parameters, which cannot be added: per snapshot, for the whole and for single groups. */
export const rollupMedians = pgTable(
  'rollup_medians',
  {
    snapshotId: integer('snapshot_id').notNull(),
    /** Empty for the whole; else `region`, `creator-region`, `license`, `relation`, `modality`, `publisher-type`. */
    dimension: text('dimension').notNull(),
    value: text('value').notNull(),
    /** Infrastructure models left out. */
    without: boolean('without').notNull(),
    byModels: bigint('by_models', { mode: 'number' }),
    byDownloads: bigint('by_downloads', { mode: 'number' }),
  },
  (t) => [primaryKey({ columns: [t.snapshotId, t.dimension, t.value, t.without] })],
);
