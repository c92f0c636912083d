/** A base as a card names it. */
export interface SaidBase {
  /** The name on the card; it may be an old one. */
  name: string;
  /** Place in `World.models`; null for a model that is never in the panel. */
  model: number | null;
  /** True where the Hub adds the object id of the base. */
  resolved: boolean;
}

/** What a record says about a model, beside its counters. The same object stands for the same record. */
export interface Said {
  repoId: string;
  licenseId: string | null;
  licenseName: string | null;
  /** Null: licenses are not recorded. */
  licenseSource: string | null;
  parameters: number | null;
  parametersSource: string;
  quantization: string | null;
  task: string | null;
  library: string | null;
  formats: readonly string[];
  gated: string | null;
  bases: readonly SaidBase[];
  relation: string | null;
}

/** One model in a look. */
export interface Entry {
  /** Place in `World.models`. */
  model: number;
  said: Said;
  downloads30d: number | null;
  downloadsAllTime: number | null;
  likes: number | null;
}

/** Everything that was seen on a day. Only what is published counts; a superseded look gave way to one of the same day. */
export interface WorldLook {
  day: string;
  fate: 'published' | 'superseded' | 'rejected';
  entries: readonly Entry[];
}

export interface WorldModel {
  objectId: string;
  /** An instant in UTC; null below the Hub’s floor. */
  createdAt: string | null;
}

/** A fact about a publisher, valid on days from `from` up to, not including, `until`. */
export interface PublisherFact {
  publisher: string;
  type: string;
  country: string;
  from: string;
  until: string;
}

export interface NamespaceFact {
  namespace: string;
  publisher: string;
  from: string;
  until: string;
}

/** What is known about a world, as the reference holds it. */
export interface Facts {
  regions: ReadonlyMap<string, string>;
  publishers: readonly PublisherFact[];
  namespaces: readonly NamespaceFact[];
  /** Countries of publishers that have several, the first one first. */
  countries: ReadonlyMap<string, readonly string[]>;
  packagers: ReadonlySet<string>;
  licenses: ReadonlyMap<string, LicenseFact>;
  rules: readonly RuleFact[];
  parameters: ReadonlyMap<string, number>;
  /** In order; the first that fits decides. Null fits every name of the namespace. */
  familyRepos: readonly { family: string; namespace: string; name: RegExp | null }[];
  /** Where the word begins in a name in lower case: no letter stands before it. */
  familyWords: readonly { word: RegExp; family: string }[];
  infrastructure: ReadonlySet<string>;
  downloadsPerLike: number;
  releases: ReadonlyMap<string, string>;
  tracked: ReadonlySet<string>;
  tasks: ReadonlyMap<string, { modality: string; language: boolean }>;
  libraries: ReadonlySet<string>;
  /** The most specific to a runtime first. */
  formats: readonly string[];
}

export interface LicenseFact {
  license: string;
  family: string | null;
  class: string;
  osi_approved: string;
  commercial_use: string;
  derivatives: string;
  share_alike: string;
  use_restrictions: string;
}

export interface RuleFact {
  place: number;
  parent_class: string | null;
  parent_share_alike: string | null;
  parent_derivatives: string | null;
  child_class: string | null;
  relation: string | null;
  verdict: string;
}

export interface World {
  models: readonly WorldModel[];
  /** By day; a superseded look stands before the one that took its place. */
  looks: readonly WorldLook[];
  facts: Facts;
}
