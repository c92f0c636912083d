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
import type { DigestReading } from '../read.ts';
import { sundayOf } from '../week.ts';

/** Whether the figures of the week can be trusted. */
export function quality(reading: DigestReading): Section {
  const { region, size, license, week, panel, earlierReference } = reading;
  const part = (figure: Figure) => formatShare(knownPart(marksOf(figure, week).now));
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
                  says: `The reference went from version ${earlierReference} to ${region.referenceVersion} since the issue before; earlier weeks are counted by the new one here.`,
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
function daysSays({ days, week, panel }: DigestReading): string {
  const { published, rejected } = days;
  const all = Array.from({ length: 7 }, (_, at) => addDays(week.from, at));
  const begun = all.filter((day) => day >= panel.from);
  const missing = begun.filter((day) => !published.includes(day) && !rejected.includes(day));
  const last = published.at(-1) ?? week.from;
  return [
    `${published.length} of 7 days were published`,
    ...(begun.length < 7 ? [`the record begins on ${formatDay(panel.from)}`] : []),
    ...(rejected.length > 0 ? [`${namesOf(rejected)} failed the checks`] : []),
    ...(missing.length > 0 ? [`${namesOf(missing)} ${missing.length === 1 ? 'is' : 'are'} missing`] : []),
    ...(last === sundayOf(week) ? [] : [`the figures stand at ${formatWeekday(last)}`]),
  ]
    .join('; ')
    .concat('.');
}

function namesOf(days: readonly string[]): string {
  return formatList(days.map((day) => formatWeekday(day).split(' ')[0] ?? day));
}

/** What the changes are against, where that is not the week before. */
function comparison({ region, week }: DigestReading): readonly Sentence[] {
  const { before, back } = marksOf(region, week);
  if (before === null)
    return [
      {
        says: 'There is no earlier week to compare with, so nothing is said to have moved.',
        href: viewOf(region),
      },
    ];
  if (back === 1) return [];
  const day = formatDay(region.periods[before.at]?.asOf ?? '');
  const gap =
    back === 2 ? 'The week before has no snapshot' : `The ${back - 1} weeks before have no snapshot`;
  return [{ says: `${gap}: changes are against ${day}.`, href: viewOf(region) }];
}
