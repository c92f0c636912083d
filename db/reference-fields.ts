import { z } from 'zod';

/** Written in the files as empty: valid since ever, valid until further notice. */
const sinceEver = '2000-01-01';
const untilNotice = '9999-12-31';

export const text = z.string().min(1, 'is empty');

/** Empty becomes null. */
export const optional = z.string().transform((value) => (value === '' ? null : value));

export const day = z.iso.date('is not a date YYYY-MM-DD');

export const optionalDay = z.union([z.literal('').transform(() => null), day], 'is not a date YYYY-MM-DD');

export const slug = z
  .string()
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'is not a slug of a-z, 0-9 and single hyphens');

export const country = z
  .string()
  .regex(/^([A-Z]{2}|INTL|PERSON|UNKNOWN)$/, 'is not an ISO code, INTL, PERSON or UNKNOWN');

export const namespace = z.string().regex(/^[\w.-]+$/, 'is not a namespace of the Hub');

export const repoId = z.string().regex(/^[\w.-]+\/[\w.-]+$/, 'is not a repo id');

export const count = z
  .string()
  .regex(/^[1-9]\d{0,14}$/, 'is not a positive integer')
  .transform(Number);

/** Half-open days of validity; empty cells are open. */
export const validity = {
  valid_from: dayOr(sinceEver),
  valid_to: dayOr(untilNotice),
};

export function oneOf(ids: readonly string[]) {
  return z.enum(ids, `is not one of ${ids.join(', ')}`);
}

/** Words separated by single spaces, each of the list; empty holds for everything. */
export function spaced(words: readonly string[]) {
  return optional.refine(
    (value) => value === null || value.split(' ').every((word) => words.includes(word)),
    {
      error: `is not of ${words.join(', ')}`,
    },
  );
}

function dayOr(open: string) {
  return z
    .string()
    .transform((value) => (value === '' ? open : value))
    .pipe(day);
}
