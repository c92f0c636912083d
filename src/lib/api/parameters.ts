import { z } from 'zod';
import { isDay } from '../definition/days.ts';
import { brief, chosenOf } from '../definition/sentences.ts';

const longestSearch = 100;
const longestCursor = 400;

/** A whole number, written in digits. */
export function wholeNumber(
  says: string,
  { least, most, usual }: Record<'least' | 'most' | 'usual', number>,
) {
  const wrong = ({ input }: { input?: unknown }) =>
    `${brief(String(input))} is no whole number from ${least} to ${most}.`;
  return z
    .string()
    .refine((text) => /^\d{1,15}$/.test(text) && Number(text) >= least && Number(text) <= most, {
      error: wrong,
    })
    .transform(Number)
    .default(usual)
    .meta({ type: 'integer', minimum: least, maximum: most, default: usual, description: says });
}

/** One of a list of words. */
export function choice<const Ids extends readonly string[]>(says: string, ids: Ids, usual: Ids[number]) {
  return word(ids).default(usual).describe(says);
}

/** One of a list of words, or none. */
export function choiceOrNone<const Ids extends readonly string[]>(says: string, ids: Ids) {
  return word(ids).nullable().default(null).describe(says);
}

function word<const Ids extends readonly string[]>(ids: Ids) {
  return z.enum(ids, { error: ({ input }) => chosenOf(input, ids) });
}

/** Free text, or none. */
export function text(says: string, most = longestSearch) {
  return z
    .string()
    .max(most, `at most ${most} characters.`)
    .nullable()
    .default(null)
    .meta({ type: 'string', description: says });
}

/** A day, or none. */
export function dayOrNone(says: string) {
  return z
    .string()
    .refine(isDay, {
      error: ({ input }) => `${brief(String(input))} is no day; write YYYY-MM-DD, as 2026-08-22.`,
    })
    .nullable()
    .default(null)
    .meta({ type: 'string', format: 'date', description: says });
}

/** What every list takes. */
export const LIST_PARAMETERS = {
  limit: wholeNumber('Most rows of the answer.', { least: 1, most: 1000, usual: 100 }),
  after: text('Where to go on: what `next` of the part before says. Without it from the top.', longestCursor),
} as const;
