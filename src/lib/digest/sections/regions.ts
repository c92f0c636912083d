import { writeAltText } from '../../findings/write-alt-text.ts';
import { cleanSentence } from '../clean.ts';
import { groupHeads, groupRow, moverOf, shareCaption, shiftNotes, untold } from '../group-section.ts';
import { isTold, marksOf, placesOf, viewOf } from '../marks.ts';
import type { Section } from '../payload.ts';
import { isDrawn } from '../pictures.ts';
import type { DigestReading } from '../read.ts';

const shown = 6;

/** Where the downloaded models come from. */
export function regions({ region, period }: DigestReading): Section {
  const marks = marksOf(region, period);
  if (!isTold(marks))
    return {
      id: 'regions',
      title: 'Regions',
      blocks: [{ kind: 'say', sentences: [untold(region, marks, 'the region')] }],
    };
  const rows = placesOf(region, marks.now).slice(0, shown);
  return {
    id: 'regions',
    title: 'Regions',
    blocks: [
      { kind: 'say', sentences: [moverOf(region, marks), ...shiftNotes(marks)] },
      ...(isDrawn(region)
        ? [
            {
              kind: 'picture' as const,
              picture: 'regions' as const,
              alt: cleanSentence(writeAltText(region, 'lines')),
              href: viewOf(region),
            },
          ]
        : []),
      {
        kind: 'table',
        caption: shareCaption('region of the uploader', marks),
        href: viewOf(region),
        heads: ['Region', ...groupHeads(marks)],
        rows: rows.map((group) => groupRow(region, marks, group)),
      },
    ],
  };
}
