import type { Claim } from './claim.ts';
import { comparable } from './units.ts';

/** Published numbers that must agree with each other, without anything of ours. */
export interface ConsistencyCheck {
  id: string;
  title: string;
  /** Ids of the claims whose numbers it uses. */
  claims: readonly string[];
  /** Both sides, from the published numbers. */
  sides: (published: Read) => { left: number; right: number };
  /** How far apart the sides may be. */
  tolerance: number;
  /** What it means that they agree, and what it means that they do not. */
  agrees: string;
  differs: string;
}

/** The published number of a claim under a label. */
type Read = (claim: string, label: string) => number;

export interface CheckAnswer {
  id: string;
  title: string;
  claims: readonly string[];
  left: number;
  right: number;
  difference: number;
  holds: boolean;
  says: string;
}

/** What a check comes to over the claims of a ledger. */
export function checkConsistency(claims: readonly Claim[], check: ConsistencyCheck): CheckAnswer {
  const { left, right } = check.sides((claim, label) => publishedNumber(claims, claim, label));
  const holds = Math.abs(left - right) <= check.tolerance;
  return {
    id: check.id,
    title: check.title,
    claims: check.claims,
    left,
    right,
    difference: left - right,
    holds,
    says: holds ? check.agrees : check.differs,
  };
}

function publishedNumber(claims: readonly Claim[], id: string, label: string): number {
  const value = claims.find((claim) => claim.id === id)?.values.find((one) => one.label === label);
  if (!value) throw new Error(`the ledger has no number “${label}” of ${id}`);
  return comparable(value.published);
}
