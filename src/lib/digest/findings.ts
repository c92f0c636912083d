import type { DimensionId } from '../../../db/vocab/dimensions.ts';
import { SMALLEST_BASE } from '../findings/thresholds.ts';
import { capitalized } from '../format/capital.ts';
import { formatChange, formatGrowth, formatShare } from '../format/numbers.ts';
import type { Figure, FigureGroup } from '../metrics/figure.ts';
import { paths } from '../site/paths.ts';
import { phraseOf, shareOf, shiftOf } from '../site/review/looks.ts';
import { clean } from './clean.ts';
import { isTold, type Marks, marksOf, placesOf, spanWords, viewOf } from './marks.ts';
import type { Sentence } from './payload.ts';
import type { DigestReading } from './read.ts';

/** What happened in the week or month, as a line and as a sentence. The highest score leads the issue. */
export interface Finding extends Sentence {
  score: number;
  /** Its subject: of two findings the second is about something else. */
  about: string;
  /** Without a full stop, the longest first: for the subject, which takes the first that fits. */
  lines: readonly string[];
}

/** Less than this is no news. */
export const LEAST_NEWS = 1;

/** Shares that are told when they are passed. */
const ROUND = [0.1, 0.25, 1 / 3, 0.5, 2 / 3, 0.75];
const ROUND_WORDS: Readonly<Record<string, string>> = {
  0.1: '10\u00a0%',
  0.25: 'a quarter',
  0.5: 'half',
  0.75: 'three quarters',
};

/** Places below which a change of order is no news. */
const placesTold = 4;
/** The smallest share whose change of place is told. */
const leastShare = 0.02;
/** A move of half a point is news by itself. */
const pointsWorth = 200;
const percentWorth = 50;

/** The findings that lead: news, the second about something else than the first. */
export function newsOf(findings: readonly Finding[]): readonly Finding[] {
  const news = findings.filter(({ score }) => score >= LEAST_NEWS);
  return news.filter(({ about }, at) => news.findIndex((other) => other.about === about) === at).slice(0, 2);
}

/** What moved, most important first. The same reading gives the same findings. */
export function findingsOf(reading: DigestReading): readonly Finding[] {
  const { region, size, license, family, publisher, period } = reading;
  const figures = [region, license, size, family, publisher];
  return [
    ...figures.flatMap((figure, at) => sharesOf(figure, marksOf(figure, period), 1 - at * 0.08)),
    ...totalOf(region, marksOf(region, period)),
    ...entrantOf(reading),
  ].toSorted((a, b) => b.score - a.score || a.says.localeCompare(b.says));
}

function sharesOf(figure: Figure, marks: Marks, weight: number): readonly Finding[] {
  const { now, before } = marks;
  if (before === null || isSmall(figure, marks) || !isTold(marks)) return [];
  const shift = Math.abs(shiftOf(now, before));
  const known = placesOf(figure, now);
  const moved = known.flatMap((group) => {
    const [is, was] = [shareOf(now, group.ids) ?? 0, shareOf(before, group.ids) ?? 0];
    // What is newly known may have moved every share by as much.
    return Math.abs(is - was) > shift ? [{ group, is, was }] : [];
  });
  return [
    ...passes(figure, marks, { weight, shift }),
    ...moved.flatMap((move) => crossing(figure, marks, { ...move, weight })),
    ...moved.flatMap((move) => shareMove(figure, marks, { ...move, weight })),
  ];
}

function isSmall({ totals, measure }: Figure, { now, before }: Marks): boolean {
  const least = Math.min(totals[now.at] ?? 0, before ? (totals[before.at] ?? 0) : 0);
  return least < SMALLEST_BASE[measure.id];
}

interface Move {
  group: FigureGroup;
  is: number;
  was: number;
  weight: number;
}

/** One group overtakes another among the first. */
function passes(
  figure: Figure,
  marks: Marks,
  { weight, shift }: { weight: number; shift: number },
): readonly Finding[] {
  const { now, before } = marks;
  if (before === null) return [];
  const [today, then] = [placesOf(figure, now), placesOf(figure, before)];
  return today.slice(0, placesTold).flatMap((group, at) => {
    const next = today[at + 1];
    if (!next) return [];
    const [is, beaten] = [shareOf(now, group.ids) ?? 0, shareOf(now, next.ids) ?? 0];
    const [was, led] = [shareOf(before, group.ids) ?? 0, shareOf(before, next.ids) ?? 0];
    const wasBehind = then.includes(next) && was < led;
    if (!wasBehind || is < leastShare || is <= beaten || is - was + (led - beaten) <= shift) return [];
    const [a, b] = [clean(phraseOf(figure, group)), clean(phraseOf(figure, next))];
    const [brief, other] = [capital(briefOf(figure, group), figure), briefOf(figure, next)];
    const place = ['first', 'second', 'third', 'fourth'][at] ?? '';
    const verb = isPlural(figure) ? 'pass' : 'passes';
    const lines = [`${brief} ${verb} ${other} in downloads`, `${brief} ${verb} ${other}`];
    const says = `${capital(a, figure)} ${verb} ${b} by downloads and ${isPlural(figure) ? 'are' : 'is'} ${place} ${amongWords(figure)}: ${formatShare(is)} against ${formatShare(beaten)}.`;
    return [{ score: (9 - 1.5 * at) * weight, lines, says, href: viewOf(figure), about: aboutOf(figure) }];
  });
}

/** A share goes through a round number. */
function crossing(figure: Figure, marks: Marks, { group, is, was, weight }: Move): readonly Finding[] {
  const through = ROUND.find((mark) => (was < mark && is >= mark) || (was >= mark && is < mark));
  const words = through && ROUND_WORDS[String(through)];
  if (!words) return [];
  const name = clean(phraseOf(figure, group));
  const brief = capital(briefOf(figure, group), figure);
  const plural = isPlural(figure);
  const verb = is > was ? (plural ? 'pass' : 'passes') : plural ? 'fall below' : 'falls below';
  return [
    {
      score: 7 * weight,
      lines: [`${brief} ${verb} ${words} of downloads`, `${brief} ${verb} ${words}`],
      says: `${capital(name, figure)} ${verb} ${words} of all downloads: ${formatShare(is)}, ${formatChange(is - was)} ${spanWords(marks)}.`,
      href: viewOf(figure),
      about: aboutOf(figure),
    },
  ];
}

function shareMove(figure: Figure, marks: Marks, { group, is, was, weight }: Move): readonly Finding[] {
  const name = clean(phraseOf(figure, group));
  const brief = capital(briefOf(figure, group), figure);
  const change = formatChange(is - was);
  const verb = is > was ? (isPlural(figure) ? 'gain' : 'gains') : isPlural(figure) ? 'lose' : 'loses';
  const points = change.replace(/^[+−±]/, '');
  return [
    {
      score: Math.min(6, Math.abs(is - was) * pointsWorth) * weight,
      lines: [`${brief} ${verb} ${points} of downloads`, `${brief} ${change}`],
      says: `${capital(name, figure)} ${verb} ${points} of all downloads ${spanWords(marks)} and ${isPlural(figure) ? 'stand' : 'stands'} at ${formatShare(is)}.`,
      href: viewOf(figure),
      about: aboutOf(figure),
    },
  ];
}

/** All downloads together. */
function totalOf(region: Figure, marks: Marks): readonly Finding[] {
  const growth = growthOf(region, marks);
  if (growth === null) return [];
  const verb = growth > 0 ? 'rise' : 'fall';
  const amount = formatGrowth(growth);
  return [
    {
      score: Math.min(6, Math.abs(growth) * percentWorth),
      lines: [`Downloads ${verb} ${amount.replace(/^[+−±]/, '')}`],
      says: `Downloads in 30 days ${verb} by ${amount.replace(/^[+−±]/, '')} ${spanWords(marks)}.`,
      href: viewOf(region),
      about: 'downloads',
    },
  ];
}

/** Relative change of the whole; null where there is nothing to compare, or the base is small. */
export function growthOf(figure: Figure, marks: Marks): number | null {
  if (marks.before === null || isSmall(figure, marks)) return null;
  const [now, before] = [figure.totals[marks.now.at] ?? 0, figure.totals[marks.before.at] ?? 0];
  return before <= 0 ? null : now / before - 1;
}

const topPlaces = 10;

/** A model that was not among the first fifty stands among the first ten. */
function entrantOf({ turnover, period, region }: DigestReading): readonly Finding[] {
  const found = turnover.entrants.find(({ place }) => place !== null && place <= topPlaces);
  if (!found || marksOf(region, period).before === null || found.value < SMALLEST_BASE.downloads30d)
    return [];
  const name = clean(found.repoId);
  return [
    {
      score: 4,
      lines: [`${name} enters the top ten`, 'A new model enters the top ten'],
      says: `${name} enters the ten most downloaded models at place ${found.place}.`,
      href: paths.model(found.repoId),
      about: 'models',
    },
  ];
}

function amongWords({ definition }: Figure): string {
  const words: Partial<Record<DimensionId, string>> = {
    region: 'among regions',
    license: 'among license classes',
    size: 'among size classes',
    family: 'among families',
    publisher: 'among publishers',
  };
  return words[definition.by[0] ?? 'region'] ?? '';
}

/** Kinds of models take the plural. */
function isPlural({ definition }: Figure): boolean {
  return definition.by[0] === 'license' || definition.by[0] === 'size';
}

/** Names of publishers and families keep their first letter, as xAI; words of ours begin a sentence. */
export function capital(text: string, { definition }: Figure): string {
  const [dimension] = definition.by;
  if (dimension === 'publisher' || dimension === 'family') return text;
  return capitalized(text);
}

/** What a group is called in a subject: `Permissive licenses`, `China`. */
function briefOf(figure: Figure, group: FigureGroup): string {
  return clean(phraseOf(figure, group).replace(/^models (under|of) /, ''));
}

function aboutOf({ definition }: Figure): string {
  return definition.by.join();
}
