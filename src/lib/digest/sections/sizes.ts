import { SIZE_CLASSES } from '../../../../db/vocab/size-classes.ts';
import { writeAltText } from '../../findings/write-alt-text.ts';
import { formatChange, formatShare } from '../../format/numbers.ts';
import { shareOf, shiftOf } from '../../site/review/looks.ts';
import { cleanSentence } from '../clean.ts';
import { groupHeads, groupRow, moverOf, shareCaption, shiftNotes, untold } from '../group-section.ts';
import { isTold, type Marks, marksOf, spanWords, viewOf } from '../marks.ts';
import type { Section, Sentence } from '../payload.ts';
import { isDrawn } from '../pictures.ts';
import type { DigestReading } from '../read.ts';

const small = SIZE_CLASSES.filter(({ from }) => from !== null && from < 1e9).map(({ id }) => id);

/** Whether large or small models are downloaded. */
export function sizes({ size, period }: DigestReading): Section {
  const marks = marksOf(size, period);
  if (!isTold(marks))
    return {
      id: 'sizes',
      title: 'Sizes',
      blocks: [{ kind: 'say', sentences: [untold(size, marks, 'the size')] }],
    };
  const known = SIZE_CLASSES.filter(({ from, id }) => from !== null && (shareOf(marks.now, [id]) ?? 0) > 0);
  return {
    id: 'sizes',
    title: 'Sizes',
    blocks: [
      { kind: 'say', sentences: [moverOf(size, marks), ...smallOnes(marks), ...shiftNotes(marks)] },
      ...(isDrawn(size)
        ? [
            {
              kind: 'picture' as const,
              picture: 'sizes' as const,
              alt: cleanSentence(writeAltText(size, 'lines')),
              href: viewOf(size),
            },
          ]
        : []),
      {
        kind: 'table',
        caption: shareCaption('parameters', marks),
        href: viewOf(size),
        heads: ['Parameters', ...groupHeads(marks)],
        rows: known.map(({ id, name }) => groupRow(size, marks, { ids: [id], names: [name] })),
      },
    ],
  };
}

function smallOnes(marks: Marks): readonly Sentence[] {
  const { now, before } = marks;
  const [is, was] = [shareOf(now, small), before && shareOf(before, small)];
  if (is === null) return [];
  const told = was !== null && before !== null && Math.abs(is - was) > Math.abs(shiftOf(now, before));
  const change = told ? `, ${formatChange(is - was)} ${spanWords(marks)}` : '';
  return [
    {
      says: `Models under 1B parameters have ${formatShare(is)} of downloads${change}.`,
      href: viewOf(now.figure),
    },
  ];
}
