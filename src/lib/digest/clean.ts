/** Longest name of a model or publisher in an issue. */
const longest = 96;

/**
 * A name from outside as text that stays what it is in a header, in a mail and on a page: on one line, without control
 * characters, without marks that turn or hide what follows.
 */
export function clean(text: string): string {
  const plain = text
    .toWellFormed()
    .replaceAll(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Co}]+/gu, ' ')
    .replaceAll(/\s+/g, ' ')
    .trim();
  const letters = [...plain];
  return letters.length <= longest
    ? plain
    : `${letters
        .slice(0, longest - 1)
        .join('')
        .trimEnd()}…`;
}

/** The same for a sentence of ours that names from outside stand in: its length stays. No-break spaces stay. */
export function cleanSentence(text: string): string {
  return text
    .toWellFormed()
    .replaceAll(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Co}]+/gu, ' ')
    .trim();
}
