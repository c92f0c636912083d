import { formatExact } from '../format/numbers.ts';

const WORDS = ['No', 'One', 'Two', 'Three', 'Four', 'Five', 'Six', 'Seven', 'Eight', 'Nine', 'Ten'];

/** `One model`, `Two models`, `12 models`: at the beginning of a sentence. */
export function countWords(count: number, one: string, many: string): string {
  return `${WORDS[count] ?? formatExact(count)} ${count === 1 ? one : many}`;
}
