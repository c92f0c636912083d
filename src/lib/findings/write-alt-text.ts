import { isAlone } from '../definition/lenses.ts';
import { groupedBy } from '../definition/words.ts';
import { formatDay } from '../format/dates.ts';
import { addDays } from '../metrics/days.ts';
import type { Figure } from '../metrics/figure.ts';
import { whenOf } from './lacking.ts';
import { type Look, type LookGroup, wholeOf } from './look.ts';
import { measureWords } from './measure-words.ts';
import { amount, percent, percentRange, size } from './numbers.ts';
import { oneSentence } from './one-sentence.ts';
import { populationWords } from './population-words.ts';
import { countSubjects, phraseIn, settingWords, wholes } from './subjects.ts';
import { leaders } from './write-finding.ts';

const DRAWINGS = { lines: 'line chart', bars: 'bar chart', columns: 'column chart' } as const;

const STEPS = { day: 'day by day', week: 'week by week', month: 'month by month' } as const;

/** What a drawing of a figure shows, in one sentence of at most 260 characters, for those who cannot see it. */
export function writeAltText(figure: Figure, drawing: keyof typeof DRAWINGS): string {
  const look = wholeOf(figure);
  const known = leaders(look);
  const stretch = drawing === 'bars' ? whenOf(look) : stretchOf(look);
  const clauses = aboutOf(look).flatMap((about) => {
    const opening = [`${DRAWINGS[drawing]} of ${about}`, settingWords(look), stretch].filter(
      (part) => part !== '',
    );
    return [2, 1, 0].map((shown) => opening.join(', ') + endOf(look, known.slice(0, shown)));
  });
  return oneSentence(clauses, []);
}

function aboutOf(look: Look): readonly string[] {
  const { by, attribution } = look.figure.definition;
  if (by.length === 0) return countSubjects(look, null);
  if (isAlone(look.figure.definition)) return countSubjects(look, look.groups[0] ?? null);
  const { count } = measureWords(look.figure.measure.id);
  const isShare = look.figure.measure.kind === 'stock' || look.figure.measure.kind === 'flow';
  const dimensions = by.map(groupedBy);
  const groups =
    attribution === 'flow' ? `${dimensions[0]} of creator and uploader` : dimensions.join(' crossed with ');
  if (isShare) return wholes(look).map((whole) => `shares of ${whole} by ${groups}`);
  return populationWords(look.figure).map((population) => `${count}${population} by ${groups}`);
}

function stretchOf({ figure, from, until, asOf }: Look): string {
  const { periods, step } = figure;
  const [first, last] = [periods[0], periods.at(-1)];
  if (!first || !last || periods.length === 1) return `on ${formatDay(asOf)}`;
  const missing = periods.filter((period) => period.asOf === null).length;
  const broken = missing === 0 ? '' : `, ${missing} ${step}${missing === 1 ? '' : 's'} missing`;
  return `${STEPS[step]} from ${formatDay(from)} to ${formatDay(addDays(until, -1))}${broken}`;
}

function endOf(look: Look, shown: readonly LookGroup[]): string {
  const { by } = look.figure.definition;
  if (by.length === 0 || isAlone(look.figure.definition)) {
    const value = look.groups[0]?.value ?? null;
    if (value === null) return '';
    const words = valueWords(look, value);
    return look.figure.measure.kind === 'flow' ? `, ${words} in all` : `, ending at ${words}`;
  }
  const words = shown.map((group) => `${phraseIn(look, group).text} ${shareOf(look, group)}`);
  return words.length === 0 ? '' : `: ${words.join(', ')}`;
}

function shareOf(look: Look, { share, band, value }: LookGroup): string {
  if (band) return percentRange(band);
  return share === null ? valueWords(look, value ?? 0) : percent(share);
}

function valueWords({ figure }: Look, value: number): string {
  return figure.measure.kind === 'mean' || figure.measure.kind === 'median'
    ? `${size(value)}\u00a0parameters`
    : amount(value);
}
