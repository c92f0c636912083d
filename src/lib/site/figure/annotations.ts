import { datesInWords } from '../../format/dates.ts';
import type { Figure } from '../../metrics/figure.ts';

/** Dated notes of the reference, oldest first: listed beside a chart, and marked in it by their place in the list. */
export function annotationsOf({ notes }: Figure): readonly { on: string; says: string }[] {
  return notes.flatMap(({ kind, on, says }) =>
    kind === 'annotation' && on !== null ? [{ on, says: datesInWords(says) }] : [],
  );
}
