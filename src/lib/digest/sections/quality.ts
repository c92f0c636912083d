import { definitionOf } from '../../definition/defaults.ts';
import { formatDay, formatWeekday } from '../../format/dates.ts';
import { formatList } from '../../format/list.ts';
import { formatShare } from '../../format/numbers.ts';
import { addDays } from '../../metrics/days.ts';
import type { Figure } from '../../metrics/figure.ts';
import { paths } from '../../site/paths.ts';
import { knownPart } from '../../site/review/looks.ts';
import { marksOf, viewOf } from '../marks.ts';
import type { Section, Sentence } from '../payload.ts';
import { dayCount, lastDayOf, type Period } from '../period.ts';
import type { DigestReading } from '../read.ts';

const mostNamed = 4;

/** Whether the figures of the week or month can be trusted. */
export function quality(reading: DigestReading): Section {
  const { region, size, license, period, panel, earlierReference } = reading;
  const part = (figure: Figure) => formatShare(knownPart(marksOf(figure, period).now));
  const known = `The region is known for ${part(region)} of downloads, the size for ${part(size)} and the license for ${part(license)}.`;
  const status = paths.status(definitionOf({ panel: panel.panel }));
  return {
    id: 'quality',
    title: 'Quality of the data',
    blocks: [
      {
        kind: 'say',
        sentences: [
          { says: daysSays(reading), href: status },
          ...comparison(reading),
          { says: known, href: viewOf(region) },
          ...(earlierReference !== null && earlierReference !== region.referenceVersion
            ? [
                {
                  says: `The reference went from version ${earlierReference} to ${region.referenceVersion} since the issue before; earlier ${period.kind}s are counted by the new one here.`,
                  href: paths.registry(),
                },
              ]
            : []),
        ],
      },
    ],
  };
}

/** `Seven of seven days were published.` */
function daysSays({ days, period, panel }: DigestReading): string {
  const { published, rejected } = days;
  const all = Array.from({ length: dayCount(period) }, (_, at) => addDays(period.from, at));
  const begun = all.filter((day) => day >= panel.from);
  const missing = begun.filter((day) => !published.includes(day) && !rejected.includes(day));
  const last = published.at(-1) ?? period.from;
  return [
    `${published.length} of ${all.length} days were published`,
    ...(begun.length < all.length ? [`the record begins on ${formatDay(panel.from)}`] : []),
    ...(rejected.length > 0 ? [`${namesOf(rejected, period)} failed the checks`] : []),
    ...(missing.length > 0
      ? [`${namesOf(missing, period)} ${missing.length === 1 ? 'is' : 'are'} missing`]
      : []),
    ...(last === lastDayOf(period) ? [] : [`the figures stand at ${formatWeekday(last)}`]),
  ]
    .join('; ')
    .concat('.');
}

/** Weekdays of a week; of a longer time the days, or how many there are. */
function namesOf(days: readonly string[], { kind }: Period): string {
  if (kind === 'month')
    return days.length > mostNamed ? `${days.length} days` : formatList(days.map((day) => formatDay(day)));
  return formatList(days.map((day) => formatWeekday(day).split(' ')[0] ?? day));
}

/** What the changes are against, where that is not the period before. */
function comparison({ region, period }: DigestReading): readonly Sentence[] {
  const { before, back } = marksOf(region, period);
  if (before === null)
    return [
      {
        says: `There is no earlier ${period.kind} to compare with, so nothing is said to have moved.`,
        href: viewOf(region),
      },
    ];
  if (back === 1) return [];
  const day = formatDay(region.periods[before.at]?.asOf ?? '');
  const gap =
    back === 2
      ? `The ${period.kind} before has no snapshot`
      : `The ${back - 1} ${period.kind}s before have no snapshot`;
  return [{ says: `${gap}: changes are against ${day}.`, href: viewOf(region) }];
}
