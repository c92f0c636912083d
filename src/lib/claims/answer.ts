import type { Unit } from './units.ts';

/** What became of a claim. */
export type Status =
  | 'reproduced'
  | 'close'
  | 'contradicted'
  | 'definition_unclear'
  | 'needs_history'
  | 'needs_external'
  | 'not_computable'
  | 'unsourced';

/** What became of one number of a claim. `unclear`: too little is known to tell; `missing`: we have none. */
export type Verdict = 'reproduced' | 'close' | 'contradicted' | 'unclear' | 'missing';

/** What an ask came to. Shares are parts, 0 to 1; days are day numbers. */
export interface Found {
  /** Null: it is not there, and `says` why. */
  value: number | null;
  /** Part of the whole whose group is known, 0 to 1; null where nothing is grouped. */
  coverage: number | null;
  /** The snapshot it was read from; null for facts of the reference. */
  asOf: string | null;
  says: string | null;
}

/** A number of ours in a unit of the ledger; a date for `day`. */
export type Quantity = number | string;

export interface ValueAnswer {
  label: string;
  unit: Unit;
  published: Quantity;
  ours: Quantity | null;
  /** Ours less theirs, in the unit; days for a day. */
  difference: number | null;
  coverage: number | null;
  verdict: Verdict;
  /** Why there is none, or why it decides nothing. */
  says: string | null;
}

export interface AlternateAnswer {
  name: string;
  definition: string;
  unit: Unit;
  ours: Quantity | null;
  coverage: number | null;
  /** Labels of published numbers that this way of counting comes within tolerance of. */
  meets: readonly string[];
}

/** The same questions asked of what a panel holds today, where the claim’s own time or population is not there. */
export interface Elsewhere {
  panel: string;
  title: string;
  /** False: a part of the Hub, which cannot answer for the whole. */
  wholeHub: boolean;
  asOf: string;
  /** One per question; several numbers of a claim that ask the same today share one. */
  values: readonly { labels: readonly string[]; unit: Unit; ours: Quantity; coverage: number | null }[];
}

/** What a claim came to. Everything but `says` is for machines as well. */
export interface ClaimAnswer {
  claim: string;
  status: Status;
  values: readonly ValueAnswer[];
  alternates: readonly AlternateAnswer[];
  /** The least coverage of the values that could be read; null where nothing is grouped. */
  coverage: number | null;
  /** The panel that answered; null where none could, or none is needed. */
  panel: string | null;
  /** Its newest snapshot. */
  asOf: string | null;
  /** First and last day the claim speaks of, half-open; null where it names none. */
  speaksOf: { from: string; until: string } | null;
  /** Of the days the claim speaks of, the part that published snapshots cover, half-open; null for none. */
  covered: { from: string; until: string; part: number } | null;
  elsewhere: Elsewhere | null;
  /** One sentence: why this status. */
  says: string;
}
