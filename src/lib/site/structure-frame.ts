import { datesInWords, formatDay } from '../format/dates.ts';
import { formatShare } from '../format/numbers.ts';
import type { StructureAnswer } from '../metrics/structure/answer.ts';
import { type Frame, sourceLine } from './frame.ts';

interface About extends Pick<Frame, 'id' | 'title' | 'subtitle'> {
  unit: string;
  /** Days the numbers are of; the one day where it is not said. */
  window?: string | undefined;
  universe?: string | undefined;
  attribution?: string | undefined;
  /** What the coverage is a part of: `of first-party models are of known size`. */
  covered: string;
  /** What is said where there is no whole to cover. */
  uncovered?: string;
  gaps?: string | undefined;
  notes?: readonly string[];
}

/** The frame of a figure about structure: the definition and its notes stand under it. */
export function structureFrame(
  answer: Pick<StructureAnswer, 'panel' | 'asOf' | 'definition' | 'coverage' | 'notes'>,
  about: About,
): Frame {
  const { panel, asOf, coverage } = answer;
  const { id, title, subtitle } = about;
  return {
    id,
    title,
    subtitle,
    notes: [answer.definition, ...(about.notes ?? answer.notes)].map(datesInWords),
    footer: [
      { term: 'Unit', says: about.unit },
      { term: 'Window', says: about.window ?? formatDay(asOf) },
      { term: 'Universe', says: about.universe ?? panel.title },
      { term: 'Attribution', says: about.attribution ?? 'publisher of the repo (uploader)' },
      { term: 'As of', says: formatDay(asOf) },
      {
        term: 'Coverage',
        says:
          coverage === null
            ? (about.uncovered ?? 'nothing to cover')
            : `${formatShare(coverage)} ${about.covered}`,
      },
      { term: 'Gaps', says: about.gaps ?? 'none: one published snapshot' },
      sourceLine(panel),
    ],
  };
}
