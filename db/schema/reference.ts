import {
  bigint,
  boolean,
  date,
  doublePrecision,
  integer,
  pgTable,
  primaryKey,
  smallint,
  text,
  timestamp,
} from 'drizzle-orm/pg-core';

/** One row per distinct content of `db/reference/` that was ever loaded; the newest is in force. */
export const referenceVersions = pgTable('reference_versions', {
  version: integer('version').primaryKey().generatedAlwaysAsIdentity(),
  /** sha256 over all files. */
  contentHash: text('content_hash').notNull().unique(),
  loadedAt: timestamp('loaded_at', { withTimezone: true }).notNull().defaultNow(),
  /** When everything published had been judged by it. Null: a start was interrupted, and the next one goes on. */
  judgedAt: timestamp('judged_at', { withTimezone: true }),
});

/** Countries by ISO 3166-1 code, plus the reserved values INTL, PERSON and UNKNOWN. */
export const refCountries = pgTable('ref_countries', {
  country: text('country').primaryKey(),
  name: text('name').notNull(),
  /** An id of `db/vocab/regions.ts`. */
  region: text('region').notNull(),
  subregion: text('subregion'),
  bloc: text('bloc'),
});

/** Facts about publishers. Several rows per publisher are allowed where their dates do not overlap. */
export const refPublishers = pgTable(
  'ref_publishers',
  {
    publisherId: text('publisher_id').notNull(),
    name: text('name').notNull(),
    parent: text('parent'),
    type: text('type').notNull(),
    country: text('country').notNull(),
    /** Half-open: valid on days d with valid_from <= d < valid_to. */
    validFrom: date('valid_from').notNull(),
    validTo: date('valid_to').notNull(),
    confidence: text('confidence').notNull(),
    evidence: text('evidence'),
    checkedOn: date('checked_on').notNull(),
    note: text('note'),
  },
  (t) => [primaryKey({ columns: [t.publisherId, t.validFrom] })],
);

/** Which publisher owns a namespace, exact and case-sensitive. */
export const refNamespaces = pgTable(
  'ref_namespaces',
  {
    namespace: text('namespace').notNull(),
    publisherId: text('publisher_id').notNull(),
    validFrom: date('valid_from').notNull(),
    validTo: date('valid_to').notNull(),
  },
  (t) => [primaryKey({ columns: [t.namespace, t.validFrom] })],
);

/** Licenses by the id the Hub uses, or by `license_name` where the id is `other`. */
export const refLicenses = pgTable('ref_licenses', {
  license: text('license').primaryKey(),
  name: text('name').notNull(),
  family: text('family'),
  /** An id of `db/vocab/license-classes.ts`. */
  class: text('class').notNull(),
  osiApproved: text('osi_approved').notNull(),
  commercialUse: text('commercial_use').notNull(),
  redistribution: text('redistribution').notNull(),
  derivatives: text('derivatives').notNull(),
  shareAlike: text('share_alike').notNull(),
  useRestrictions: text('use_restrictions').notNull(),
  note: text('note'),
  evidence: text('evidence').notNull(),
  checkedOn: date('checked_on').notNull(),
});

/** Parameter counts read and reviewed by people; they win over what files say. */
export const refParameters = pgTable('ref_parameters', {
  repoId: text('repo_id').primaryKey(),
  parameters: bigint('parameters', { mode: 'number' }).notNull(),
  /** Weights used per token of a mixture of experts; null where not known or not a mixture. */
  activeParameters: bigint('active_parameters', { mode: 'number' }),
  evidence: text('evidence').notNull(),
});

/** How the license of a derivative may stand to that of its base. The first rule that fits decides. */
export const refInheritanceRules = pgTable('ref_inheritance_rules', {
  rule: text('rule').primaryKey(),
  place: integer('place').notNull().unique(),
  /** Empty conditions hold for everything. Values of a column are separated by spaces. */
  parentClass: text('parent_class'),
  parentShareAlike: text('parent_share_alike'),
  parentDerivatives: text('parent_derivatives'),
  childClass: text('child_class'),
  /** `same-license`: both declare the same; `same-family`: both are of one family. */
  relation: text('relation'),
  verdict: text('verdict').notNull(),
  reason: text('reason').notNull(),
});

/** License classes in order of how much they restrict; null where nobody can tell. From `db/vocab/license-classes.ts`. */
export const refLicenseClasses = pgTable('ref_license_classes', {
  class: text('class').primaryKey(),
  tightness: smallint('tightness'),
});

/** Size schemes: `classes[i]` holds totals from `bounds[i]` up to, not including, `bounds[i + 1]`. */
export const refSizeSchemes = pgTable('ref_size_schemes', {
  scheme: text('scheme').primaryKey(),
  bounds: bigint('bounds', { mode: 'number' }).array().notNull(),
  classes: text('classes').array().notNull(),
});

/** Curated families, such as Llama or Qwen: a set of models under one name. */
export const refFamilies = pgTable('ref_families', {
  family: text('family').primaryKey(),
  name: text('name').notNull(),
  /** Whose family it is; its own repos are first-party. */
  publisherId: text('publisher_id').notNull(),
  note: text('note'),
  evidence: text('evidence').notNull(),
});

/** Which repos of its publisher belong to a family. The first rule that fits decides. */
export const refFamilyRepos = pgTable('ref_family_repos', {
  place: integer('place').primaryKey(),
  family: text('family').notNull(),
  namespace: text('namespace').notNull(),
  /** Regular expression on the part after the slash, whatever the case; null fits every repo of the namespace. */
  pattern: text('pattern'),
});

/** Words in names and tags that stand for a family; a word begins where no letter stands before it. */
export const refFamilyWords = pgTable('ref_family_words', {
  word: text('word').primaryKey(),
  family: text('family').notNull(),
});

/** Reviewed list of infrastructure models: downloaded by machines far more than chosen by people. */
export const refInfrastructure = pgTable('ref_infrastructure', {
  repoId: text('repo_id').primaryKey(),
  reason: text('reason').notNull(),
  evidence: text('evidence').notNull(),
});

/** Numbers that rules use, each with its version. */
export const refRules = pgTable('ref_rules', {
  rule: text('rule').primaryKey(),
  version: integer('version').notNull(),
  value: doublePrecision('value').notNull(),
  says: text('says').notNull(),
});

/** Publishers that convert and re-upload the models of others. */
export const refPackagers = pgTable('ref_packagers', {
  publisherId: text('publisher_id').primaryKey(),
  reason: text('reason').notNull(),
});

/** Release dates that differ from the day the repository appeared. */
export const refReleaseDates = pgTable('ref_release_dates', {
  repoId: text('repo_id').primaryKey(),
  releasedOn: date('released_on').notNull(),
  evidence: text('evidence').notNull(),
});

/** The first-party language models that the ATOM project tracks. */
export const refTrackedModels = pgTable('ref_tracked_models', {
  repoId: text('repo_id').primaryKey(),
});

/** Countries of publishers that have several, the primary one first. */
export const refPublisherCountries = pgTable(
  'ref_publisher_countries',
  {
    publisherId: text('publisher_id').notNull(),
    place: smallint('place').notNull(),
    country: text('country').notNull(),
  },
  (t) => [primaryKey({ columns: [t.publisherId, t.place] })],
);

/** Dated notes that charts show. */
export const refAnnotations = pgTable('ref_annotations', {
  annotation: text('annotation').primaryKey(),
  /** Null: it concerns every panel. */
  panel: text('panel'),
  onDay: date('on_day').notNull(),
  /** Half-open; null for a single day. */
  untilDay: date('until_day'),
  kind: text('kind').notNull(),
  says: text('says').notNull(),
  source: text('source').notNull(),
});

/** Tasks of the Hub. From `db/vocab/tasks.ts`. */
export const refTasks = pgTable('ref_tasks', {
  task: text('task').primaryKey(),
  modality: text('modality').notNull(),
  /** True for language models, with or without pictures. */
  language: boolean('language').notNull(),
});

/** Words of `db/vocab/` that judging compares with: lists `library` and `format`. */
export const refVocabulary = pgTable(
  'ref_vocabulary',
  {
    list: text('list').notNull(),
    word: text('word').notNull(),
    place: smallint('place').notNull(),
  },
  (t) => [primaryKey({ columns: [t.list, t.word] })],
);

/**
 * Publishers as they are described on some days, with their countries, for each way of counting several countries and for
 * the facts of the day or of today. Made from the other tables by `place_holders()`.
 */
export const refHolderPlaces = pgTable(
  'ref_holder_places',
  {
    counting: text('counting').notNull(),
    facts: text('facts').notNull(),
    /** As in `kinds.holder`. */
    holder: text('holder').notNull(),
    country: text('country').notNull(),
    publisherId: text('publisher_id').notNull(),
    region: text('region').notNull(),
    type: text('type').notNull(),
    packager: boolean('packager').notNull(),
    weight: doublePrecision('weight').notNull(),
  },
  (t) => [primaryKey({ columns: [t.counting, t.facts, t.holder, t.country] })],
);

/** One row made from `ref_vocabulary` and `ref_family_words` by `list_words()`. */
export const knownWords = pgTable('known_words', {
  libraries: text('libraries').array().notNull(),
  /** In the order in which one of several counts. */
  formats: text('formats').array().notNull(),
  /** Finds the first word of a family, as `find_words()` does; null where there is none. */
  wordPattern: text('word_pattern'),
});
