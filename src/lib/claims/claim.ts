import type { Ask } from './ask.ts';
import type { Unit } from './units.ts';

/** The sections of the ledger: claims of the articles, then of the literature by subject. */
export type Section = 'S' | 'C' | 'O' | 'D' | 'Z' | 'P' | 'K';

/**
 * How well the source is known: `F` read in the source named, `R` second-hand, `G` inferred, `M` from memory and
 * unchecked.
 */
export type Known = 'F' | 'R' | 'G' | 'M';

export interface ClaimSource {
  /** Who says it. */
  speaker: string;
  /** Null where only the speaker is known. */
  title: string | null;
  /** Null where no address was at hand when the ledger was compiled. */
  url: string | null;
  /** `YYYY`, `YYYY-MM` or `YYYY-MM-DD`, as exactly as it is known; null where it is not. */
  date: string | null;
}

/** One number of a claim, and how we would find it. */
export interface PublishedValue {
  label: string;
  /** In the claim’s unit: 17.1 for 17.1 %. A day as `YYYY-MM-DD`. */
  published: number | string;
  unit: Unit;
  /** `at-least` for “over”, `at-most` for “under”; else the number itself. */
  sense: 'about' | 'at-least' | 'at-most';
  /** How far off still counts as reproduced: in the unit (`by`; days for a day), or in parts of the number. */
  tolerance: { by: number } | { part: number };
  ask: Ask;
}

/** The same claim counted in another way, under a name. */
export interface Alternate {
  name: string;
  /** What is different about it, in words. */
  definition: string;
  unit: Unit;
  ask: Ask;
}

export type FixedStatus = 'needs_external' | 'not_computable' | 'definition_unclear' | 'unsourced';

export interface Claim {
  /** `C1`: section and number, as in the literature survey the ledger was compiled from. */
  id: string;
  /** What it is about, in a few words. */
  title: string;
  /** At most 25 words. */
  quote: string;
  /** False where the words of the source were not at hand: then `quote` sums them up. */
  verbatim: boolean;
  source: ClaimSource;
  known: Known;
  /** The day the claim was read and entered. */
  compiled: string;
  /** What has to be counted, over what, when: in words. */
  definition: string;
  /**
   * Which models it speaks of. `hub`: all; only a panel of the whole Hub may answer. `head`: the most downloaded;
   * the head of the Hub may answer as well. `none`: a fact of the reference, or arithmetic.
   */
  population: 'hub' | 'head' | 'none';
  values: readonly PublishedValue[];
  alternates: readonly Alternate[];
  /** True where the source does not say how it counted: then a number that differs from ours contradicts nothing. */
  unclear: boolean;
  /** Set where no number of ours can settle it, with the reason; alternates are still shown. */
  fixed: { status: FixedStatus; says: string } | null;
  /** What is known about it already. Null: nothing. */
  remark: string | null;
}
