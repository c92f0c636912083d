import type { Definition } from '../definition/definition.ts';

/** Groups of a figure: one entry per group, one id per dimension; `*` fits every id. */
export type Groups = readonly (readonly string[])[];

/** A question of one figure. `of` names no panel: the evaluation does. */
export type FigureAsk =
  /** Part of the figure’s total that the groups are, 0 to 1. */
  | { ask: 'share'; of: Definition; groups: Groups }
  /** What the groups amount to, in the unit of the measure; without groups, the whole. */
  | { ask: 'value'; of: Definition; groups: Groups }
  /** What the known groups from one place to another amount to, largest first, from 1. */
  | { ask: 'ranked'; of: Definition; from: number; to: number; as: 'share' | 'value' }
  /** Known groups with more than nothing. */
  | { ask: 'groups'; of: Definition }
  /** First day of the first period in which some groups exceed others, as a day number. */
  | { ask: 'first'; of: Definition; more: Groups; than: Groups }
  /** The smallest or largest share the groups had in a period, 0 to 1. */
  | { ask: 'extreme'; of: Definition; groups: Groups; which: 'least' | 'most' };

/** A question of the structure metrics, on the last snapshot up to `at`; null for the newest. */
export type StructureAsk =
  | {
      ask: 'concentration';
      level: 'model' | 'family' | 'namespace' | 'publisher' | 'country';
      measure: 'downloads30d' | 'downloadsAllTime';
      part: { top: number } | { topPart: number } | 'hhi' | 'effective' | 'gini' | 'giniActive';
      at: string | null;
    }
  /** Derivatives of the newest snapshot by family of the base or region of its publisher, released in `[from, until)`. */
  | {
      ask: 'derivatives';
      counting: 'direct' | 'descendants' | 'mentioned';
      threshold: 'all' | 'over-5' | 'over-200';
      family: readonly string[] | null;
      region: readonly string[] | null;
      from: string | null;
      until: string | null;
      /** `share`: of the derivatives of all curated families. */
      as: 'models' | 'share';
    }
  /** First-party models released in `[from, until)` with so many downloads of all time at an age in days. */
  | {
      ask: 'major';
      downloads: number;
      age: 7 | 14 | 30 | 60 | 90 | 180 | 365;
      region: string | null;
      from: string;
      until: string;
    }
  /** Models both among the most downloaded (30 days) and the most liked, or the former by year of release. */
  | { ask: 'leaders'; of: number; give: 'liked-too' | { released: string }; at: string | null }
  /** The largest growth of one model’s all-time counter in a day, among the hundred most downloaded. */
  | { ask: 'fastest-day'; at: string | null };

/** A question of the models of the newest snapshot, one by one; answers only for a day near it. */
export interface NewestAsk {
  ask: 'newest';
  /** The day the claim speaks of; null for whenever. */
  at: string | null;
  population: {
    /** Only the so many largest models, or models of the so many largest publishers. */
    top: { count: number; of: 'models' | 'publishers'; measure: Counter } | null;
    /** Only models that declare to be quantized. */
    quantized?: boolean;
    /** Only models of known size. */
    sized?: boolean;
    moreThan?: { measure: Counter; value: number };
  };
  /** What is counted of the population. Several conditions hold together. */
  where: NewestCondition;
  /** `models`: how many. `share`: of the population’s models. A counter: sum. `shareOf…`: part of that sum. */
  give: 'models' | 'share' | Counter | `shareOf-${Counter}`;
}

export type Counter = 'downloads30d' | 'downloadsAllTime' | 'likes';

export interface NewestCondition {
  regions?: readonly string[];
  licenseClasses?: readonly string[];
  licenses?: readonly string[];
  modalities?: readonly string[];
  /** Namespaces whose models count. */
  namespaces?: readonly string[];
  /** Publishers from one place to another of the population by downloads in 30 days. */
  publisherPlaces?: { from: number; to: number };
  parametersBelow?: number;
  below?: { measure: Counter; value: number };
  /** Models that nobody present declares as a base. */
  leaf?: boolean;
}

/** A question of named models, or of the reference. */
export type FactAsk =
  /** Sum over the models of their all-time counters at an age in days. */
  | { ask: 'at-age'; repos: readonly string[]; age: 7 | 14 | 30 | 60 | 90 | 180 | 365 }
  /** Sum of a counter over the models, as they stand near `at`. */
  | { ask: 'counter'; repos: readonly string[]; measure: Counter; at: string | null }
  /** What the all-time counters of the models grew by in `[from, until)`. */
  | { ask: 'grown'; repos: readonly string[]; from: string; until: string }
  /** What derivatives of the models, at any distance, are downloaded in 30 days, or how many there are, near `at`. */
  | {
      ask: 'subtree';
      root: readonly string[];
      give: 'models' | 'downloads30d' | 'downloadsAllTime';
      at: string | null;
    }
  /** Parameters of a model: reviewed, or else as the panel has them. */
  | { ask: 'parameters'; repo: string; which: 'total' | 'active' }
  /** Smallest or largest first-party model of a family, by parameters; `names` narrows by the part after the slash. */
  | { ask: 'family-size'; family: string; which: 'least' | 'most'; names?: string }
  /** How many of the families have a first-party model below so many parameters. */
  | { ask: 'families-below'; families: readonly string[]; parameters: number }
  /** 1 where every named license is in our table and its note holds the words, else 0. */
  | { ask: 'license-note'; licenses: readonly string[]; words: string }
  /** Largest first-party model released in a month: the least or most of the months, or months below a size. */
  | {
      ask: 'largest-by-month';
      region: string;
      from: string;
      until: string;
      give: 'least' | 'most' | { monthsBelow: number };
    }
  /** Declared edges whose child restricts less than its base, for each one whose child restricts more. */
  | { ask: 'looser-per-tighter' };

/** Arithmetic on other answers. */
export type SumAsk =
  | { ask: 'times'; over: Ask; under: Ask }
  | { ask: 'growth'; over: Ask; under: Ask }
  | { ask: 'less'; from: Ask; less: Ask }
  | { ask: 'scaled'; of: Ask; by: number }
  /** The one answer as a part of both together, 0 to 1. */
  | { ask: 'part'; of: Ask; beside: Ask };

/** How one number of a claim is computed. */
export type Ask = FigureAsk | StructureAsk | NewestAsk | FactAsk | SumAsk;
