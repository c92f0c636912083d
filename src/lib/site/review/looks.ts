import { groupPhrase } from '../../findings/group-phrase.ts';
import { COVERAGE_SHIFT } from '../../findings/thresholds.ts';
import { formatExact, formatShare } from '../../format/numbers.ts';
import type { Figure, FigureGroup } from '../../metrics/figure.ts';
import { changeOfShare } from '../change-view.ts';
import { headed } from '../figure/heads.ts';
import { sparkOf } from '../ranking/spark.ts';
import type { ReviewCell } from './answer.ts';

/** A figure at the last look up to a day. */
export interface At {
  figure: Figure;
  at: number;
}

/** Null where the figure has no look up to that day, or there is no day. */
export function lookUpTo(figure: Figure, day: string | null): At | null {
  if (day === null) return null;
  const at = figure.periods.findLastIndex(({ asOf }) => asOf !== null && asOf <= day);
  return at < 0 ? null : { figure, at };
}

export function lastLook(figure: Figure): At {
  return {
    figure,
    at: Math.max(
      0,
      figure.periods.findLastIndex(({ asOf }) => asOf !== null),
    ),
  };
}

/** Part of the whole of some groups; null where there is no whole. Groups that are not there count as nothing. */
export function shareOf(look: At | null, ids: readonly string[]): number | null {
  const total = look?.figure.totals[look.at] ?? null;
  if (look === null || total === null || total <= 0) return null;
  const own = look.figure.groups.filter(({ ids: [id] }) => ids.includes(id ?? ''));
  return own.reduce((sum, { series }) => sum + (series[look.at] ?? 0), 0) / total;
}

/** The share of one group of the figure; null where there is no whole. */
export function partOf({ figure, at }: At, { series }: FigureGroup): number | null {
  const total = figure.totals[at] ?? null;
  return total === null || total <= 0 ? null : (series[at] ?? 0) / total;
}

/** The share of some groups over all looks of a figure, as a small drawing; nothing of fewer than three. */
export function sparkOfShare(figure: Figure, ids: readonly string[]): readonly string[] {
  const shares = figure.periods.map(({ asOf }, at) => (asOf === null ? null : shareOf({ figure, at }, ids)));
  return shares.filter((share) => share !== null).length < 3 ? [] : sparkOf(shares);
}

/** What stands under a table with such drawings. */
export const sparkNote =
  'The small drawing, where there is room for it, is the share week by week, each from zero to its own highest.';

/** Part of the whole whose group is known. */
export function knownPart({ figure, at }: At): number | null {
  const total = figure.totals[at] ?? null;
  if (total === null || total <= 0) return null;
  const open = figure.groups.filter((group) => group.open);
  return 1 - open.reduce((sum, { series }) => sum + (series[at] ?? 0), 0) / total;
}

/** How much more, or less, is known than at an earlier look; every share may have moved by as much. */
export function shiftOf(now: At, then: At | null): number {
  const [is, was] = [knownPart(now), then && knownPart(then)];
  return is === null || was === null ? 0 : is - was;
}

/** `what is known went from 4.1 % to 76.5 %`; null where that did not move enough to matter. */
export function shiftWords(now: At, then: At | null): string | null {
  if (then === null || Math.abs(shiftOf(now, then)) < COVERAGE_SHIFT) return null;
  return `what is known went from ${formatShare(knownPart(then))} to ${formatShare(knownPart(now))} of the whole`;
}

/** Groups that are known, largest first at that look. `among`: these alone. */
export function leadersAt({ figure, at }: At, among?: ReadonlySet<string>): readonly FigureGroup[] {
  return figure.groups
    .filter(({ ids: [id = ''], open, series }) => {
      const counts = among ? among.has(id) : !open && id !== '' && id !== 'other';
      return counts && (series[at] ?? 0) > 0;
    })
    .toSorted((a, b) => (b.series[at] ?? 0) - (a.series[at] ?? 0));
}

/** What a group is called inside a sentence. */
export function phraseOf(figure: Figure, group: Pick<FigureGroup, 'ids' | 'names'>): string {
  const { text } = groupPhrase(group, { by: figure.definition.by, isFlow: false });
  return /^the (.+) family$/.exec(text)?.[1] ?? text;
}

/** The key of the colour of each group. */
export function keysOf(figure: Figure): ReadonlyMap<string, string> {
  return new Map(headed(figure).map(({ group, head }) => [group.ids.join('~'), head.key]));
}

/** A change of a share as a cell; a dash where there is nothing before. */
export function changeCell(now: number | null, before: number | null): ReviewCell {
  return { change: changeOfShare(now, before) };
}

/** `one derivative`, `18 derivatives`; rounded, for some count in parts. */
export function counted(count: number, one: string, many: string): string {
  const whole = Math.round(count);
  return whole === 1 ? `one ${one}` : `${formatExact(whole)} ${many}`;
}

export function percentCell(share: number | null): ReviewCell {
  return formatShare(share);
}
