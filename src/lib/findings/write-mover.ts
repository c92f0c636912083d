import { groupedBy, pluralOf } from '../definition/words.ts';
import { formatList } from '../format/list.ts';
import type { Figure } from '../metrics/figure.ts';
import { caveatsOf } from './caveats.ts';
import { type Comparison, compare, type Look, type LookGroup } from './look.ts';
import { measureWords } from './measure-words.ts';
import { amount } from './numbers.ts';
import { oneSentence } from './one-sentence.ts';
import { populationWords } from './population-words.ts';
import { groupIn, isSmall } from './share-clause.ts';
import { settled, wholes } from './subjects.ts';
import { LEAST_POINTS, SMALLEST_BASE } from './thresholds.ts';
import { flowBefore, flowWhen, spanBetween } from './when-words.ts';
import { type FindingOptions, groupClauses } from './write-finding.ts';

/**
 * Which group moved most between two readings, in one sentence of at most 260 characters; that none moved; or that the
 * whole is too small to tell. Null where there is nothing to compare: no groups, no earlier reading, a gap, no whole.
 */
export function writeMover(
  figure: Figure,
  before: Figure | null,
  { compareWith }: Pick<FindingOptions, 'compareWith'> = {},
): string | null {
  const comparison = compare(figure, before, compareWith);
  const { now, before: then } = comparison;
  if (!now || !then || figure.definition.by.length === 0) return null;
  const isShare = figure.measure.kind === 'stock' || figure.measure.kind === 'flow';
  if (isShare && !((now.total ?? 0) > 0 && (then.total ?? 0) > 0)) return null;
  const caveats = caveatsOf(now, then);
  if (isShare && isSmall(now, then)) return oneSentence(tooFew(now), []);
  const [first] = movesBetween({ now, then, isShare });
  if (!first) return oneSentence(nothingMoved(now, then, isShare), caveats);
  return oneSentence(moverClauses(comparison, now, first), caveats);
}

/** Known groups of either look by the size of their move, as printed; equal ones in the order of the figure. */
function movesBetween({
  now,
  then,
  isShare,
}: {
  now: Look;
  then: Look;
  isShare: boolean;
}): readonly LookGroup[] {
  const gone = then.groups
    .filter(({ ids }) => groupIn(now, ids) === null)
    .map((group): LookGroup => ({ ...group, value: isShare ? 0 : null, share: 0, band: null }));
  const sizeOf = (group: LookGroup): number => {
    const earlier = groupIn(then, group.ids);
    if (isShare) return Math.round(Math.abs((group.share ?? 0) - (earlier?.share ?? 0)) * 1000);
    const [a, b] = [group.value ?? 0, earlier?.value ?? 0];
    return a > 0 && b > 0 ? Math.round(Math.abs(Math.log(a / b)) * 1000) : 0;
  };
  return [...now.groups, ...gone]
    .filter(({ open }) => !open)
    .map((group) => ({ group, moved: sizeOf(group) }))
    .filter(({ moved }) => moved >= (isShare ? LEAST_POINTS * 1000 : 5))
    .toSorted((a, b) => b.moved - a.moved)
    .map(({ group }) => group);
}

function moverClauses(comparison: Comparison, now: Look, group: LookGroup): readonly string[] {
  const clauses = groupClauses(comparison, now, { ...group, band: null });
  const named = clauses.map((clause) => `the largest move among ${groupsWords(now)}: ${clause}`);
  return [...named, ...clauses.slice(-1)];
}

function nothingMoved(now: Look, then: Look, isShare: boolean): readonly string[] {
  const { count } = measureWords(now.figure.measure.id);
  const groups = now.figure.definition.by.map(groupedBy).join(' and ');
  const isFlow = now.figure.measure.kind === 'flow';
  const when = isFlow
    ? `${flowWhen(now)} against ${flowBefore(then, now).on}`
    : spanBetween(then, now).during;
  if (!isShare)
    return populationWords(now.figure).map((population) =>
      settled(now, `${count}${population} moved for none of the ${groupsWords(now)} ${when}`),
    );
  return wholes(now).map((whole) =>
    settled(now, `by ${groups}, no share of ${whole} moved by 0.1\u00a0points or more ${when}`),
  );
}

function tooFew(now: Look): readonly string[] {
  const { whole } = measureWords(now.figure.measure.id);
  const few = `fewer than ${amount(SMALLEST_BASE[now.figure.measure.id])} ${whole}`;
  return populationWords(now.figure).map((population) =>
    settled(now, `${few}${population} are too few to tell which of the ${groupsWords(now)} moved`),
  );
}

function groupsWords({ figure }: Look): string {
  return formatList(figure.definition.by.map(pluralOf));
}
