import { REGIONS } from '../../../../db/vocab/regions.ts';
import type { LedgerEntry } from '../../claims/read-ledger.ts';
import { sayQuantity } from '../../claims/say.ts';
import { statusWords, subjectOf } from '../../claims/words.ts';
import { definitionOf } from '../../definition/defaults.ts';
import { describeDefinition } from '../../definition/describe.ts';
import { writeCoverage } from '../../findings/write-coverage.ts';
import { formatDay } from '../../format/dates.ts';
import { formatList } from '../../format/list.ts';
import { formatChange, formatShare } from '../../format/numbers.ts';
import type { Figure } from '../../metrics/figure.ts';
import { compareHref } from '../compare/place.ts';
import { citationOf, pinnedTo, writeCitation } from '../data/take.ts';
import { paths } from '../paths.ts';
import { type ReviewAnswer, row } from './answer.ts';
import {
  changeCell,
  keysOf,
  lastLook,
  leadersAt,
  lookUpTo,
  percentCell,
  phraseOf,
  shareOf,
  shiftWords,
  sparkNote,
  sparkOfShare,
} from './looks.ts';
import type { ReviewReading } from './read-review.ts';

export const places: ReadonlySet<string> = new Set(
  REGIONS.filter(({ kind }) => kind === 'place').map(({ id }) => id),
);

const regionsShown = 6;
const claimsShown = 5;

/** 1: who leads by region, and whether it depends on how one counts. */
export function whoLeads(reading: ReviewReading): ReviewAnswer {
  const { region, marks, ways } = reading;
  const [now, before, year] = [
    lastLook(region),
    lookUpTo(region, marks.before),
    lookUpTo(region, marks.year),
  ];
  const leaders = leadersAt(now, places);
  const [first, second] = leaders;
  const keys = keysOf(region);
  const creator = ways[0];
  const models = ways.find(({ apart }) => apart);
  const id = first?.ids[0] ?? '';
  const then = shareOf(year, [id]);
  const moved =
    then === null
      ? 'there is no snapshot of a year before'
      : `${formatChange((shareOf(now, [id]) ?? 0) - then)} since ${formatDay(marks.year ?? '')}`;
  const shifted = shiftWords(now, year);
  return {
    id: 'leaders',
    question: 'Who leads, by region, now and against a year ago, and does it depend on how one counts?',
    says: first
      ? [
          `By downloads, ${phraseOf(region, first)} leads with ${formatShare(shareOf(now, [id]))} on ${formatDay(marks.now)}${second ? `, ahead of ${phraseOf(region, second)} with ${formatShare(shareOf(now, second.ids))}` : ''}; ${moved}${shifted === null ? '' : `, while ${shifted}`}.`,
          dependsOn(reading, id),
        ]
      : ['No region of the panel is known.'],
    table: {
      heading: 'Region',
      heads: [
        'Share of downloads',
        since(reading, 'before'),
        since(reading, 'year'),
        'By creator',
        'Of models',
      ],
      barred: true,
      rows: leaders.slice(0, regionsShown).map((group) => {
        const share = shareOf(now, group.ids);
        return row(
          group.names[0] ?? '',
          [
            percentCell(share),
            changeCell(share, shareOf(before, group.ids)),
            changeCell(share, shareOf(year, group.ids)),
            percentCell(creator ? shareOf(lastLook(creator.figure), group.ids) : null),
            percentCell(models ? shareOf(lastLook(models.figure), group.ids) : null),
          ],
          {
            key: keys.get(group.ids.join('~')) ?? null,
            share,
            shareBefore: shareOf(year ?? before, group.ids),
            spark: sparkOfShare(region, group.ids),
            href: paths.regions({ ...linked(region), lenses: { region: [...group.ids] } }),
          },
        );
      }),
    },
    beside: first && sparkOfShare(region, first.ids).length > 0 ? [sparkNote] : [],
    ...about(region),
    links: [{ says: 'Regions, with every way of counting', href: paths.regions(linked(region)) }],
  };
}

/** `The same region leads under all five ways of counting`, or which do not. */
function dependsOn({ region, ways }: ReviewReading, leader: string): string {
  const leads = ways.flatMap(({ says, figure }) => {
    const [first] = leadersAt(lastLook(figure), places);
    return first ? [{ says, first }] : [];
  });
  const others = leads.filter(({ first }) => first.ids[0] !== leader);
  if (others.length === 0)
    return `It does not depend on how one counts: the same region leads under all ${leads.length + 1} ways tried here.`;
  return `It depends on how one counts: ${formatList(others.map(({ says, first }) => `${says} ${phraseOf(region, first)} leads`))}.`;
}

/** 2: whether China is ahead, and what may be quoted. */
export function quotable(reading: ReviewReading, origin: string): ReviewAnswer {
  const { region, marks, ways, claims } = reading;
  const now = lastLook(region);
  const [us, cn] = [shareOf(now, ['us']) ?? 0, shareOf(now, ['cn']) ?? 0];
  const creator = ways[0] ? lastLook(ways[0].figure) : null;
  const [usMade, cnMade] = [shareOf(creator, ['us']) ?? 0, shareOf(creator, ['cn']) ?? 0];
  const ahead = (china: number, america: number) =>
    formatShare(china) === formatShare(america) ? 'is level' : china > america ? 'is ahead' : 'is not ahead';
  const pinned = pinnedTo(region, linked(region));
  const address = new URL(compareHref('regions', ['us', 'cn'], pinned), origin).href;
  const published = claims.filter(({ claim }) => subjectOf(claim)?.id === 'regions');
  const settled = published.filter(
    ({ result }) => result !== null && /^(reproduced|close|contradicted)$/.test(result.status),
  );
  return {
    id: 'quotable',
    question: 'Is China really ahead? Which number may I quote?',
    says: [
      `China ${ahead(cn, us)} in downloads of this panel: ${formatShare(cn)} against ${formatShare(us)} of the United States on ${formatDay(marks.now)}; by original creator it ${ahead(cnMade, usMade)}, with ${formatShare(cnMade)} against ${formatShare(usMade)}.`,
      settled.length === 0
        ? `None of the ${published.length} published claims about regions can be held against what this census has; quote its own number, with its definition.`
        : `Of ${published.length} published claims about regions, ${settled.length} can be held against the record: ${standing(settled)}.`,
    ],
    table: {
      heading: 'Published claim',
      heads: ['They say', 'We find', 'Standing'],
      barred: false,
      rows: [...settled, ...published.filter((entry) => !settled.includes(entry))]
        .slice(0, claimsShown)
        .map(claimRow),
    },
    beside: [
      `To quote: ${writeCitation(
        citationOf(region, linked(region), () => null),
        address,
      )}`,
    ],
    definition:
      'Shares of downloads as in the question before. Claims are computed again after every publication, under the definition their source gives; each has a page with its definition diff.',
    coverage: writeCoverage(region),
    links: [
      { says: 'The ledger of published claims', href: paths.claims({ subject: 'regions' }) },
      {
        says: 'United States and China side by side',
        href: compareHref('regions', ['us', 'cn'], linked(region)),
      },
    ],
  };
}

function standing(entries: readonly LedgerEntry[]): string {
  const by = Map.groupBy(entries, ({ result }) =>
    result ? statusWords(result.status).name.toLowerCase() : '',
  );
  return formatList([...by].map(([name, of]) => `${of.length} ${name}`));
}

function claimRow({ claim, result }: LedgerEntry) {
  const [value] = claim.values;
  const ours = result?.answer.values[0]?.ours ?? null;
  return row(
    claim.title,
    [
      value ? `${value.label}: ${sayQuantity(value.published, value.unit)}` : '–',
      value && ours !== null ? sayQuantity(ours, value.unit) : '–',
      result ? statusWords(result.status).name : 'Not computed',
    ],
    { href: paths.claim(claim.id) },
  );
}

/** A figure as other pages are asked for it: of its panel and day, over everything recorded. */
export function linked({ definition, panel, asOf }: Figure) {
  return {
    ...definition,
    panel: panel.panel,
    window: null,
    step: 'auto' as const,
    snapshot: asOf === panel.asOf ? null : asOf,
  };
}

/** The panel alone, for pages that follow nothing else. */
export function ofPanel({ panel }: Pick<ReviewReading, 'panel'>) {
  return definitionOf({ panel: panel.panel });
}

/** `since 28 June 2026`, as the head of a column. */
export function since({ marks }: Pick<ReviewReading, 'marks'>, mark: 'before' | 'year'): string {
  const day = marks[mark];
  if (day === null) return mark === 'year' ? 'Against a year ago' : 'Against before';
  return `Since ${formatDay(day)}`;
}

/** The footnote of a figure. */
export function about(figure: Figure): Pick<ReviewAnswer, 'definition' | 'coverage'> {
  const { panel: _panel, ...definition } = linked(figure);
  return {
    definition: describeDefinition({ ...definition, panel: null, snapshot: null }),
    coverage: writeCoverage(figure),
  };
}
