import { isAlone, lensed } from '../definition/lenses.ts';
import type { Figure } from '../metrics/figure.ts';
import { caveatsOf } from './caveats.ts';
import { countClause, sizeClause } from './count-clause.ts';
import { lackingClauses, noSnapshot, unchangedCaveats, unknownClauses } from './lacking.ts';
import { type Comparison, compare, type Look, type LookGroup } from './look.ts';
import { measureWords } from './measure-words.ts';
import { percent, size } from './numbers.ts';
import { oneSentence } from './one-sentence.ts';
import { groupIn, isSmall, shareClause } from './share-clause.ts';
import { countSubjects, phraseIn, settled, shareSubjects } from './subjects.ts';

export interface FindingOptions {
  /** Ids of the group the sentence is about; without them the largest that is known. */
  about?: readonly string[];
  /** Compares the last period of the figure with the one so many periods before it, instead of with `before`. */
  compareWith?: number;
  /** What the groups are, where another figure beside it has groups of the same names: `by country`. */
  lead?: string;
  /** The same without the lens on its own groups, where that lets one through: what its size is a part of. */
  whole?: Figure | null;
}

/**
 * What a figure shows, in one sentence of at most 260 characters. `before`: an earlier reading of the same panel and
 * measure; null where there is none. The same readings give the same words. Throws RangeError for two panels.
 */
export function writeFinding(
  figure: Figure,
  before: Figure | null,
  { about, compareWith, lead, whole = null }: FindingOptions = {},
): string {
  const comparison = compare(figure, before, compareWith);
  const { now } = comparison;
  if (!now) return oneSentence([noSnapshot(figure)], []);
  const lacking = lackingClauses(now);
  if (lacking) return oneSentence(lacking, []);
  const group = about ? groupNamed(comparison, about) : (leaders(now)[0] ?? now.groups[0]);
  const grouped = figure.definition.by.length > 0;
  if (!group || (grouped && !about && !isKnown(group))) return oneSentence(unknownClauses(now), []);
  const beside = [
    ...partOf(now, whole),
    ...caveatsOf(now, comparison.before),
    ...unchangedCaveats(comparison, compareWith ?? 0),
  ];
  const clauses = groupClauses(comparison, now, group);
  return oneSentence(lead === undefined ? clauses : clauses.map((clause) => `${lead}, ${clause}`), beside);
}

/** `that is 20.5 % of all downloads`: what part of the whole the figure is. */
function partOf({ figure, total }: Look, whole: Figure | null): readonly string[] {
  if (whole === null || total === null || !whole.total || whole.total < 0) return [];
  const { whole: all } = measureWords(figure.measure.id);
  const narrowed = lensed(whole.definition).length > 0 ? ' under the other lenses' : '';
  return [`that is ${percent(total / whole.total)} of all ${all}${narrowed}`];
}

/** Groups that are known and there, largest first; what stands for no group or for all others comes after them. */
export function leaders({ groups }: Look): readonly LookGroup[] {
  const known = groups.filter(isKnown);
  const rest = known.filter(({ ids }) => ids.some((id) => id === '' || id === 'other'));
  return [...known.filter((group) => !rest.includes(group)), ...rest];
}

function isKnown({ open, value }: LookGroup): boolean {
  return !open && value !== null && value !== 0;
}

/** The main clauses about one group, or about the whole, by length. */
export function groupClauses({ before }: Comparison, now: Look, group: LookGroup): readonly string[] {
  const { measure, definition } = now.figure;
  const values = { now: group.value ?? 0, before: (before && groupIn(before, group.ids)?.value) ?? null };
  const clauses = (subjects: readonly string[], clause: string, next = '') =>
    variants(subjects, clause, next).map((words) => settled(now, words));
  if (measure.kind === 'mean' || measure.kind === 'median')
    return clauses(countSubjects(now, group), sizeClause(now, values, before), largest(now, group, before));
  if (definition.by.length === 0) return clauses(countSubjects(now, null), countClause(now, values, before));
  if (isAlone(definition)) return clauses(countSubjects(now, group), countClause(now, values, before));
  const subjects = shareSubjects(now, group);
  if (group.share === null) return clauses(subjects, 'is not given, as unknown groups are left out');
  return clauses(subjects, shareClause(now, group, before), beside(now, group, before));
}

/** The next group goes before the population does: two populations must never be taken for one another. */
function variants(subjects: readonly string[], clause: string, next: string): readonly string[] {
  const ends = next === '' ? [clause] : [clause + next, clause];
  return [subjects.slice(0, -1), subjects.slice(-1)].flatMap((some) =>
    ends.flatMap((end) => some.map((subject) => `${subject} ${end}`)),
  );
}

function groupNamed({ now, before }: Comparison, ids: readonly string[]): LookGroup {
  const there = now && groupIn(now, ids);
  if (there) return there;
  const was = before && groupIn(before, ids);
  return { ids, names: was?.names ?? ids, open: was?.open ?? false, value: 0, share: 0, band: null };
}

/** The next group, where the sentence is about the leader: its share where nothing moved, or that both are level. */
function beside(now: Look, group: LookGroup, before: Look | null): string {
  const [first, second] = leaders(now);
  if (group.band || first !== group || !second || (second.share ?? 0) <= 0) return '';
  const next = phraseIn(now, second).text;
  const share = percent(second.share ?? 0);
  if (share === percent(group.share ?? 0)) return `, level with ${next}`;
  const told = before !== null && before.total !== null && before.total > 0 && !isSmall(now, before);
  return told ? '' : `, ahead of ${next} with ${share}`;
}

/** Of several means the largest is named as what it is. */
function largest(now: Look, group: LookGroup, before: Look | null): string {
  const [first, second] = leaders(now);
  if (before || first !== group || !second) return '';
  const next = `${phraseIn(now, second).text} with ${size(second.value ?? 0)}`;
  return size(second.value ?? 0) === size(group.value ?? 0)
    ? `, level with ${phraseIn(now, second).text}`
    : `, ahead of ${next}`;
}
