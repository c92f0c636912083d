import { formatCount, formatParameters } from '../format/numbers.ts';
import type { Figure } from '../metrics/figure.ts';
import { wholeOf } from './look.ts';
import { measureWords } from './measure-words.ts';
import { oneSentence } from './one-sentence.ts';
import { phraseIn } from './subjects.ts';
import { leaders } from './write-finding.ts';

/** Which known group stands highest in each of two measures of the same groups, in one sentence; null where none is known. */
export function writePair(figure: Figure, other: Figure): string | null {
  const [first, second] = [highest(figure), highest(other)];
  if (!first || !second) return null;
  if (first.name === second.name)
    return oneSentence(
      [`highest in ${first.count} (${first.value}) and in ${second.count} (${second.value}): ${first.name}`],
      [],
    );
  const [one, two] = [first, second].map(
    ({ name, count, value }) => `highest in ${count}: ${name} (${value})`,
  );
  return oneSentence([one ?? ''], [two ?? '']);
}

function highest(figure: Figure): { name: string; count: string; value: string } | null {
  const look = wholeOf(figure);
  const [first] = leaders(look);
  if (!first) return null;
  const isSize = figure.measure.kind === 'mean' || figure.measure.kind === 'median';
  return {
    name: phraseIn(look, first).text,
    count: measureWords(figure.measure.id).count,
    value: isSize ? formatParameters(first.value ?? 0) : formatCount(first.value ?? 0),
  };
}
