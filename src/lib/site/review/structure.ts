import { formatDay, formatMonth } from '../../format/dates.ts';
import { formatList } from '../../format/list.ts';
import { formatExact, formatShare } from '../../format/numbers.ts';
import type { Inequality } from '../../metrics/structure/concentration-of.ts';
import { concentrationOf } from '../../metrics/structure/concentration-of.ts';
import type { Derivatives } from '../../metrics/structure/read-derivatives.ts';
import { formatModels } from '../families-view.ts';
import { paths } from '../paths.ts';
import { type ReviewAnswer, row } from './answer.ts';
import { linked, ofPanel, since } from './leaders.ts';
import {
  type At,
  changeCell,
  counted,
  knownPart,
  lastLook,
  leadersAt,
  lookUpTo,
  percentCell,
  phraseOf,
  shareOf,
} from './looks.ts';
import type { ReviewReading } from './read-review.ts';

const familiesShown = 6;
const namesShown = 4;

/** 3: on which families others build. */
export function builtOn(reading: ReviewReading): ReviewAnswer {
  const { derivatives, family, stretch, marks } = reading;
  const months = (part: Derivatives, from: string, until: string) =>
    part.months.flatMap((month, at) => (from <= `${month}-01` && `${month}-01` < until ? [at] : []));
  const inside = months(derivatives.family, stretch.from, stretch.until);
  const first = inside[0];
  const before =
    first === undefined
      ? []
      : derivatives.family.months.map((_, at) => at).slice(Math.max(0, first - inside.length), first);
  const sums = sumsOver(derivatives.family, inside);
  const earlier = sumsOver(derivatives.family, before);
  const regions = sumsOver(derivatives.region, months(derivatives.region, stretch.from, stretch.until));
  const [lead, second] = sums.groups;
  const [leadRegion, secondRegion] = regions.groups;
  const now = lastLook(family);
  const part = (of: Sums, id: string) => {
    const found = of.groups.find((group) => group.id === id);
    return of.total === 0 ? null : (found?.models ?? 0) / of.total;
  };
  const span = inside.map((at) => derivatives.family.months[at] ?? '');
  const [firstMonth = stretch.from.slice(0, 7), lastMonth = firstMonth] = [span[0], span.at(-1)];
  const spanWords =
    firstMonth === lastMonth
      ? `in ${formatMonth(firstMonth)}`
      : `from ${formatMonth(firstMonth)} to ${formatMonth(lastMonth)}`;
  return {
    id: 'families',
    question: 'Which families are developers building on?',
    says: lead
      ? [
          `Of ${counted(sums.total, 'derivative', 'derivatives')} released ${spanWords}, as far as still there, ${formatShare(part(sums, lead.id))} descend from ${lead.name}${second ? ` and ${formatShare(part(sums, second.id))} from ${second.name}` : ''}.`,
          ...(leadRegion
            ? [
                `By where the family’s publisher is based, ${leadRegion.name} has ${formatShare(part(regions, leadRegion.id))}${secondRegion ? `, ${secondRegion.name} ${formatShare(part(regions, secondRegion.id))}` : ''}.`,
              ]
            : []),
        ]
      : ['No dated derivative of a curated family was released in this stretch and is still in the panel.'],
    table:
      lead === undefined
        ? null
        : {
            heading: 'Family',
            heads: [
              'Derivatives',
              'Share',
              'Against the months before',
              'Its share of downloads',
              since(reading, 'before'),
            ],
            barred: true,
            rows: sums.groups.slice(0, familiesShown).map(({ id, name, models }) => {
              const share = part(sums, id);
              const used = shareOf(now, [id]);
              return row(
                name,
                [
                  formatModels(models),
                  percentCell(share),
                  changeCell(share, earlier.total === 0 ? null : part(earlier, id)),
                  percentCell(used),
                  changeCell(used, shareOf(lookUpTo(family, marks.before), [id])),
                ],
                { share, href: paths.family(id, ofPanel(reading)) },
              );
            }),
          },
    beside: [
      'The share is of derivatives of curated families and others alike; models that declare no base are in none.',
    ],
    definition: `${derivatives.family.definition} Months of release within the stretch, against as many before; as of ${formatDay(derivatives.family.asOf)}.`,
    coverage:
      derivatives.family.coverage === null
        ? 'nothing to cover'
        : `${formatShare(derivatives.family.coverage)} of all derivatives lead to a curated family`,
    links: [{ says: 'Families side by side', href: paths.families(ofPanel(reading)) }],
  };
}

interface Sums {
  total: number;
  /** Curated ones, largest first. */
  groups: readonly { id: string; name: string; models: number }[];
}

function sumsOver({ groups, totals }: Derivatives, at: readonly number[]): Sums {
  const over = (series: readonly number[]) => at.reduce((sum, place) => sum + (series[place] ?? 0), 0);
  return {
    total: over(totals),
    groups: groups
      .map(({ id, name, series }) => ({ id, name, models: over(series) }))
      .filter(({ id, models }) => id !== '' && models > 0)
      .toSorted((a, b) => b.models - a.models),
  };
}

/** 4: how concentrated it is, and on whom it hangs. */
export function concentrated(reading: ReviewReading): ReviewAnswer {
  const { models, publisher, marks } = reading;
  const newest = models.newest;
  const earlier = models.series.findLast(({ asOf }) => marks.before !== null && asOf <= marks.before) ?? null;
  const now = lastLook(publisher);
  const before = lookUpTo(publisher, marks.before);
  const [of, then] = [inequality(now), before && inequality(before)];
  const lead = leadersAt(now).slice(0, namesShown);
  const level = (name: string, at: Inequality, past: Inequality | null) =>
    row(name, [
      formatExact(at.units),
      at.effectiveNumber === null ? '–' : at.effectiveNumber.toFixed(1),
      at.hhi === null ? '–' : formatExact(at.hhi),
      percentCell(at.cr4),
      percentCell(at.cr10),
      changeCell(at.cr10, past?.cr10 ?? null),
    ]);
  return {
    id: 'concentration',
    question: 'How concentrated is the ecosystem; whom do we depend on?',
    says: [
      ...(newest
        ? [
            `The ten most downloaded of ${formatExact(newest.units)} models have ${formatShare(newest.cr10)} of all downloads; it is as concentrated as ${newest.effectiveNumber?.toFixed(1) ?? '–'} equal models.`,
          ]
        : ['Concentration among models was not recorded at this look.']),
      ...(lead.length > 0
        ? [
            `Among publishers the first four have ${formatShare(of.cr4)}: ${formatList(lead.map((group) => `${phraseOf(publisher, group)} (${formatShare(shareOf(now, group.ids))})`))}.`,
          ]
        : []),
    ],
    table: {
      heading: 'Among',
      heads: ['Units', 'Effective number', 'HHI', 'First 4', 'First 10', since(reading, 'before')],
      barred: false,
      rows: [
        ...(newest ? [level('Models', newest, earlier === newest ? null : earlier)] : []),
        level('Reviewed publishers', of, then),
      ],
    },
    beside: ['The change is that of the share of the first ten. Levels do not compare with one another.'],
    definition: `${models.definition} Among publishers: shares are parts of what belongs to a reviewed one, by uploader.`,
    coverage: `${formatShare(knownPart(now))} of downloads belong to a reviewed publisher`,
    links: [
      { says: 'Concentration at five levels', href: paths.concentration(ofPanel(reading)) },
      { says: 'Publishers', href: paths.publishers(linked(publisher)) },
    ],
  };
}

function inequality({ figure, at }: At): Inequality {
  const units = figure.groups.filter(({ open, ids: [id] }) => !open && id !== '');
  return concentrationOf(units.map(({ series }) => Math.max(0, series[at] ?? 0)));
}
