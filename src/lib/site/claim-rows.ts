import type { ClaimAnswer } from '../claims/answer.ts';
import type { Ask } from '../claims/ask.ts';
import { isFigureAsk } from '../claims/ask-of.ts';
import type { Claim, PublishedValue } from '../claims/claim.ts';
import { toleranceOf } from '../claims/compare.ts';
import { type AskDifference, differencesOf } from '../claims/differences.ts';
import { partsOf } from '../claims/parts-of.ts';
import { sayQuantity } from '../claims/say.ts';
import type { Unit } from '../claims/units.ts';
import { SENSES, VERDICTS } from '../claims/words.ts';
import type { Definition } from '../definition/definition.ts';
import { describeDefinition } from '../definition/describe.ts';
import { paths } from './paths.ts';

/** The figure that a number is read from. */
export interface FigureLink {
  /** Its definition in words. */
  says: string;
  /** Null where no published panel may answer. */
  href: string | null;
}

export interface ClaimValueRow {
  label: string;
  published: string;
  ours: string | null;
  /** With its sign; null where there is none of ours. */
  difference: string | null;
  tolerance: string;
  coverage: number | null;
  verdict: string;
  says: string | null;
  figures: readonly FigureLink[];
}

/** One way of counting beside that of the claim. */
export interface DiffRow {
  name: string;
  definition: string;
  /** What it changes; null where it is told in words alone; empty for the claim’s own. */
  differences: readonly AskDifference[] | null;
  ours: string | null;
  coverage: number | null;
  /** Published numbers within whose tolerance it comes. */
  meets: readonly string[];
  own: boolean;
  figures: readonly FigureLink[];
}

/** One published number beside ours. */
export function valueRow(value: PublishedValue, { panel, values }: ClaimAnswer, at: number): ClaimValueRow {
  const answer = values[at];
  const { unit } = value;
  const ours = answer?.ours ?? null;
  return {
    label: value.label,
    published: SENSES[value.sense] + sayQuantity(value.published, unit),
    ours: ours === null ? null : sayQuantity(ours, unit),
    difference: answer?.difference == null ? null : sayDifference(answer.difference, unit),
    tolerance: `± ${sayAmount(toleranceOf(value), unit)}`,
    coverage: answer?.coverage ?? null,
    verdict: VERDICTS[answer?.verdict ?? 'missing'],
    says: answer?.says ?? null,
    figures: figuresOf(value.ask, panel),
  };
}

function sayDifference(difference: number, unit: Unit): string {
  const sign = difference > 0 ? '+' : difference < 0 ? '−' : '±';
  return `${sign}${sayAmount(Math.abs(difference), unit)}`;
}

/** A distance: days for a day, points for percent. */
function sayAmount(amount: number, unit: Unit): string {
  if (unit === 'day') return counted(Number(amount.toFixed(1)), 'day');
  if (unit === 'percent') return counted(Number(amount.toFixed(2)), 'point');
  if (unit === 'yes or no') return amount === 0 ? '0' : String(amount);
  return sayQuantity(Number(amount.toPrecision(3)), unit);
}

function counted(amount: number, unit: string): string {
  return `${amount} ${unit}${amount === 1 ? '' : 's'}`;
}

/** The claim’s own ways of counting first, then the others, each beside the own one it is nearest to. */
export function waysOf(claim: Claim, answer: ClaimAnswer): readonly DiffRow[] {
  const own = claim.values.map((value, at): DiffRow => {
    const found = answer.values[at];
    const ours = found?.ours ?? null;
    return {
      name: value.label,
      definition: 'As the claim is read here.',
      differences: [],
      ours: ours === null ? null : sayQuantity(ours, value.unit),
      coverage: found?.coverage ?? null,
      meets: found?.verdict === 'reproduced' ? [value.label] : [],
      own: true,
      figures: figuresOf(value.ask, answer.panel),
    };
  });
  const others = claim.alternates.map((alternate, at): DiffRow => {
    const found = answer.alternates[at];
    const ours = found?.ours ?? null;
    return {
      name: alternate.name,
      definition: alternate.definition,
      differences: nearest(claim.values, alternate.ask),
      ours: ours === null ? null : sayQuantity(ours, alternate.unit),
      coverage: found?.coverage ?? null,
      meets: found?.meets ?? [],
      own: false,
      figures: figuresOf(alternate.ask, answer.panel),
    };
  });
  return [...own, ...others];
}

function nearest(values: readonly PublishedValue[], ask: Ask): readonly AskDifference[] | null {
  return values
    .map((value) => differencesOf(value.ask, ask))
    .reduce((best, one) => (best === null || (one !== null && one.length < best.length) ? one : best), null);
}

/** The figures an answer is read from, each once. */
function figuresOf(ask: Ask, panel: string | null): readonly FigureLink[] {
  const links = definitionsOf(ask).map((definition) => ({
    says: describeDefinition(definition),
    href: panel === null ? null : paths.view({ ...definition, panel }),
  }));
  return [...new Map(links.map((link) => [link.says, link])).values()];
}

function definitionsOf(ask: Ask): readonly Definition[] {
  return isFigureAsk(ask) ? [ask.of] : partsOf(ask).flatMap(definitionsOf);
}
