import { leadersAt } from '../../site/review/looks.ts';
import { groupHeads, groupRow, moverOf, shareCaption, shiftNotes, untold } from '../group-section.ts';
import { isTold, marksOf, viewOf } from '../marks.ts';
import type { Section } from '../payload.ts';
import type { DigestReading } from '../read.ts';

const shown = 6;

/** Under which terms the downloaded models stand. */
export function licenses({ license, period }: DigestReading): Section {
  const marks = marksOf(license, period);
  if (!isTold(marks))
    return {
      id: 'licenses',
      title: 'Licenses',
      blocks: [{ kind: 'say', sentences: [untold(license, marks, 'the license')] }],
    };
  const rows = leadersAt(marks.now).slice(0, shown);
  return {
    id: 'licenses',
    title: 'Licenses',
    blocks: [
      { kind: 'say', sentences: [moverOf(license, marks), ...shiftNotes(marks)] },
      ...(rows.length === 0
        ? []
        : [
            {
              kind: 'table' as const,
              caption: shareCaption('class of declared license', marks),
              href: viewOf(license),
              heads: ['License class', ...groupHeads(marks)],
              rows: rows.map((group) => groupRow(license, marks, group)),
            },
          ]),
    ],
  };
}
