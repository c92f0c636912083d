import { z } from 'zod';
import {
  count,
  country,
  day,
  namespace,
  oneOf,
  optional,
  optionalDay,
  repoId,
  slug,
  text,
} from './reference-fields.ts';

/** A repo id, or a name from before 2024 without a namespace, such as `gpt2`. */
const anyRepoId = z.string().regex(/^[\w.-]+(\/[\w.-]+)?$/, 'is not a repo id');

const families = z.object({ family: slug, name: text, publisher_id: slug, note: optional, evidence: text });

/** What PostgreSQL and JavaScript read alike, in lower case: characters, groups, choices, anchors, lookahead. */
const patternText = /^([a-z0-9_-]|\\\.|[\^$|()?:!*+.]|\[\^?[a-z0-9_-]+\])+$/;

const familyRepos = z.object({
  place: count,
  family: slug,
  namespace,
  pattern: optional
    .refine((value) => value === null || patternText.test(value), {
      error: 'uses more than lower-case characters, ^ $ | ( ) ? : ! * + . and [ ]',
    })
    .refine((value) => value === null || compiles(value), { error: 'is not a regular expression' }),
});

const familyWords = z.object({
  word: z.string().regex(/^[a-z][a-z0-9_-]+$/, 'is not a word in lower case'),
  family: slug,
});

const infrastructure = z.object({ repo_id: anyRepoId, reason: text, evidence: text });

const rules = z.object({
  rule: slug,
  version: count,
  value: z
    .string()
    .regex(/^\d{1,15}(\.\d{1,6})?$/, 'is not a number')
    .transform(Number),
  says: text,
});

const packagers = z.object({ publisher_id: slug, reason: text });

const releaseDates = z.object({ repo_id: repoId, released_on: day, evidence: text });

const trackedModels = z.object({ repo_id: repoId });

const publisherCountries = z.object({
  publisher_id: slug,
  place: z
    .string()
    .regex(/^[1-9]$/, 'is not 1 to 9')
    .transform(Number),
  country: country.refine((value) => value.length === 2, { error: 'is not the code of a country' }),
});

const annotations = z
  .object({
    annotation: slug,
    panel: optional,
    on_day: day,
    until_day: optionalDay,
    kind: oneOf(['method', 'incident', 'source']),
    says: text,
    source: text,
  })
  .refine((row) => row.until_day === null || row.until_day > row.on_day, {
    path: ['until_day'],
    error: 'is not after on_day',
  });

/** Rows that decide how figures group, narrow, count and annotate models. Keys as in `ROW_SCHEMAS`. */
export const FIGURE_SCHEMAS = {
  families,
  'family-repos': familyRepos,
  'family-words': familyWords,
  infrastructure,
  rules,
  packagers,
  'release-dates': releaseDates,
  'tracked-models': trackedModels,
  'publisher-countries': publisherCountries,
  annotations,
};

function compiles(pattern: string): boolean {
  try {
    new RegExp(pattern, 'i');
    return true;
  } catch (error) {
    if (error instanceof SyntaxError) return false;
    throw error;
  }
}
