/** A sentence in parts: words of ours, and names from outside, which stand isolated and may lead somewhere. */
export type Phrase = readonly (string | Name)[];

/** A name from outside, in any script and direction. */
export interface Name {
  name: string;
  /** An address made by `paths`; null: plain text. */
  href: string | null;
}

/** A name that leads nowhere. */
export function named(name: string): Name {
  return { name, href: null };
}

/** The sentence without its links, for feeds and mails. */
export function textOf(phrase: Phrase): string {
  return phrase.map((part) => (typeof part === 'string' ? part : part.name)).join('');
}
