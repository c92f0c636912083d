import { DIMENSIONS, type DimensionId } from '../../../db/vocab/dimensions.ts';
import { ACTORS, MODELS } from './group-words.ts';
import type { LookGroup } from './look.ts';
import { LONGEST_NAME } from './thresholds.ts';

/** A group inside a sentence. */
export interface Phrase {
  /** `China`, `fine-tunes`. */
  text: string;
  /** It can own a share: a publisher, a place, a family; else it is a kind of models. */
  owns: boolean;
  /** A place, so that models are made in it and uploaded from it. */
  place: boolean;
}

/** What a group, or a pair of crossed groups, is called inside a sentence. */
export function groupPhrase(
  { ids, names }: Pick<LookGroup, 'ids' | 'names'>,
  { by, isFlow }: { by: readonly DimensionId[]; isFlow: boolean },
): Phrase {
  const dimensions = isFlow ? by.flatMap((dimension) => [dimension, dimension]) : by;
  const [first, second] = dimensions.map((dimension, at) =>
    phraseOf(dimension, ids[at] ?? '', names[at] ?? ''),
  );
  if (!first) return { text: 'all', owns: false, place: false };
  if (!second) return first;
  const text = isFlow ? flowing(first, second) : crossed(first, second);
  return { text, owns: false, place: false };
}

/** `China’s share of downloads`, `the share of fine-tunes in downloads`. */
export function shareOfWhole(phrase: Phrase, whole: string): string {
  // A name that begins small, as xAI, would have to change at the beginning of a sentence.
  const opens = /^(the |other |international |individuals|[a-z-]+$|[^a-z])/.test(phrase.text);
  return phrase.owns && isShort(phrase) && opens
    ? `${possessive(phrase.text)} share of ${whole}`
    : `the share of ${phrase.text} in ${whole}`;
}

/** `China’s models`, `fine-tunes`. */
export function modelsOf(phrase: Phrase, models = 'models'): string {
  if (!phrase.owns) return phrase.text;
  return isShort(phrase) ? `${possessive(phrase.text)} ${models}` : `${models} of ${phrase.text}`;
}

/** Long names and descriptions take no apostrophe. */
function isShort({ text }: Phrase): boolean {
  return text.length <= 32 && !/^(publishers|unreviewed) |\)$/.test(text);
}

function possessive(text: string): string {
  return text.endsWith('s') ? `${text}’` : `${text}’s`;
}

function phraseOf(dimension: DimensionId, id: string, given: string): Phrase {
  const name = cut(given || id || 'unnamed');
  const of = DIMENSIONS.find((each) => each.id === dimension)?.of;
  if (of === 'publisher') {
    const word = ACTORS[dimension]?.[id];
    const isPlace = dimension === 'region' || dimension === 'country';
    const plain = dimension === 'country' ? withArticle(name) : name;
    const apart = /^(international|person|unknown|unreviewed|intl)$/i.test(id);
    return { text: word ?? plain, owns: true, place: isPlace && !apart };
  }
  if (dimension === 'family' && id !== '')
    return { text: `the ${name.replace(/ family$/i, '')} family`, owns: true, place: false };
  return { text: MODELS[dimension]?.[id] ?? RULES[dimension]?.(name) ?? name, owns: false, place: false };
}

const RULES: Readonly<Partial<Record<DimensionId, (name: string) => string>>> = {
  size: (name) => {
    if (name === 'Unknown') return 'models of unknown size';
    if (name.startsWith('under ')) return `models ${name.replace('under ', 'under\u00a0')} parameters`;
    return `models of ${name.replace(' and more', '')} parameters${name.endsWith(' and more') ? ' and more' : ''}`;
  },
  license: (name) => `models under ${name}`,
  'license-id': (name) =>
    `models under ${/\b(License|Licence|Terms|Agreement)\b/.test(name) ? 'the ' : ''}${name}`,
  task: (name) => `models for ${lowered(name)}`,
  library: (name) => `${name} models`,
  format: (name) => `models in ${name}`,
  year: (name) => `models released in ${name}`,
};

function flowing(creator: Phrase, uploader: Phrase): string {
  if (creator.text === uploader.text)
    return `models both made and uploaded ${creator.place ? 'in' : 'by'} ${creator.text}`;
  const made = `${creator.place ? 'in' : 'by'} ${creator.text}`;
  const uploaded = `${uploader.place ? 'from' : 'by'} ${uploader.text}`;
  return `models made ${made} and uploaded ${uploaded}`;
}

function crossed(first: Phrase, second: Phrase): string {
  if (first.owns && second.owns) {
    const [place, body] = first.place ? [first, second] : [second, first];
    return place.place ? `${body.text} in ${place.text}` : `${body.text} with ${place.text}`;
  }
  if (first.owns) return modelsOf(first, second.text);
  if (second.owns) return modelsOf(second, first.text);
  const [a, b] = [first.text, second.text];
  if (b.startsWith('models ')) return `${a} ${b.slice('models '.length)}`;
  if (a.startsWith('models ')) return `${b} ${a.slice('models '.length)}`;
  return `${a} that are ${b}`;
}

function withArticle(country: string): string {
  const plural =
    /^(United |Netherlands|Philippines|Bahamas|Gambia|Maldives|Seychelles|Comoros|Isle of)|( Islands| Republic| Territory| Territories)$/;
  return plural.test(country) ? `the ${country}` : country;
}

/** Words of a table begin large, except abbreviations. */
function lowered(name: string): string {
  return /^[A-Z]{2}/.test(name) ? name : name.charAt(0).toLowerCase() + name.slice(1);
}

function cut(given: string): string {
  const name = given.length > LONGEST_NAME ? given.replace(/ \([^()]*\)$/, '') : given;
  const letters = [...name];
  return letters.length > LONGEST_NAME
    ? `${letters
        .slice(0, LONGEST_NAME - 1)
        .join('')
        .trimEnd()}…`
    : name;
}
