import { definitionOf } from '../../definition/defaults.ts';
import { SMALLEST_BASE } from '../../findings/thresholds.ts';
import { formatDay } from '../../format/dates.ts';
import { formatCompact } from '../../format/numbers.ts';
import type { Figure } from '../../metrics/figure.ts';
import { paths } from '../../site/paths.ts';
import { leadersAt, shareOf, shiftOf } from '../../site/review/looks.ts';
import { clean } from '../clean.ts';
import { countWords } from '../count-words.ts';
import { groupHeads, groupRow, moverOf, shareCaption, shiftNotes } from '../group-section.ts';
import { isTold, type Marks, marksOf, viewOf } from '../marks.ts';
import type { Block, Row, Section } from '../payload.ts';
import type { DigestReading } from '../read.ts';

const rowsShown = 5;
const modelsShown = 4;

/** A share that moved by less is printed as unchanged. */
const leastMove = 0.0005;

/** Families, publishers and models that moved. */
export function movers(reading: DigestReading): Section {
  const { family, publisher, period } = reading;
  return {
    id: 'movers',
    title: 'Families, publishers, models',
    blocks: [
      ...among(family, marksOf(family, period), { by: 'family', head: 'Family' }),
      ...among(publisher, marksOf(publisher, period), { by: 'publisher', head: 'Publisher' }),
      ...modelsOf(reading),
    ],
  };
}

/** The groups that moved most; where none did, or nothing is there to compare with, the largest. */
function among(figure: Figure, marks: Marks, { by, head }: { by: string; head: string }): readonly Block[] {
  const { now, before } = marks;
  const known = leadersAt(now);
  if (known.length === 0 || !isTold(marks)) return [];
  const isLarge = (at: number) => (figure.totals[at] ?? 0) >= SMALLEST_BASE[figure.measure.id];
  const least = Math.max(leastMove, before ? Math.abs(shiftOf(now, before)) : 0);
  const moveOf = (ids: readonly string[]) =>
    before && isLarge(now.at) && isLarge(before.at)
      ? Math.abs((shareOf(now, ids) ?? 0) - (shareOf(before, ids) ?? 0))
      : 0;
  const moved = known
    .filter(({ ids }) => moveOf(ids) >= least)
    .toSorted((a, b) => moveOf(b.ids) - moveOf(a.ids))
    .slice(0, rowsShown);
  const shown = moved.length > 0 ? moved : known.slice(0, rowsShown);
  const rows = shown
    .toSorted((a, b) => (shareOf(now, b.ids) ?? 0) - (shareOf(now, a.ids) ?? 0))
    .map((group): Row => ({ ...groupRow(figure, marks, group), key: null }));
  return [
    { kind: 'say', sentences: [moverOf(figure, marks), ...shiftNotes(marks)] },
    {
      kind: 'table',
      caption: `${shareCaption(by, marks)}; ${moved.length > 0 ? 'those that moved most' : 'the largest'}`,
      href: viewOf(figure),
      heads: [head, ...groupHeads(marks)],
      rows,
    },
  ];
}

/** Models that were not among the fifty most downloaded. */
function modelsOf({ turnover, panel }: DigestReading): readonly Block[] {
  if (turnover.comparedWith === null) return [];
  const href = paths.concentration(definitionOf({ panel: panel.panel }));
  const entrants = turnover.entrants.filter(({ value }) => value >= SMALLEST_BASE.downloads30d);
  if (entrants.length === 0)
    return [
      {
        kind: 'say',
        sentences: [{ says: `No model entered the ${turnover.listed} most downloaded.`, href }],
      },
    ];
  const count = countWords(entrants.length, 'model', 'models');
  return [
    {
      kind: 'say',
      sentences: [{ says: `${count} entered the ${turnover.listed} most downloaded.`, href }],
    },
    {
      kind: 'entries',
      entries: entrants.slice(0, modelsShown).map(({ repoId, place, value, releasedOn }) => ({
        name: clean(repoId),
        href: paths.model(repoId),
        says: `place ${place}, ${formatCompact(value)} downloads in 30 days${releasedOn === null ? '' : `, released ${formatDay(releasedOn)}`}`,
      })),
    },
  ];
}
