import type { DimensionId } from '../../../db/vocab/dimensions.ts';

/** How ids of a dimension are written whose groups are read from the data. Whether one exists, the engine tells. */
export interface Shape {
  pattern: RegExp;
  says: string;
}

const slug = /^[a-z0-9]+(-[a-z0-9]+)*$/;
const word = /^[A-Za-z0-9][A-Za-z0-9._+-]*$/;
const longest = 100;

/** By dimension; dimensions with a word list have none. */
export const SHAPES: Readonly<Partial<Record<DimensionId, Shape>>> = {
  country: {
    pattern: /^([A-Z]{2}|INTL|PERSON|UNKNOWN|UNREVIEWED)$/,
    says: 'a country is two capital letters of ISO 3166, or one of INTL, PERSON, UNKNOWN, UNREVIEWED',
  },
  publisher: {
    pattern: slug,
    says: 'a publisher is named in small letters, digits and hyphens, as in the reference, or is unreviewed',
  },
  packager: {
    pattern: slug,
    says: 'a packager is named in small letters, digits and hyphens, as in the reference, or is none',
  },
  'license-id': {
    // Repositories declare what they like; the separator and what cannot be seen stay out.
    pattern: /^(?! )[^~\p{Cc}\p{Cs}]+(?<! )$/u,
    says: 'a license id is what repositories declare, as apache-2.0, or is none or unrecorded',
  },
  task: {
    pattern: word,
    says: 'a task is a pipeline tag of the Hub, as text-generation, or is other or none',
  },
  library: { pattern: word, says: 'a library is named as on the Hub, as transformers, or is other or none' },
  family: {
    pattern: slug,
    says: 'a family is named in small letters, digits and hyphens, as in the reference, or is none',
  },
  year: { pattern: /^(20\d\d|unknown)$/, says: 'a year is written 2024, or is unknown' },
};

/** Groups whose id is empty, as addresses call them. */
const EMPTY: Readonly<Partial<Record<DimensionId, string>>> = {
  publisher: 'unreviewed',
  packager: 'none',
  family: 'none',
};

/** A group id as it stands in an address. */
export function printGroup(dimension: DimensionId, id: string): string {
  return id === '' ? (EMPTY[dimension] ?? '') : id;
}

/** The group id that a word of an address means. */
export function parseGroup(dimension: DimensionId, text: string): string {
  return text === EMPTY[dimension] ? '' : text;
}

/** True for a word that may name a group of this dimension. */
export function hasShape(dimension: DimensionId, text: string): boolean {
  return text.length <= longest && (SHAPES[dimension]?.pattern.test(text) ?? true);
}
