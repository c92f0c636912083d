import { sql } from 'drizzle-orm';
import {
  bigint,
  boolean,
  date,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  smallint,
  text,
  timestamp,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core';

/** The identity of a model. Renames change `repo_id` and keep the row. */
export const models = pgTable(
  'models',
  {
    modelId: integer('model_id').primaryKey().generatedAlwaysAsIdentity(),
    /** The Hub's object id, 24 hex digits. Null while the model is known from a recording only. */
    objectId: text('object_id'),
    repoId: text('repo_id').notNull(),
    namespace: text('namespace').notNull(),
    /** When the repo appeared on the Hub. Null below the Hub's floor of March 2022 or not recorded. */
    repoCreatedAt: timestamp('repo_created_at', { withTimezone: true }),
    firstSeenOn: date('first_seen_on').notNull(),
    /** The first day a complete look at everything did not name it. Null while it is there. */
    missingSince: date('missing_since'),
    /** A second complete look confirmed that it is gone: a tombstone. Its past counts stay. */
    removedOn: date('removed_on'),
  },
  (t) => [
    uniqueIndex('models_object_id').on(t.objectId),
    index('models_repo_id').on(t.repoId),
    index('models_namespace').on(t.namespace),
  ],
);

/**
 * Names to search in, lower case. Filled right after a publication, not in it: its index takes as long to
 * grow as everything else of a first publication together.
 */
export const modelNames = pgTable(
  'model_names',
  {
    modelId: integer('model_id').primaryKey(),
    name: text('name').notNull(),
  },
  (t) => [index('model_names_trgm').using('gin', sql`${t.name} gin_trgm_ops`)],
);

/** What the source says a model is, beside its counters. The same columns stand in three tables. */
const described = {
  /** What the repo declares, verbatim; several ids are joined by `+`. */
  licenseId: text('license_id'),
  licenseName: text('license_name'),
  licenseLink: text('license_link'),
  /** Where the license was read. Null: this source does not record licenses. */
  licenseSource: text('license_source'),
  /** Total weights by the best single record; `parameters_source` says which. */
  parameters: bigint('parameters', { mode: 'number' }),
  parametersSource: text('parameters_source').notNull(),
  /** As served: the sum over `safetensors.parameters` or its `total`, and `gguf.total` where sane. */
  safetensorsParameters: bigint('safetensors_parameters', { mode: 'number' }),
  ggufParameters: bigint('gguf_parameters', { mode: 'number' }),
  activeParameters: bigint('active_parameters', { mode: 'number' }),
  task: text('task'),
  library: text('library'),
  formats: text('formats').array(),
  quantization: text('quantization'),
  gated: text('gated'),
  disabled: boolean('disabled'),
  baseModels: text('base_models').array(),
  /** In the places of `base_models`; empty text where the Hub resolved none. */
  baseObjectIds: text('base_object_ids').array(),
  relation: text('relation'),
  lineageSource: text('lineage_source'),
  /** Sorted, without the prefixes that have a column of their own. */
  tags: text('tags').array(),
};

/** Versions of what a panel says about a model. A row is written when something changed. */
export const modelAttributes = pgTable(
  'model_attributes',
  {
    modelId: integer('model_id').notNull(),
    snapshotId: integer('snapshot_id').notNull(),
    panelId: smallint('panel_id').notNull(),
    /** The name the model had then: a rename may change its publisher from that day on, not before. */
    repoId: text('repo_id').notNull(),
    ...described,
  },
  (t) => [primaryKey({ columns: [t.modelId, t.panelId, t.snapshotId] })],
);

/** What a snapshot says about the counters of a model. Written on change; partitioned by month of `as_of`. */
export const observations = pgTable(
  'observations',
  {
    downloads30d: bigint('downloads_30d', { mode: 'number' }),
    downloadsAllTime: bigint('downloads_all_time', { mode: 'number' }),
    modelId: integer('model_id').notNull(),
    likes: integer('likes'),
    snapshotId: integer('snapshot_id').notNull(),
    asOf: date('as_of').notNull(),
    /** The page of the walk that said so; its time stands in `snapshot_pages`. */
    page: integer('page').notNull(),
    panelId: smallint('panel_id').notNull(),
    /** False: the model was in the panel and is not any more. */
    present: boolean('present').notNull(),
  },
  (t) => [primaryKey({ columns: [t.modelId, t.panelId, t.asOf, t.snapshotId] })],
);

/** Closed months, packed: the observations of one model in one month, in the order they were made. */
export const observationMonths = pgTable(
  'observation_months',
  {
    modelId: integer('model_id').notNull(),
    panelId: smallint('panel_id').notNull(),
    month: date('month').notNull(),
    firstSnapshot: integer('first_snapshot').notNull(),
    snapshots: integer('snapshots').array().notNull(),
    pages: integer('pages').array().notNull(),
    downloads30d: bigint('downloads_30d', { mode: 'number' }).array().notNull(),
    downloadsAllTime: bigint('downloads_all_time', { mode: 'number' }).array().notNull(),
    likes: integer('likes').array().notNull(),
    /** Snapshots of the month in which the model was not in the panel any more. */
    absent: integer('absent').array().notNull(),
  },
  (t) => [primaryKey({ columns: [t.modelId, t.panelId, t.month] })],
);

/** The newest published state of every model of a panel, and how it is judged. */
export const panelModels = pgTable(
  'panel_models',
  {
    panelId: smallint('panel_id').notNull(),
    modelId: integer('model_id').notNull(),
    downloads30d: bigint('downloads_30d', { mode: 'number' }),
    downloadsAllTime: bigint('downloads_all_time', { mode: 'number' }),
    likes: integer('likes'),
    present: boolean('present').notNull(),
    /** Hash of the described columns; equal means nothing to write. */
    fingerprint: uuid('fingerprint').notNull(),
    /** The snapshot whose `model_attributes` row is in force. */
    describedBy: integer('described_by').notNull(),
    parameters: bigint('parameters', { mode: 'number' }),
    parametersSource: text('parameters_source').notNull(),
    /** Weights by its own record or by the curated list, before a packed model takes those of its base. */
    ownParameters: bigint('own_parameters', { mode: 'number' }),
    ownParametersSource: text('own_parameters_source').notNull().default('unknown'),
    activeParameters: bigint('active_parameters', { mode: 'number' }),
    packed: boolean('packed').notNull().default(false),
    licenseId: text('license_id'),
    /** What the inheritance rules look up: the license id, or its name where the id is `other`. */
    licenseKey: text('license_key').notNull().default('none'),
    relation: text('relation'),
    /** Root of the declared lineage; null where it has no declared base, or its root was never seen. */
    rootId: integer('root_id'),
    /** Name of the root; null where it has no declared base. */
    rootRepoId: text('root_repo_id'),
    /** How its license stands to those of its bases; the least favourable of its edges. */
    inheritance: text('inheritance').notNull().default('no-base'),
    country: text('country').notNull(),
    region: text('region').notNull(),
    sizeClass: text('size_class').notNull(),
    licenseClass: text('license_class').notNull(),
    kindId: integer('kind_id'),
    /** The corrected release date, or the day the repository appeared. */
    releasedOn: date('released_on'),
    /** On the reviewed list of infrastructure models. */
    listed: boolean('listed').notNull().default(false),
    /** The curated family that a tag names first; null for none. */
    mentions: text('mentions'),
  },
  (t) => [
    primaryKey({ columns: [t.panelId, t.modelId] }),
    // One row comparison serves the cursor: models without the counter come last, ties break by model.
    index('panel_models_by_downloads')
      .on(t.panelId, sql`(coalesce(${t.downloads30d}, -1))`, t.modelId)
      .where(sql`present`),
    index('panel_models_by_cell')
      .on(t.panelId, t.region, t.sizeClass, t.licenseClass, sql`(coalesce(${t.downloads30d}, -1))`, t.modelId)
      .where(sql`present`),
    // The feed of releases: newest day first, most downloaded of it first. The second holds what may be notable.
    index('panel_models_by_release')
      .on(t.panelId, t.releasedOn, sql`(coalesce(${t.downloads30d}, -1))`, t.modelId)
      .where(sql`present`),
    index('panel_models_notable')
      .on(t.panelId, t.releasedOn, sql`(coalesce(${t.downloads30d}, -1))`, t.modelId)
      .where(sql`present and (downloads_30d >= 1000 or (root_repo_id is null and country <> 'UNREVIEWED'))`),
  ],
);

/** What the open run of a panel has read so far. Emptied at publication; list-partitioned by panel. */
export const stagedModels = pgTable(
  'staged_models',
  {
    panelId: smallint('panel_id').notNull(),
    /** The object id, or the repo id where the source has none. */
    stageKey: text('stage_key').notNull(),
    objectId: text('object_id'),
    repoId: text('repo_id').notNull(),
    namespace: text('namespace').notNull(),
    repoCreatedAt: timestamp('repo_created_at', { withTimezone: true }),
    page: integer('page').notNull(),
    downloads30d: bigint('downloads_30d', { mode: 'number' }),
    downloadsAllTime: bigint('downloads_all_time', { mode: 'number' }),
    likes: integer('likes'),
    fingerprint: uuid('fingerprint').notNull(),
    ...described,
  },
  (t) => [primaryKey({ columns: [t.panelId, t.stageKey] })],
);

/** Gaps, rejected snapshots, skipped records, falls of counters. Shown on the site; never changes a figure. */
export const qualityLog = pgTable(
  'quality_log',
  {
    entryId: integer('entry_id').primaryKey().generatedAlwaysAsIdentity(),
    panelId: smallint('panel_id').notNull(),
    snapshotId: integer('snapshot_id'),
    asOf: date('as_of').notNull(),
    kind: text('kind').notNull(),
    /** Set where the entry concerns one model. */
    modelId: integer('model_id'),
    /** One sentence for readers. */
    says: text('says').notNull(),
    facts: jsonb('facts').notNull().default(sql`'{}'::jsonb`),
    loggedAt: timestamp('logged_at', { withTimezone: true }).notNull().defaultNow(),
  },
  (t) => [index('quality_log_by_day').on(t.panelId, t.asOf)],
);

/** Which slot of which job ran, where, and how it ended. A slot belongs to the worker that inserted its row. */
export const jobRun = pgTable(
  'job_run',
  {
    job: text('job').notNull(),
    slot: timestamp('slot', { withTimezone: true }).notNull(),
    worker: text('worker').notNull(),
    startedAt: timestamp('started_at', { withTimezone: true }).notNull().defaultNow(),
    heartbeatAt: timestamp('heartbeat_at', { withTimezone: true }).notNull().defaultNow(),
    finishedAt: timestamp('finished_at', { withTimezone: true }),
    state: text('state', { enum: ['running', 'done', 'failed', 'rejected'] })
      .notNull()
      .default('running'),
    says: text('says'),
  },
  (t) => [primaryKey({ columns: [t.job, t.slot] })],
);
