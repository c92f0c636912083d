import { z } from 'zod';

/** What stands in `manifest.json`: a function of the snapshot, the program and the number of the edition. */
export type Manifest = z.infer<typeof manifestShape>;
export type ManifestFile = Manifest['files'][number];

/** What stands in `edition.json`: how this copy came about, and what it says anew. Not covered by the sums. */
export type Copy = z.infer<typeof copyShape>;

/** What changed in a figure of closed periods since another edition. */
export type Restated = Copy['restated'][number];

/** What stands in `retracted.json` once the files of an edition are gone. */
export type Retraction = z.infer<typeof retractionShape>;

const day = z.string().regex(/^\d{4}-\d\d-\d\d$/);

export const manifestShape = z.object({
  edition: z.string(),
  kind: z.enum(['whole', 'aggregates']),
  license: z.string(),
  panel: z.object({
    id: z.string(),
    title: z.string(),
    population: z.string(),
    kind: z.string(),
    source_title: z.string(),
    source_url: z.string(),
    terms: z.string(),
  }),
  snapshot: z.object({
    as_of: day,
    published_at: z.string(),
    models: z.number(),
    from: day,
    days: z.number(),
    /** Days whose sums stand as an older reference judged them. */
    days_unjudged: z.number(),
  }),
  schema_version: z.number(),
  code_version: z.string(),
  reference: z.object({ version: z.number(), sha256: z.string() }),
  /** Of models that are in the panel; null in an edition without models. */
  totals: z
    .object({
      models: z.number(),
      downloads_30d: z.string().nullable(),
      downloads_all_time: z.string().nullable(),
      likes: z.string().nullable(),
    })
    .nullable(),
  /** Equal keys mean equal content. */
  key: z.object({ panel: z.string(), whole: z.string() }),
  files: z.array(
    z.object({
      path: z.string(),
      table: z.string(),
      format: z.enum(['csv', 'parquet']),
      /** `YYYY-MM` where a table has a file per month. */
      month: z.string().nullable(),
      rows: z.number(),
      bytes: z.number(),
      sha256: z.string(),
      /** What the rows follow from. */
      key: z.string(),
    }),
  ),
  /** Files that describe: README, license, citation, and so on. */
  documents: z.array(z.object({ path: z.string(), bytes: z.number(), sha256: z.string() })),
});

export const copyShape = z.object({
  edition: z.string(),
  built_at: z.string(),
  /** The edition of the same day that this one stands in for. */
  restates: z.string().nullable(),
  /** The edition that was in force before, whichever day it was of; null for the first. */
  compared_with: z.string().nullable(),
  because: z.array(z.string()),
  restated: z.array(
    z.object({
      definition: z.string(),
      compared: z.number(),
      changed: z.number(),
      appeared: z.number(),
      vanished: z.number(),
      from: day.nullable(),
      until: day.nullable(),
      largest: z
        .object({ group: z.string(), period_from: day, before: z.number(), after: z.number() })
        .nullable(),
    }),
  ),
});

export const retractionShape = z.object({
  edition: z.string(),
  /** `retracted`: what it says is wrong. `removed`: it was right, and made room. */
  kind: z.enum(['retracted', 'removed']).default('retracted'),
  retracted_at: z.string(),
  because: z.string(),
});

export const MANIFEST = 'manifest.json';
export const COPY = 'edition.json';
export const RETRACTED = 'retracted.json';
export const SUMS = 'SHA256SUMS';
