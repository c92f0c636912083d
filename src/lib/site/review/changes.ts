import { keyName } from '../../definition/words.ts';
import { capitalized } from '../../format/capital.ts';
import { formatDay } from '../../format/dates.ts';
import { formatList } from '../../format/list.ts';
import { formatChange, formatExact, formatShare } from '../../format/numbers.ts';
import { addDays } from '../../metrics/days.ts';
import type { Figure } from '../../metrics/figure.ts';
import { paths } from '../paths.ts';
import { type ReviewAnswer, row } from './answer.ts';
import { about, linked, ofPanel, places } from './leaders.ts';
import {
  changeCell,
  counted,
  knownPart,
  lastLook,
  leadersAt,
  lookUpTo,
  partOf,
  percentCell,
  phraseOf,
  shareOf,
  shiftOf,
} from './looks.ts';
import type { ReviewReading } from './read-review.ts';

const moversShown = 8;
const entrantsNamed = 3;

/** A share that is printed to a tenth of a point moved at least so much. */
const leastMove = 0.0005;

interface Mover {
  figure: Figure;
  name: string;
  phrase: string;
  now: number;
  was: number;
}

/** 9: what moved that nobody asked for. */
export function unexpected(reading: ReviewReading): ReviewAnswer {
  const { marks, drift, turnover, stretch } = reading;
  const movers = [reading.region, reading.size, reading.license, reading.family, reading.publisher]
    .flatMap((figure) => moversOf(figure, marks.before))
    .toSorted((a, b) => Math.abs(b.now - b.was) - Math.abs(a.now - a.was));
  const [first] = movers;
  const drifted = drift.weeks.reduce(
    (sum, { counts }) => ({
      all: sum.all + (counts ? Object.values(counts).reduce((all, count) => all + count, 0) : 0),
      tighter: sum.tighter + (counts?.tighter ?? 0),
      looser: sum.looser + (counts?.looser ?? 0),
    }),
    { all: 0, tighter: 0, looser: 0 },
  );
  const entrants = turnover.entrants.map(({ repoId }) => repoId);
  return {
    id: 'changes',
    question: 'What changed this quarter that I did not expect?',
    says: [
      first
        ? `The largest move of a share: ${first.phrase}, ${formatChange(first.now - first.was)} to ${formatShare(first.now)} of downloads since ${formatDay(marks.before ?? '')}.`
        : marks.before === null
          ? 'There is no earlier look to compare with, so nothing can be said to have moved.'
          : 'No share of downloads moved by more than a change of what is known could explain.',
      drifted.all === 0
        ? 'No license label changed in the stretch.'
        : capitalized(
            `${counted(drifted.all, 'license label', 'license labels')} changed in the stretch, ${formatExact(drifted.tighter)} to tighter terms and ${formatExact(drifted.looser)} to looser ones.`,
          ),
      ...(turnover.comparedWith === null
        ? []
        : [
            entrants.length === 0
              ? `The ${formatExact(turnover.listed)} most downloaded models are those of ${formatDay(turnover.comparedWith)}.`
              : `${formatExact(entrants.length)} of the ${formatExact(turnover.listed)} most downloaded models ${entrants.length === 1 ? 'was' : 'were'} not among them on ${formatDay(turnover.comparedWith)}: ${formatList([...entrants.slice(0, entrantsNamed), ...(entrants.length > entrantsNamed ? [`${entrants.length - entrantsNamed} more`] : [])])}.`,
          ]),
    ],
    table:
      movers.length === 0
        ? null
        : {
            heading: 'Largest moves',
            heads: ['Among', 'Share before', 'Share', 'Change'],
            barred: false,
            rows: movers
              .slice(0, moversShown)
              .map(({ figure, name, now, was }) =>
                row(
                  name,
                  [
                    figure.definition.by.map(keyName).join(''),
                    percentCell(was),
                    percentCell(now),
                    changeCell(now, was),
                  ],
                  { href: paths.view(linked(figure)) },
                ),
              ),
          },
    beside:
      movers.length > 0
        ? [
            'One event may stand in several rows. Moves no larger than the change of what is known are left out.',
          ]
        : [],
    definition: `${about(reading.region).definition} The same by size class, license class, family and publisher. ${drift.definition} Booked from ${formatDay(stretch.from)} to ${formatDay(addDays(stretch.until, -1))}. ${turnover.definition}`,
    coverage: `known of downloads: ${formatList(
      [reading.region, reading.size, reading.license, reading.publisher].map(
        (figure) =>
          `${figure.definition.by.map((by) => keyName(by).toLowerCase()).join('')} ${formatShare(knownPart(lastLook(figure)))}`,
      ),
    )}`,
    links: [
      { says: 'Who entered and left the lead', href: paths.concentration(ofPanel(reading)) },
      { says: 'Explore', href: paths.explore(ofPanel(reading)) },
    ],
  };
}

/** Known groups of a figure whose share moved by more than a change of what is known could explain. */
function moversOf(figure: Figure, before: string | null): readonly Mover[] {
  const [now, then] = [lastLook(figure), lookUpTo(figure, before)];
  if (then === null || then.at === now.at) return [];
  const least = Math.max(leastMove, Math.abs(shiftOf(now, then)));
  return figure.groups.flatMap((group) => {
    const [id] = group.ids;
    const [is, was] = [partOf(now, group), partOf(then, group)];
    if (group.open || !id || is === null || was === null || Math.abs(is - was) < least) return [];
    return [{ figure, name: group.names[0] ?? id, phrase: phraseOf(figure, group), now: is, was }];
  });
}

/** What became of the days of a stretch. */
export interface DayCounts {
  published: number;
  rejected: number;
  missing: number;
}

/** 10: how far the headline would move if one counted otherwise, and what is missing. */
export function howSure(reading: ReviewReading, days: DayCounts, isWhole: boolean): ReviewAnswer {
  const { region, ways, marks } = reading;
  const now = lastLook(region);
  const [first] = leadersAt(now, places);
  const ids = first?.ids ?? [];
  const own = shareOf(now, ids) ?? 0;
  const known = knownPart(now) ?? 0;
  const counted = [
    { name: 'The headline: downloads, by uploader', share: own, leads: true, apart: false },
    ...ways.flatMap(({ name, figure, apart }) => {
      const look = lastLook(figure);
      const share = shareOf(look, ids);
      // A panel without language models has no share of them.
      return share === null
        ? []
        : [{ name, apart, share, leads: leadersAt(look, places)[0]?.ids[0] === ids[0] }];
    }),
    { name: 'Unknown publishers left out', share: known <= 0 ? 0 : own / known, leads: true, apart: false },
    {
      name: 'If all that is unknown were its own',
      share: Math.min(1, own + 1 - known),
      leads: true,
      apart: true,
    },
  ];
  const band = counted.filter(({ apart }) => !apart).map(({ share }) => share);
  const [low, high] = [Math.min(...band), Math.max(...band)].map(formatShare);
  const group = first ? phraseOf(region, first) : null;
  return {
    id: 'sure',
    question: 'How sure are we?',
    says: [
      group === null
        ? 'No region is known, so nothing is sure.'
        : `The headline share of ${group}, ${formatShare(own)}, lies ${low === high ? `at ${low}` : `between ${low} and ${high}`} under the ${band.length} ways of counting downloads; the region is known for ${formatShare(known)} of them.`,
      `${dayWords(days.published)} published in the stretch, ${days.rejected === 0 ? 'none' : formatExact(days.rejected)} rejected by checks, ${days.missing === 0 ? 'none' : formatExact(days.missing)} missing; ${isWhole ? 'the record covers it to its end' : 'the record does not reach its end, so all of this is provisional'}.`,
    ],
    table: first
      ? {
          heading: 'Way of counting',
          heads: [`Share of ${group}`, 'Against the headline', 'Leads'],
          barred: true,
          rows: counted.map(({ name, share, leads }, at) =>
            row(name, [percentCell(share), at === 0 ? '–' : changeCell(share, own), leads ? 'yes' : 'no'], {
              share,
              shareBefore: at === 0 ? null : own,
            }),
          ),
        }
      : null,
    beside: [
      'The mark is the headline. The number of models and the last row are no ways of counting downloads, and stand outside the band.',
    ],
    definition: `Each way changes one thing of the headline: ${about(region).definition} At the look of ${formatDay(marks.now)}.`,
    coverage: about(region).coverage,
    links: [
      { says: 'Status of the record', href: paths.status(ofPanel(reading)) },
      { says: 'Methods', href: paths.methods() },
    ],
  };
}

function dayWords(days: number): string {
  return `${capitalized(counted(days, 'day', 'days'))} ${days === 1 ? 'was' : 'were'}`;
}
