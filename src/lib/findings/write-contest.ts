import { formatDay, formatMonth } from '../format/dates.ts';
import { formatList } from '../format/list.ts';
import { addDays } from '../metrics/days.ts';
import type { Figure, Period } from '../metrics/figure.ts';
import { caveatsOf } from './caveats.ts';
import { lookAt } from './look.ts';
import { measureWords } from './measure-words.ts';
import { amount, size, times } from './numbers.ts';
import { oneSentence } from './one-sentence.ts';
import { groupIn } from './share-clause.ts';
import { phraseIn, settled, wholes } from './subjects.ts';
import { LARGEST_RATIO, SMALLEST_BASE } from './thresholds.ts';

/** One of those who are set side by side. */
export interface Contestant {
  name: string;
  /** What it is, where its name begins small and keeps that: `publisher`, `model`. */
  one?: string | null;
  /** By period; null where nothing is recorded. */
  series: readonly (number | null)[];
}

export interface Contest {
  contestants: readonly Contestant[];
  periods: readonly Pick<Period, 'from' | 'asOf'>[];
  step: Figure['step'];
  isFlow: boolean;
  /** What they are measured in, longest first: `downloads among …`, `downloads`. */
  whole: readonly string[];
  say: (value: number) => string;
  /** Below it no lead is told: one test job could make it. */
  least: number;
}

/**
 * Who leads of some groups of a figure, and since when, in one sentence: `Qwen passed Llama in downloads in May 2026`.
 * `compared`: ids of the groups; one that has nothing counts as nothing.
 */
export function writeContest(figure: Figure, compared: readonly (readonly string[])[]): string {
  const at = figure.periods.findLastIndex(({ asOf }) => asOf !== null);
  const look = lookAt(figure, at);
  if (!look) return oneSentence(['no snapshot was published in this window'], []);
  const isSize = figure.measure.kind === 'mean' || figure.measure.kind === 'median';
  const contestants = compared.map((ids): Contestant => {
    const group = figure.groups.find((each) => each.ids.join() === ids.join());
    const named = groupIn(look, ids) ?? { ids, names: ids };
    const nothing = figure.periods.map(({ asOf }) => (asOf === null || isSize ? null : 0));
    const one = figure.definition.by.find((dimension) => dimension === 'publisher' || dimension === 'family');
    return {
      name: plainName(phraseIn(look, named).text),
      one: one ?? null,
      series: group?.series ?? nothing,
    };
  });
  const clauses = contestClauses({
    contestants,
    periods: figure.periods,
    step: figure.step,
    isFlow: figure.measure.kind === 'flow',
    whole: isSize ? [measureWords(figure.measure.id).count.replace(/^the /, '')] : wholes(look),
    say: isSize ? size : amount,
    least: SMALLEST_BASE[figure.measure.id],
  });
  return oneSentence(
    clauses.map((clause) => settled(look, clause)),
    caveatsOf(look, null),
  );
}

/** The clauses of such a sentence, longest first. */
export function contestClauses(contest: Contest): readonly string[] {
  const { contestants, periods, say, whole } = contest;
  const now = periods.findLastIndex(
    ({ asOf }, at) => asOf !== null && contestants.some(({ series }) => (series[at] ?? 0) > 0),
  );
  const ranked = rankedAt(contestants, now);
  const [first, second] = ranked;
  const opening = first ? openingOf(first) : '';
  if (!first || (valueAt(first, now) ?? 0) <= 0)
    return whole.map((words) => `none of them has any ${words.replace(/^(the )?(mean|median)/, 'known $2')}`);
  if (!second) return whole.map((words) => `${opening} has ${say(valueAt(first, now) ?? 0)} ${words}`);
  const values = ranked.map((one) => ({ name: one.name, value: valueAt(one, now) }));
  const top = values[0]?.value ?? 0;
  const next = values[1]?.value ?? 0;
  const day = dayOf(contest, now);
  if (say(top) === say(next))
    return whole.map(
      (words) => `${opening} and ${second.name} are level in ${words}, with ${say(top)} ${day}`,
    );
  if (top < contest.least)
    return whole.map(
      (words) =>
        `${formatList(values.map(({ name }) => name))} have too few ${words} to tell who leads ${day}`,
    );
  const passed = passingBefore(contest, now);
  const lead = leadWords(top, next);
  const others = values
    .slice(1)
    .map(({ name, value }) => `${name} with ${value === null ? 'none recorded' : say(value)}`);
  const ahead = `ahead of ${formatList(others)} ${day}`;
  if (passed !== null) {
    const factor = lead === '' ? '' : ` and had ${lead} ${day}`;
    const now = passed.whom === second.name ? factor : ` and leads with ${say(top)}, ${ahead}`;
    return [
      ...whole.map((words) => `${opening} passed ${passed.whom} in ${words} ${passed.when}${now}`),
      ...whole.slice(-1).map((words) => `${opening} passed ${passed.whom} in ${words} ${passed.when}`),
    ];
  }
  const always = now > 0 && leadsFrom(contest, now) ? `, as throughout the record` : '';
  return [
    ...whole.map((words) => `${opening} leads in ${words} with ${say(top)}, ${ahead}${always}`),
    ...whole
      .slice(-1)
      .map(
        (words) => `${opening} leads in ${words} with ${say(top)}, ahead of ${second.name} with ${say(next)}`,
      ),
  ];
}

/** `1.3 times as many`; empty where a factor would say too little or too much. */
function leadWords(top: number, next: number): string {
  if (next <= 0 || top > next * LARGEST_RATIO) return '';
  const factor = times(top / next);
  if (factor === '1') return '';
  return factor === '2' ? 'twice as many' : `${factor} times as many`;
}

/** A sentence begins with a capital; a name that does not, such as a repo id, follows what it is. */
function openingOf({ name, one = null }: Contestant): string {
  return one !== null && /^\p{Ll}/u.test(name) ? `the ${one} ${name}` : name;
}

const valueAt = ({ series }: Contestant, at: number) => series[at] ?? null;

function rankedAt(contestants: readonly Contestant[], at: number): readonly Contestant[] {
  return contestants.toSorted(
    (a, b) =>
      (valueAt(b, at) ?? Number.NEGATIVE_INFINITY) - (valueAt(a, at) ?? Number.NEGATIVE_INFINITY) || 0,
  );
}

/** The last time another led, and the first period after it. Null where none did. */
function passingBefore(contest: Contest, now: number): { whom: string; when: string } | null {
  const { contestants, periods } = contest;
  const [leader] = rankedAt(contestants, now);
  const behind = (at: number) =>
    contestants.filter((one) => {
      const [own, other] = [leader && valueAt(leader, at), valueAt(one, at)];
      return (
        one !== leader &&
        own !== null &&
        own !== undefined &&
        other !== null &&
        other > own &&
        other >= contest.least
      );
    });
  const last = periods.findLastIndex(({ asOf }, at) => at < now && asOf !== null && behind(at).length > 0);
  if (last < 0) return null;
  const since = periods.findIndex(({ asOf }, at) => at > last && asOf !== null);
  const [whom] = behind(last).toSorted((a, b) => (valueAt(b, now) ?? 0) - (valueAt(a, now) ?? 0));
  return whom ? { whom: whom.name, when: whenOf(contest, since) } : null;
}

/** True where every point on record has the same leader, so that "throughout" is true. */
function leadsFrom({ contestants, periods }: Contest, now: number): boolean {
  const [leader] = rankedAt(contestants, now);
  const seen = periods.flatMap(({ asOf }, at) => (asOf === null || at > now ? [] : [at]));
  return (
    seen.length > 1 &&
    seen.every((at) => {
      const own = leader ? valueAt(leader, at) : null;
      return own !== null && contestants.every((one) => one === leader || (valueAt(one, at) ?? 0) < own);
    })
  );
}

/** `in May 2026`, `on 4 May 2026`: ISO weeks belong to the month of their Thursday. */
function whenOf({ periods, step, isFlow }: Contest, at: number): string {
  const period = periods[at];
  const day = period?.asOf ?? period?.from ?? '';
  if (step === 'day') return `on ${formatDay(day)}`;
  return `in ${formatMonth((isFlow ? addDays(period?.from ?? day, 3) : day).slice(0, 7))}`;
}

function dayOf(contest: Contest, at: number): string {
  const { periods, isFlow } = contest;
  return isFlow ? whenOf(contest, at) : `on ${formatDay(periods[at]?.asOf ?? '')}`;
}

/** `the Qwen family` beside other families is `Qwen`. */
function plainName(phrase: string): string {
  return /^the (.+) family$/.exec(phrase)?.[1] ?? phrase;
}
