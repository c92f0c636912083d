import type { Definition } from '../definition/definition.ts';
import type { Ask } from './ask.ts';
import { isFigureAsk } from './ask-of.ts';
import { partsOf } from './parts-of.ts';

/** Whether an answer rests on which bases models declare. */
export function isOfLineage(ask: Ask): boolean {
  if (isFigureAsk(ask)) return isFigureOfLineage(ask.of);
  switch (ask.ask) {
    case 'newest':
      return ask.population.quantized === true || ask.where.leaf === true;
    case 'derivatives':
    case 'subtree':
    case 'looser-per-tighter':
      return true;
    default:
      return partsOf(ask).some(isOfLineage);
  }
}

function isFigureOfLineage({ attribution, by, lenses }: Definition): boolean {
  const used = [...by, ...Object.keys(lenses)];
  return attribution !== 'uploader' || used.includes('relation') || used.includes('inheritance');
}
