import { definitionOf } from '../../definition/defaults.ts';
import { formatShare } from '../../format/numbers.ts';
import type { Figure } from '../../metrics/figure.ts';
import { paths } from '../../site/paths.ts';
import { phraseOf, shareOf, shiftOf } from '../../site/review/looks.ts';
import { clean } from '../clean.ts';
import { capital } from '../findings.ts';
import { marksOf, placesOf, viewOf } from '../marks.ts';
import type { Section, Sentence } from '../payload.ts';
import type { DigestReading } from '../read.ts';

const racesShown = 2;
/** Closer than this, the order may turn. */
const close = 0.03;
/** Smaller groups change places all the time. */
const leastShare = 0.03;
const firstPlaces = 5;

/** What may turn next; null where nothing is near. */
export function watch(reading: DigestReading): Section | null {
  const { region, license, family } = reading;
  const races = [region, license, family]
    .flatMap((figure) => racesOf(figure, reading))
    .toSorted((a, b) => a.gap - b.gap)
    .slice(0, racesShown);
  const sentences: Sentence[] = [...races, ...risingOf(reading)].map(({ says, href }) => ({ says, href }));
  return sentences.length === 0
    ? null
    : { id: 'watch', title: 'What to watch', blocks: [{ kind: 'say', sentences }] };
}

type Race = Sentence & { gap: number };

const AGO = { week: 'four weeks ago', month: 'three months ago' } as const;

/** Neighbours in the order that came closer within four weeks or three months, or since the look before where there are none. */
function racesOf(figure: Figure, { period }: DigestReading): readonly Race[] {
  const { now, before, mid } = marksOf(figure, period);
  const then = mid ?? before;
  if (then === null) return [];
  const known = placesOf(figure, now).slice(0, firstPlaces);
  return known.flatMap((group, at) => {
    const next = known[at + 1];
    if (!next) return [];
    const gapAt = (look: typeof now) => (shareOf(look, group.ids) ?? 0) - (shareOf(look, next.ids) ?? 0);
    const [gap, was] = [gapAt(now), gapAt(then)];
    const closer = was - gap > Math.max(0.001, Math.abs(shiftOf(now, then)));
    if (!closer || gap > close || gap <= 0 || (shareOf(now, next.ids) ?? 0) < leastShare) return [];
    const [a, b] = [clean(phraseOf(figure, group)), clean(phraseOf(figure, next))];
    return [
      {
        gap,
        says: `${capital(a, figure)} (${formatShare(shareOf(now, group.ids))}) and ${b} (${formatShare(shareOf(now, next.ids))}) are ${points(gap)} of downloads apart, after ${points(was)} ${mid ? AGO[period.kind] : 'at the look before'}.`,
        href: viewOf(figure),
      },
    ];
  });
}

function points(difference: number): string {
  return `${(difference * 100).toFixed(1)}\u00a0points`;
}

/** The release of the last 60 days that is farthest ahead of its peers at thirty days. */
function risingOf({ rising, panel, period }: DigestReading): readonly Sentence[] {
  const [first] = rising.releases;
  const score = first?.scores.find(({ age }) => age === 30)?.v1 ?? null;
  if (!first || score === null || score < 1) return [];
  return [
    {
      says: `${clean(first.repoId)} has ${Number(score.toPrecision(2))} times the downloads that the median of the ten largest of its size class had at 30 days.`,
      href: paths.releases(
        definitionOf({
          panel: panel.panel,
          window: rising.asked.window ?? { from: period.from, until: period.until },
        }),
        { sort: 'ram30' },
      ),
    },
  ];
}
