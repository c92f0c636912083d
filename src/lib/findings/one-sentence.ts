import { capitalized } from '../format/capital.ts';
import { LONGEST_FINDING } from './thresholds.ts';

/**
 * One sentence of at most 260 characters, with a capital and a full stop: the first of the main clauses, longest first, that leaves room for all that
 * stands beside it; where none does, the last clause with as much as fits, the most important first.
 */
export function oneSentence(clauses: readonly string[], beside: readonly string[]): string {
  const whole = clauses.map((clause) => sentence([clause, ...beside]));
  const fitting = whole.find(isShort);
  if (fitting !== undefined) return fitting;
  const kept = [clauses.at(-1) ?? ''];
  for (const part of beside) if (isShort(sentence([...kept, part]))) kept.push(part);
  return cut(sentence(kept));
}

function sentence(parts: readonly string[]): string {
  const text = parts.join('; ');
  return `${capitalized(text)}.`;
}

function isShort(text: string): boolean {
  return text.length <= LONGEST_FINDING;
}

/** Only names can make a clause longer than that; it is cut at a word. */
function cut(text: string): string {
  if (isShort(text)) return text;
  return `${text.slice(0, LONGEST_FINDING - 2).replace(/\s+\S*$/, '')}….`;
}
