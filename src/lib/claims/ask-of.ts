import { definitionOf } from '../definition/defaults.ts';
import type { Definition } from '../definition/definition.ts';
import type { Ask, FigureAsk } from './ask.ts';
import type { Alternate, PublishedValue } from './claim.ts';
import type { Unit } from './units.ts';

type Parts = Partial<Definition>;

type Of<Kind extends FigureAsk['ask']> = Extract<FigureAsk, { ask: Kind }>;

/** Part of the figure’s total in these groups of its one dimension. */
export function share(of: Parts, ...groups: readonly string[]): Of<'share'> {
  return { ask: 'share', of: definitionOf(of), groups: groups.map((id) => [id]) };
}

/** What these groups of the one dimension amount to; without groups, the whole figure. */
export function value(of: Parts, ...groups: readonly string[]): Of<'value'> {
  return { ask: 'value', of: definitionOf(of), groups: groups.map((id) => [id]) };
}

/** What the known groups from one place to another amount to. */
export function ranked(of: Parts, from: number, to: number, as: 'share' | 'value'): Of<'ranked'> {
  return { ask: 'ranked', of: definitionOf(of), from, to, as };
}

/** How many known groups of a figure have something. */
export function groups(of: Parts): Of<'groups'> {
  return { ask: 'groups', of: definitionOf(of) };
}

/** How many times one answer is the other. */
export function times(over: Ask, under: Ask): Ask {
  return { ask: 'times', over, under };
}

/** What one answer grew by from another, as a part of the other. */
export function growth(over: Ask, under: Ask): Ask {
  return { ask: 'growth', over, under };
}

/** One answer less another. */
export function less(from: Ask, subtrahend: Ask): Ask {
  return { ask: 'less', from, less: subtrahend };
}

export function scaled(of: Ask, by: number): Ask {
  return { ask: 'scaled', of, by };
}

type Tolerance = PublishedValue['tolerance'];

/** The number itself, within a tolerance. */
export function about(
  label: string,
  [published, unit, tolerance]: readonly [number | string, Unit, Tolerance],
  ask: Ask,
): PublishedValue {
  return { label, published, unit, sense: 'about', tolerance, ask };
}

/** “Over”, “at least”. */
export function atLeast(
  label: string,
  [published, unit, tolerance]: readonly [number | string, Unit, Tolerance],
  ask: Ask,
): PublishedValue {
  return { label, published, unit, sense: 'at-least', tolerance, ask };
}

/** “Under”, “at most”. */
export function atMost(
  label: string,
  [published, unit, tolerance]: readonly [number | string, Unit, Tolerance],
  ask: Ask,
): PublishedValue {
  return { label, published, unit, sense: 'at-most', tolerance, ask };
}

/** The claim counted otherwise. */
export function otherwise(name: string, definition: string, unit: Unit, ask: Ask): Alternate {
  return { name, definition, unit, ask };
}

/** Half a percentage point: the tolerance of shares published with one digit. */
export const halfPoint: Tolerance = { by: 0.5 };

/** One percentage point: the tolerance of shares published as whole numbers. */
export const onePoint: Tolerance = { by: 1 };

/** Five percent of the number: the tolerance of counts and sums. */
export const fivePercent: Tolerance = { part: 0.05 };

/** Ten percent of the number: the tolerance of round figures and growth. */
export const tenPercent: Tolerance = { part: 0.1 };

const figureAsks: readonly string[] = ['share', 'value', 'ranked', 'groups', 'first', 'extreme'];

/** True for a question of one figure. */
export function isFigureAsk(ask: Ask): ask is FigureAsk {
  return figureAsks.includes(ask.ask);
}
