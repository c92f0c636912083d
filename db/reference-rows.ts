import { z } from 'zod';
import { VERDICTS } from './vocab/inheritance.ts';
import { LICENSE_CLASSES } from './vocab/license-classes.ts';
import { REGIONS } from './vocab/regions.ts';

/** Written in the files as empty: valid since ever, valid until further notice. */
const sinceEver = '2000-01-01';
const untilNotice = '9999-12-31';

const text = z.string().min(1, 'is empty');
const optional = z.string().transform((value) => (value === '' ? null : value));
const day = z.iso.date('is not a date YYYY-MM-DD');
const slug = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'is not a slug of a-z, 0-9 and single hyphens');
const country = z
  .string()
  .regex(/^([A-Z]{2}|INTL|PERSON|UNKNOWN)$/, 'is not an ISO code, INTL, PERSON or UNKNOWN');
const namespace = z.string().regex(/^[\w.-]+$/, 'is not a namespace of the Hub');
const answer = oneOf(['yes', 'no', 'conditional', 'unknown']);
const count = z
  .string()
  .regex(/^[1-9]\d{0,14}$/, 'is not a positive integer')
  .transform(Number);

const validity = {
  valid_from: dayOr(sinceEver),
  valid_to: dayOr(untilNotice),
};
const forwards = ({ valid_from, valid_to }: { valid_from: string; valid_to: string }) =>
  valid_from < valid_to;
const backwards = { path: ['valid_to'], error: 'is not after valid_from' };

const countries = z.object({
  country,
  name: text,
  region: oneOf(REGIONS.map(({ id }) => id).filter((id) => id !== 'unreviewed')),
  subregion: optional,
  bloc: optional,
});

const publishers = z
  .object({
    publisher_id: slug,
    name: text,
    parent: optional,
    type: oneOf(['industry', 'academia', 'community', 'government', 'non-profit', 'individual']),
    country,
    ...validity,
    confidence: oneOf(['high', 'medium', 'low']),
    evidence: optional,
    checked_on: day,
    note: optional,
  })
  .refine(forwards, backwards)
  .refine((row) => row.country !== 'PERSON' || row.type === 'individual', {
    path: ['country'],
    error: 'is for publishers of type individual only',
  })
  .refine((row) => /^(PERSON|UNKNOWN)$/.test(row.country) || row.evidence !== null, {
    path: ['country'],
    error: 'stands without evidence',
  });

const namespaces = z.object({ namespace, publisher_id: slug, ...validity }).refine(forwards, backwards);

const licenses = z.object({
  license: z.string().regex(/^[^A-Z\s]([^A-Z]*[^A-Z\s])?$/, 'is not a license id in lower case'),
  name: text,
  family: optional,
  class: oneOf(
    LICENSE_CLASSES.map(({ id }) => id).filter((id) => id !== 'unreviewed' && id !== 'unrecorded'),
  ),
  osi_approved: answer,
  commercial_use: answer,
  redistribution: answer,
  derivatives: answer,
  share_alike: answer,
  use_restrictions: answer,
  note: optional,
  evidence: text,
  checked_on: day,
});

const parameters = z
  .object({
    repo_id: z.string().regex(/^[\w.-]+\/[\w.-]+$/, 'is not a repo id'),
    parameters: count,
    active_parameters: z.union([z.literal('').transform(() => null), count], 'is not a positive integer'),
    evidence: text,
  })
  .refine((row) => row.active_parameters === null || row.active_parameters <= row.parameters, {
    path: ['active_parameters'],
    error: 'is more than parameters',
  });

const classes = spaced([...LICENSE_CLASSES.map(({ id }) => id), 'unseen']);

const inheritanceRules = z.object({
  rule: slug,
  place: count,
  parent_class: classes,
  parent_share_alike: spaced(['yes', 'no', 'conditional', 'unknown']),
  parent_derivatives: spaced(['yes', 'no', 'conditional', 'unknown']),
  child_class: classes,
  relation: z.union([z.literal('').transform(() => null), oneOf(['same-license', 'same-family'])]),
  verdict: oneOf(VERDICTS.map(({ id }) => id)),
  reason: text,
});

/** What a row of each file must be. Keys are the columns of the file and of its table `ref_…`. */
export const ROW_SCHEMAS = {
  countries,
  publishers,
  namespaces,
  licenses,
  parameters,
  'inheritance-rules': inheritanceRules,
};

export type ReferenceFile = keyof typeof ROW_SCHEMAS;

/** The rows of `db/reference/`, with open dates and empty cells resolved. */
export type ReferenceRows = { [File in ReferenceFile]: z.infer<(typeof ROW_SCHEMAS)[File]>[] };

function oneOf(ids: readonly string[]) {
  return z.enum(ids, `is not one of ${ids.join(', ')}`);
}

/** Words separated by single spaces, each of the list; empty holds for everything. */
function spaced(words: readonly string[]) {
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
