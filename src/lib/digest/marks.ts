import { REGIONS } from '../../../db/vocab/regions.ts';
import { formatDay } from '../format/dates.ts';
import { formatChange } from '../format/numbers.ts';
import { addDays } from '../metrics/days.ts';
import type { Figure, FigureGroup } from '../metrics/figure.ts';
import { paths } from '../site/paths.ts';
import { type At, knownPart, lastLook, leadersAt, lookUpTo, shareOf } from '../site/review/looks.ts';
import { type Period, type PeriodKind, periodBack, periodsSince } from './period.ts';

/** A figure at the period of an issue, and at those it is compared with. */
export interface Marks {
  kind: PeriodKind;
  now: At;
  /** The last look of an earlier period, mostly the one before; null: there is none. */
  before: At | null;
  /** Weeks or months between the two; 0 where there is no earlier one. */
  back: number;
  /** Exactly 4 weeks or 3 months, and a year earlier; null where that is a gap or before the record. */
  mid: At | null;
  year: At | null;
}

/** How far back the longer comparisons of an issue reach. */
export const REACH = { week: { mid: 4, year: 52 }, month: { mid: 3, year: 12 } } as const;

export function marksOf(figure: Figure, period: Period): Marks {
  const { kind } = period;
  const before = lookUpTo(figure, addDays(period.from, -1));
  const at = (count: number): At | null => {
    const { from } = periodBack(period, count);
    const found = figure.periods.findIndex((each) => each.from === from && each.asOf !== null);
    return found < 0 ? null : { figure, at: found };
  };
  const then = before && figure.periods[before.at];
  const back = then ? periodsSince(period, then.from) : 0;
  const { mid, year } = REACH[kind];
  return { kind, now: lastLook(figure), before, back, mid: back === mid ? null : at(mid), year: at(year) };
}

/** `1 week`, `3 months`. */
export function countPeriods(kind: PeriodKind, count: number): string {
  return `${count} ${kind}${count === 1 ? '' : 's'}`;
}

/** Where less of the whole is known, what is known says nothing of it. */
const leastKnown = 0.05;

/** False where the source of a panel hardly says to which groups models belong. */
export function isTold({ now }: Marks): boolean {
  return (knownPart(now) ?? 0) >= leastKnown;
}

/** Heads of the columns that `changeCells` fills. */
export function changeHeads({ kind, before, back, mid, year }: Marks): readonly string[] {
  return [
    ...(before ? [countPeriods(kind, back)] : []),
    ...(mid ? [countPeriods(kind, REACH[kind].mid)] : []),
    ...(year ? [countPeriods(kind, REACH[kind].year)] : []),
  ];
}

/** Changes of the share of some groups in percentage points, with their sign. */
export function changeCells({ now, before, mid, year }: Marks, ids: readonly string[]): readonly string[] {
  const share = shareOf(now, ids);
  return [before, mid, year].flatMap((then) => {
    if (then === null) return [];
    const was = shareOf(then, ids);
    return [share === null || was === null ? '–' : formatChange(share - was).replace(/\D+points$/, '')];
  });
}

/** `in a week`, `since 25 October 2026`: how long the change took. */
export function spanWords({ kind, back, before }: Marks): string {
  if (before === null) return '';
  return back === 1 ? `in a ${kind}` : `since ${formatDay(before.figure.periods[before.at]?.asOf ?? '')}`;
}

/** The view of a figure at the snapshot it was read at. */
export function viewOf({ definition, asOf }: Figure): string {
  return paths.view({ ...definition, snapshot: asOf });
}

const regions: ReadonlySet<string> = new Set(
  REGIONS.filter(({ kind }) => kind === 'place').map(({ id }) => id),
);

/** Known groups at a look, largest first; of regions those that are places. */
export function placesOf(figure: Figure, at: At): readonly FigureGroup[] {
  return figure.definition.by[0] === 'region' ? leadersAt(at, regions) : leadersAt(at);
}
