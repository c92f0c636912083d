import { MEASURES } from '../../../db/vocab/measures.ts';
import type { Definition } from '../definition/definition.ts';
import { addDays, daysBetween } from '../metrics/days.ts';
import type { Ask } from './ask.ts';
import { isFigureAsk } from './ask-of.ts';
import { partsOf } from './parts-of.ts';

/** What has to be published before a number can be read. */
export type Need =
  /** A snapshot on a day, or in the week before. */
  | { need: 'on'; day: string }
  /** Snapshots from one day to another, up to a week off at either end; `until` is the day after the last. */
  | { need: 'span'; from: string; until: string }
  /** Snapshots over so many days up to the newest. */
  | { need: 'trailing'; days: number }
  /** A newest snapshot on a day or later. */
  | { need: 'by'; day: string }
  /** A newest snapshot at most so many days from a day. */
  | { need: 'near'; day: string }
  /** Two snapshots. */
  | { need: 'two' };

/** How far a snapshot may be from the day a number speaks of. */
export const slackDays = 7;

/** How far the newest snapshot may be from the day of a number that is read off models as they are now. */
export const nearDays = 45;

/** Everything an ask needs; nothing where any snapshot will do. */
export function needsOf(ask: Ask): readonly Need[] {
  if (isFigureAsk(ask)) return needsOfFigure(ask.of);
  switch (ask.ask) {
    case 'concentration':
    case 'leaders':
    case 'counter':
      return ask.at === null ? [] : [{ need: 'on', day: ask.at }];
    case 'newest':
    case 'subtree':
      return ask.at === null ? [] : [{ need: 'near', day: ask.at }];
    case 'fastest-day':
      return [{ need: 'two' }];
    case 'derivatives':
    case 'largest-by-month':
      return ask.until === null ? [] : [{ need: 'by', day: addDays(ask.until, -1) }];
    case 'major':
      return [{ need: 'span', from: ask.from, until: addDays(ask.until, ask.age) }];
    case 'grown':
      return [{ need: 'span', from: ask.from, until: ask.until }];
    default:
      return partsOf(ask).flatMap(needsOf);
  }
}

function needsOfFigure({ measure, window, snapshot }: Definition): readonly Need[] {
  if (window === null) return snapshot === null ? [] : [{ need: 'on', day: snapshot }];
  if (measure === 'newModels')
    return 'days' in window ? [] : [{ need: 'by', day: addDays(window.until, -1) }];
  if ('days' in window) return [{ need: 'trailing', days: window.days }];
  return [{ need: 'span', ...window }];
}

/** Whether published days, oldest first, meet a need, and the part of it that they cover, 0 to 1. */
export function covers(days: readonly string[], need: Need): { met: boolean; part: number } {
  const first = days[0];
  const last = days.at(-1);
  if (first === undefined || last === undefined) return { met: false, part: 0 };
  switch (need.need) {
    case 'on':
      return whole(days.some((day) => day <= need.day && daysBetween(day, need.day) <= slackDays));
    case 'by':
      return whole(last >= need.day);
    case 'near':
      return whole(Math.abs(daysBetween(last, need.day)) <= nearDays);
    case 'two':
      return whole(days.length > 1);
    case 'trailing':
      return spanned([first, last], { from: addDays(last, -need.days), until: addDays(last, 1) });
    case 'span':
      return spanned([first, last], need);
  }
}

/** First and last day that needs speak of, half-open; null where they speak of none. */
export function stretchOf(needs: readonly Need[]): { from: string; until: string } | null {
  const ends = needs.flatMap((need) => {
    if (need.need === 'span') return [{ from: need.from, until: need.until }];
    return 'day' in need ? [{ from: need.day, until: addDays(need.day, 1) }] : [];
  });
  const [from] = ends.map((end) => end.from).toSorted();
  const until = ends
    .map((end) => end.until)
    .toSorted()
    .at(-1);
  return from === undefined || until === undefined ? null : { from, until };
}

/** True where a measure falls into intervals, so that only its own window can answer. */
export function isFlow({ measure }: Pick<Definition, 'measure'>): boolean {
  return MEASURES.find(({ id }) => id === measure)?.kind === 'flow';
}

function whole(met: boolean): { met: boolean; part: number } {
  return { met, part: met ? 1 : 0 };
}

function spanned([first, last]: readonly [string, string], { from, until }: { from: string; until: string }) {
  const end = addDays(until, -1);
  const met = daysBetween(from, first) <= slackDays && daysBetween(last, end) <= slackDays;
  const days = daysBetween(first > from ? first : from, last < end ? last : end);
  return { met, part: Math.min(1, Math.max(0, days / Math.max(1, daysBetween(from, end)))) };
}
