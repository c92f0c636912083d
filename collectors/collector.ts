import type { Db } from '../db/client.ts';

/** The world outside, handed in: tests decide what day it is and what the source answers. */
export interface Effects {
  fetch: typeof fetch;
  now: () => Date;
  /** Waits; rejects when `signal` aborts. */
  sleep: (ms: number) => Promise<void>;
  /** A number from 0 to 1, for jitter. */
  random: () => number;
  /** Event in the past tense, then facts. */
  log: (event: string, facts: Record<string, unknown>) => void;
  /** Aborts when the process is asked to stop. */
  signal: AbortSignal;
}

/** A population that is observed again and again. Registered in `panels`. */
export interface Panel {
  panel: string;
  title: string;
  population: string;
  kind: 'live' | 'recording' | 'history';
  sourceTitle: string;
  sourceUrl: string;
  terms: string;
  /** Smaller comes first where a site page must choose. */
  rank: number;
  /** True where a model that a complete look does not name is gone from the source, not merely out of a list. */
  whole: boolean;
  /** Days from one look to the next when nothing is missing; null where looks come irregularly. */
  everyDays: number | null;
}

/** One answer of a walk: raw entries and where to go on. */
export interface Page {
  entries: readonly unknown[];
  /** What was asked, for the record. */
  asked: string;
  fetchedAt: Date;
  /** Resume point after this page; null when the walk is over. */
  next: string | null;
}

/** What a record says about a model, in our words. Null: looked and absent. */
export interface ModelRecord {
  /** The Hub's object id; null where the source has none. */
  objectId: string | null;
  repoId: string;
  namespace: string;
  repoCreatedAt: Date | null;
  /** Downloads in the 30 days before the page was read. A rolling count: never sum it over dates. */
  downloads30d: number | null;
  downloadsAllTime: number | null;
  likes: number | null;
  attributes: ModelAttributes;
  /** Values that were dropped or mended, as `field: reason`. The record itself is kept. */
  repairs: readonly string[];
}

export interface ModelAttributes {
  licenseId: string | null;
  licenseName: string | null;
  licenseLink: string | null;
  /** Where the license was read; null when this source does not record licenses. */
  licenseSource: string | null;
  parameters: number | null;
  parametersSource: string;
  safetensorsParameters: number | null;
  ggufParameters: number | null;
  /** Weights used per token, where the name states them (`30B-A3B`); null for a dense or unstated model. */
  activeParameters: number | null;
  task: string | null;
  library: string | null;
  /** File formats the record names: `safetensors`, `gguf`, `onnx`, … Sorted. */
  formats: readonly string[];
  /** How the weights are packed (`gguf`, `gptq`, `awq`, `4-bit`, …); null for full precision, adapters, drafts and heads. */
  quantization: string | null;
  gated: string | null;
  disabled: boolean | null;
  baseModels: readonly string[];
  /** Object ids of `baseModels`, in the same places, as the Hub resolved them; empty where it did not. */
  baseObjectIds: readonly string[];
  relation: string | null;
  /** Where the bases were declared: `hub` (resolved by the Hub), `card`, `tags`; null without bases. */
  lineageSource: string | null;
  tags: readonly string[];
}

/** Where a walk stands: nothing before the first page, then what the last stored page left behind. */
export interface WalkState {
  resumeFrom: string | null;
  pages: number;
  records: number;
}

/** One claim about a look that must hold before anyone may see it. */
export interface Check {
  check: string;
  passed: boolean;
  /** A sentence with the numbers. */
  says: string;
}

/** What the checks may look at. */
export interface Look {
  asOf: string;
  models: number;
  records: number;
  skipped: number;
  /** Records kept without one or more of their values. */
  repaired: number;
  duplicates: number;
  sumDownloads30d: number;
  /** Of the newest published snapshot of the panel; null when there is none. */
  previous: { asOf: string; models: number; sumDownloads30d: number } | null;
}

/** Takes snapshots of one panel of one source. */
export interface Collector {
  panel: Panel;
  /** The file and revision a history is read from. */
  source?: string;
  /** The UTC day the look belongs to; the day the run started for a live source. */
  asOf: (effects: Effects) => string;
  /** Pages in order, from a resume point. Throws `SourceError` when the source refuses for good. */
  walk: (effects: Effects, from: WalkState) => AsyncIterable<Page>;
  /** Throws `ParseError` when the entry cannot be a model. */
  parse: (entry: unknown) => ModelRecord;
  /** Checks beyond those every panel must pass. */
  checks?: (look: Look) => Check[];
  /** Pages and models to expect, for progress; null when unknown. */
  expected?: (db: Db) => Promise<{ models: number } | null>;
}
