import { z } from 'zod';
import {
  count,
  country,
  day,
  namespace,
  oneOf,
  optional,
  repoId,
  slug,
  spaced,
  text,
  validity,
} from './reference-fields.ts';
import { FIGURE_SCHEMAS } from './reference-figure-rows.ts';
import { VERDICTS } from './vocab/inheritance.ts';
import { LICENSE_CLASSES } from './vocab/license-classes.ts';
import { PUBLISHER_TYPES } from './vocab/publisher-types.ts';
import { REGIONS } from './vocab/regions.ts';

const answer = oneOf(['yes', 'no', 'conditional', 'unknown']);
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
    type: oneOf(PUBLISHER_TYPES.map(({ id }) => id).filter((id) => id !== 'unreviewed')),
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
    repo_id: repoId,
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
  ...FIGURE_SCHEMAS,
};

export type ReferenceFile = keyof typeof ROW_SCHEMAS;

/** The rows of `db/reference/`, with open dates and empty cells resolved. */
export type ReferenceRows = { [File in ReferenceFile]: z.infer<(typeof ROW_SCHEMAS)[File]>[] };
