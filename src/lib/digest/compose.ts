import { formatWeekday } from '../format/dates.ts';
import { formatCount, formatGrowth } from '../format/numbers.ts';
import type { Figure } from '../metrics/figure.ts';
import { shareOf } from '../site/review/looks.ts';
import { clean } from './clean.ts';
import { type Finding, findingsOf, growthOf, newsOf } from './findings.ts';
import { groupHeads, groupRow } from './group-section.ts';
import { marksOf, spanWords, viewOf } from './marks.ts';
import type { GroupRow, Payload, Sentence } from './payload.ts';
import { dayCount, daysOf, lastDayOf } from './period.ts';
import type { DigestReading } from './read.ts';
import { SECTIONS } from './sections/index.ts';
import { openingOf } from './subject.ts';

/** What makes an issue another one than its reading. */
export interface Edition {
  /** 1, or one more for each correction. */
  edition: number;
  /** Why the edition before is corrected; null for the first. */
  reason: string | null;
}

export function issueName(period: string, edition: number): string {
  return edition === 1 ? period : `${period}-${edition}`;
}

/** Everything an issue says. The same reading gives the same issue. */
export function compose(reading: DigestReading, { edition, reason }: Edition): Payload {
  const { period, panel, region, days } = reading;
  const { kind, ...week } = period;
  const findings = findingsOf(reading);
  const marks = marksOf(region, period);
  return {
    format: 1,
    issue: issueName(period.name, edition),
    ...(kind === 'month' ? { period: kind } : {}),
    week,
    days: daysOf(period),
    asOf: days.published.at(-1) ?? region.asOf,
    comparedWith: marks.before && (region.periods[marks.before.at]?.asOf ?? null),
    panel: {
      panel: panel.panel,
      title: panel.title,
      sourceTitle: panel.sourceTitle,
      sourceUrl: panel.sourceUrl,
      terms: panel.terms,
    },
    referenceVersion: region.referenceVersion,
    ...openingOf(reading, findings),
    summary: summaryOf(reading, findings),
    sections: SECTIONS.flatMap((section) => section(reading) ?? []),
    groups: groupsOf(reading),
    groupHeads: groupHeads(marks),
    correction:
      edition === 1
        ? null
        : { of: issueName(period.name, edition - 1), reason: clean(reason ?? 'Corrected.') },
  };
}

/** The week or month in one paragraph. */
function summaryOf(reading: DigestReading, findings: readonly Finding[]): readonly Sentence[] {
  const { models, region, period, days } = reading;
  const marks = marksOf(region, period);
  const news = newsOf(findings);
  const last = days.published.at(-1) ?? region.asOf;
  const quiet: Sentence[] =
    marks.before !== null && news.length === 0
      ? [
          {
            says: `No share of downloads moved by more than half a point ${spanWords(marks)}, and nobody changed places at the top.`,
            href: viewOf(region),
          },
        ]
      : [];
  return [
    ...news.map(({ says, href }) => ({ says, href })),
    ...quiet,
    {
      says: `The census counts ${formatCount(models.total ?? 0)} models on ${formatWeekday(last)}${totalsSays(reading)}.`,
      href: viewOf({ ...models, definition: { ...models.definition, by: ['region'] } }),
    },
    ...(last === lastDayOf(period) && days.published.length >= Math.floor((dayCount(period) * 6) / 7)
      ? []
      : [
          {
            says: `The ${period.kind} is incomplete: ${days.published.length} of ${dayCount(period)} days were published.`,
            href: viewOf(region),
          },
        ]),
  ];
}

/** `, 0.7 % more than a week before, downloaded 1.23 billion times in 30 days, 1.2 % more`. */
function totalsSays({ models, region, period }: DigestReading): string {
  const said = (figure: Figure) => {
    const growth = growthOf(figure, marksOf(figure, period));
    return growth === null ? null : formatGrowth(growth);
  };
  const [more, downloaded] = [said(models), said(region)];
  const marks = marksOf(region, period);
  const since = marks.before === null ? '' : ` ${spanWords(marks)}`;
  return `${more === null ? '' : ` (${more}${since})`}, with ${formatCount(region.total ?? 0)} downloads in 30 days${downloaded === null ? '' : ` (${downloaded})`}`;
}

/** Every group that a focus may ask for. */
function groupsOf({ region, size, license, family, period }: DigestReading): readonly GroupRow[] {
  const dimensions = { region, size, license, family } as const;
  return (Object.keys(dimensions) as (keyof typeof dimensions)[]).flatMap((dimension) => {
    const figure = dimensions[dimension];
    const marks = marksOf(figure, period);
    return figure.groups
      .filter(({ open, ids: [id = ''] }) => !open && id !== '' && (shareOf(marks.now, [id]) ?? 0) > 0)
      .map(
        (group): GroupRow => ({
          ...groupRow(figure, marks, group),
          dimension,
          id: group.ids[0] ?? '',
        }),
      );
  });
}
