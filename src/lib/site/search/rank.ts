/**
 * How well a text fits a search: 0 the same, 1 begins with it as a word of its own, 2 begins with it, 3 a word of it does,
 * 4 holds it, 5 holds each of its words.
 */
export type Fit = 0 | 1 | 2 | 3 | 4 | 5;

/** Longer searches are no names. */
export const longestSearch = 100;

/** One space between words, and nothing that a database refuses. */
export function tidied(text: string): string {
  return text.toWellFormed().replaceAll('\0', '').trim().replaceAll(/\s+/g, ' ');
}

/** The same in small letters without accents: how names are compared. */
export function folded(text: string): string {
  const small = tidied(text).toLowerCase();
  return /^[ -~]*$/.test(small) ? small : small.normalize('NFKD').replaceAll(/\p{M}/gu, '');
}

/** The best fit of a thing's texts; null: it does not fit. All are folded. */
export function fitOf(search: string, texts: readonly string[]): Fit | null {
  let best: Fit | null = null;
  for (const text of texts) {
    const fit = fitOfText(search, text);
    if (fit !== null && (best === null || fit < best)) best = fit;
  }
  if (best !== null || !search.includes(' ')) return best;
  return search.split(' ').every((word) => texts.some((text) => text.includes(word))) ? 5 : null;
}

function fitOfText(search: string, text: string): Fit | null {
  if (text === search) return 0;
  if (text.startsWith(search)) return endsWord(text, search.length) ? 1 : 2;
  for (let at = text.indexOf(search); at > 0; at = text.indexOf(search, at + 1)) {
    if (!isLetter(text[at - 1])) return 3;
  }
  // In the middle of a word two letters say nothing.
  return search.length > 2 && text.includes(search) ? 4 : null;
}

/** Whether a word ends there: not inside a number, as 3.8 goes on after 3. */
function endsWord(text: string, at: number): boolean {
  return !isLetter(text[at]) && !/^\d\.\d/.test(text.slice(at - 1, at + 2));
}

function isLetter(letter: string | undefined): boolean {
  return letter !== undefined && /[\p{L}\p{N}]/u.test(letter);
}

/** How alike two folded texts are, 0 to 1: the pairs of letters they share. Of very different lengths, 0. */
export function likeness(search: string, text: string): number {
  if (Math.abs(search.length - text.length) > 4) return 0;
  const [mine, theirs] = [pairsOf(search), pairsOf(text)];
  const shared = [...mine].filter((pair) => theirs.has(pair)).length;
  return (2 * shared) / (mine.size + theirs.size);
}

function pairsOf(text: string): ReadonlySet<string> {
  const letters = [...` ${text} `];
  return new Set(letters.slice(1).map((letter, at) => `${letters[at] ?? ''}${letter}`));
}
