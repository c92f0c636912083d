import type { Found, Status, Verdict } from './answer.ts';
import type { Claim, PublishedValue } from './claim.ts';
import { comparable, inUnit } from './units.ts';

/** Below this part of the whole known, a number decides nothing. */
export const leastCoverage = 0.5;

/** Up to so many tolerances a number is `close`. */
export const closeWithin = 3;

/** What became of one number, given what its ask found. */
export function verdictOf(value: PublishedValue, found: Pick<Found, 'value' | 'coverage'>): Verdict {
  if (found.value === null) return 'missing';
  if (found.coverage !== null && found.coverage < leastCoverage) return 'unclear';
  const off = Math.abs(missBy(value, comparable(inUnit(found.value, value.unit))));
  const tolerance = toleranceOf(value);
  if (within(off, tolerance)) return 'reproduced';
  if (within(off, closeWithin * tolerance)) return 'close';
  return isBridged(value, found) ? 'unclear' : 'contradicted';
}

/** True where a number found under another definition comes within the tolerance of a published one. */
export function meets(value: PublishedValue, found: number): boolean {
  return within(Math.abs(missBy(value, comparable(inUnit(found, value.unit)))), toleranceOf(value));
}

/** The status of a whole claim: the gravest of its numbers, as far as the claim itself is clear. */
export function statusOf(claim: Pick<Claim, 'fixed' | 'unclear'>, verdicts: readonly Verdict[]): Status {
  if (claim.fixed) return claim.fixed.status;
  if (verdicts.length === 0) return 'not_computable';
  if (verdicts.includes('contradicted')) return claim.unclear ? 'definition_unclear' : 'contradicted';
  if (verdicts.includes('unclear')) return 'definition_unclear';
  if (verdicts.includes('missing')) return 'needs_history';
  return verdicts.includes('close') ? 'close' : 'reproduced';
}

/** How far off still counts as reproduced, in the unit; days for a day. */
export function toleranceOf({ tolerance, published }: PublishedValue): number {
  return 'by' in tolerance ? tolerance.by : tolerance.part * Math.abs(comparable(published));
}

/** Ours less theirs; 0 where the sense of the claim is met. */
function missBy({ sense, published }: PublishedValue, ours: number): number {
  const difference = ours - comparable(published);
  if (sense === 'at-least') return Math.min(0, difference);
  if (sense === 'at-most') return Math.max(0, difference);
  return difference;
}

/** Whether what is not known could make up what our share falls short of theirs. */
function isBridged(
  value: PublishedValue,
  { value: ours, coverage }: Pick<Found, 'value' | 'coverage'>,
): boolean {
  if (value.unit !== 'percent' || value.ask.ask !== 'share' || ours === null || coverage === null)
    return false;
  if (value.ask.of.unknown === 'drop' || value.sense === 'at-most') return false;
  const short = comparable(value.published) - ours * 100;
  return short > 0 && within(short, (1 - coverage) * 100 + toleranceOf(value));
}

/** Up to and including a bound, whatever the last binary digit says. */
function within(off: number, bound: number): boolean {
  return off <= bound + 1e-9 * Math.max(1, bound);
}
