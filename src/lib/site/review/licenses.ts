import { ANSWERS } from '../../../../db/vocab/answers.ts';
import { writeCoverage } from '../../findings/write-coverage.ts';
import { writeMover } from '../../findings/write-mover.ts';
import { formatDay } from '../../format/dates.ts';
import { formatCount, formatExact, formatShare } from '../../format/numbers.ts';
import type { Figure } from '../../metrics/figure.ts';
import { paths } from '../paths.ts';
import { type ReviewAnswer, row } from './answer.ts';
import { about, linked, ofPanel, places } from './leaders.ts';
import { knownPart, lastLook, leadersAt, lookUpTo, percentCell } from './looks.ts';
import type { ReviewReading } from './read-review.ts';

const exposedShown = 6;

/** 6: what part may be used commercially. */
export function adoptable(reading: ReviewReading): ReviewAnswer {
  const { commercial, license, region, marks } = reading;
  const { at } = lastLook(commercial);
  const sumOf = (answer: string, where: string | null) =>
    commercial.groups
      .filter(({ ids }) => ids[0] === answer && (where === null || ids[1] === where))
      .reduce((sum, { series }) => sum + (series[at] ?? 0), 0);
  const answers = ANSWERS.filter(({ id }) => sumOf(id, null) > 0);
  const wholeIn = (where: string | null) => answers.reduce((sum, { id }) => sum + sumOf(id, where), 0);
  const partIn = (answer: string, where: string | null) => {
    const whole = wholeIn(where);
    return whole <= 0 ? null : sumOf(answer, where) / whole;
  };
  const named = leadersAt(lastLook(region), places).slice(0, 3);
  const open = ANSWERS.filter(({ kind }) => kind === 'open').reduce(
    (sum, { id }) => sum + (partIn(id, null) ?? 0),
    0,
  );
  return {
    id: 'licenses',
    question: 'What share of what we could adopt is commercially safe?',
    says: isUnrecorded(license)
      ? ['The source of this panel states no licenses, so the question cannot be answered from it.']
      : [
          `${formatShare(partIn('yes', null))} of downloads on ${formatDay(marks.now)} fall to models whose declared license grants commercial use, ${formatShare(partIn('conditional', null))} to such that grant it under conditions; of ${formatShare(open)} nothing is known.`,
          writeMover(license, null, back(license, marks.before)) ??
            'License classes have no earlier look to compare with.',
        ],
    table: {
      heading: 'Commercial use granted',
      heads: ['Share of downloads', ...named.map(({ names: [name] }) => name ?? '')],
      barred: true,
      rows: answers.map(({ id, name }) => {
        const share = partIn(id, null);
        return row(
          name,
          [percentCell(share), ...named.map(({ ids: [where] }) => percentCell(partIn(id, where ?? null)))],
          {
            share,
          },
        );
      }),
    },
    beside: [
      'A declared label, not legal advice. Columns of regions are parts of the downloads of that region.',
    ],
    definition: about(commercial).definition,
    coverage: `an answer is known for ${formatShare(1 - open)} of downloads; ${writeCoverage(license)}`,
    links: [
      { says: 'Licenses', href: paths.licenses(linked(license)) },
      {
        says: 'commercial use by region',
        href: paths.explore({ ...linked(commercial), by: ['region', 'commercial-use'] }),
      },
    ],
  };
}

/** 7: where labels differ from the terms of a base. */
export function exposed(reading: ReviewReading): ReviewAnswer {
  const { exposure, license, marks } = reading;
  const sum = (of: (group: (typeof exposure.groups)[number]) => number) =>
    exposure.groups.reduce((all, group) => all + of(group), 0);
  const [total, at] = [sum((group) => group.total), sum((group) => group.exposed)];
  const families = exposure.groups.filter(({ id, exposed: some }) => id !== '' && some > 0);
  const [first] = families;
  return {
    id: 'exposure',
    question: 'Which upstream license risks sit in popular derivatives?',
    says: isUnrecorded(license)
      ? ['The source of this panel states no licenses, so no label can be held against that of a base.']
      : at <= 0
        ? [
            `At ${formatDay(marks.now)} no download falls to a model whose label differs from the terms of a declared base.`,
          ]
        : [
            `${formatCount(at)} downloads, ${formatShare(total <= 0 ? null : at / total)} of all, fall to models whose license label differs from the terms of a declared base.`,
            ...(first
              ? [
                  `Most sit in ${first.name}: ${formatCount(first.exposed)}, ${formatShare(first.share)} of the downloads of the family.`,
                ]
              : []),
          ],
    table:
      families.length === 0
        ? null
        : {
            heading: 'Family',
            heads: ['Downloads exposed', 'Of the family', 'Looser label', 'No label', 'Incompatible'],
            barred: true,
            rows: families
              .slice(0, exposedShown)
              .map(({ id, name, share, verdicts, exposed: some }) =>
                row(
                  name,
                  [
                    formatExact(some),
                    percentCell(share),
                    formatExact(verdicts['relabelled-looser']),
                    formatExact(verdicts['missing-license']),
                    formatExact(verdicts.incompatible),
                  ],
                  { share: at <= 0 ? null : some / at, href: paths.family(id, ofPanel(reading)) },
                ),
              ),
          },
    beside: [...exposure.notes],
    definition: exposure.definition,
    coverage: verdictWords(reading),
    links: [{ says: 'License exposure', href: paths.exposure(ofPanel(reading)) }],
  };
}

/** What part of downloads a verdict on labels speaks for. */
function verdictWords({ exposure: { coverage, declared }, license }: ReviewReading): string {
  if (isUnrecorded(license)) return 'no license is recorded, so no verdict is possible';
  if (coverage === null || declared === null) return 'no model declares a base, so no verdict is possible';
  return `${formatShare(declared)} of downloads fall to models that declare a base; a verdict is possible for ${formatShare(coverage)} of these`;
}

/** How a finding is asked to compare with the look up to a day. */
function back(figure: Figure, day: string | null): { compareWith?: number } {
  const [now, then] = [lastLook(figure), lookUpTo(figure, day)];
  return then === null || then.at === now.at ? {} : { compareWith: figure.periods.length - 1 - then.at };
}

/** True where nobody said of any model what its license is. */
function isUnrecorded(license: Figure): boolean {
  return (knownPart(lastLook(license)) ?? 0) < 0.0005;
}
