import type { Attribution, Counting, Facts, Step, Universe, Unknown } from './definition.ts';

/** One choice of a key. `name`: as it stands in a sentence. `says`: what a figure does that is asked for it. */
export interface Choice<Id extends string = string> {
  id: Id;
  name: string;
  says: string;
}

export const UNIVERSES: readonly Choice<Universe>[] = [
  { id: 'all', name: 'all models', says: 'Every model of the panel.' },
  {
    id: 'language',
    name: 'language models',
    says: 'Models whose task is generating text, with or without pictures to read.',
  },
  {
    id: 'first-party',
    name: 'first-party models',
    says: 'Models of a curated family that its own publisher uploaded.',
  },
  {
    id: 'tracked',
    name: 'tracked models',
    says: 'The reviewed list of models that the ATOM project tracks.',
  },
  {
    id: 'parameters-known',
    name: 'models of known size',
    says: 'Models whose total parameters some source states.',
  },
];

export const STEPS: readonly Choice<Step>[] = [
  {
    id: 'auto',
    name: 'as fine as a chart can show',
    says: 'Days, weeks or months, by the length of the window.',
  },
  { id: 'day', name: 'day by day', says: 'One point for each published snapshot.' },
  {
    id: 'week',
    name: 'week by week',
    says: 'ISO weeks in UTC: the last snapshot of each, or the sum of a flow.',
  },
  { id: 'month', name: 'month by month', says: 'The ISO weeks whose Thursday lies in the month.' },
];

export const ATTRIBUTIONS: readonly Choice<Attribution>[] = [
  { id: 'uploader', name: 'by uploader', says: 'A model counts for the publisher of its own repository.' },
  {
    id: 'creator',
    name: 'by original creator',
    says: 'A model counts for the publishers at the roots of its declared lineage, in equal parts for each base.',
  },
  {
    id: 'flow',
    name: 'from creator to uploader',
    says: 'Creator and uploader crossed: where what is uploaded was first made.',
  },
];

export const COUNTINGS: readonly Choice<Counting>[] = [
  {
    id: 'primary',
    name: 'publishers of several countries whole for the first',
    says: 'Each publisher counts for one country, so shares add up to 100 %.',
  },
  {
    id: 'fractional',
    name: 'publishers of several countries in equal parts',
    says: 'A publisher of n countries counts 1/n for each, so shares add up to 100 %.',
  },
  {
    id: 'full',
    name: 'publishers of several countries whole for each',
    says: 'A publisher of n countries counts whole for each, so shares add up to more than 100 %.',
  },
];

export const FACTS: readonly Choice<Facts>[] = [
  {
    id: 'then',
    name: 'facts about publishers as of each day',
    says: 'Who owned a namespace and where it was based on the day of each snapshot.',
  },
  {
    id: 'now',
    name: 'facts about publishers as of today',
    says: 'The same publishers, described as they are described today, in the past too.',
  },
];

export const UNKNOWNS: readonly Choice<Unknown>[] = [
  {
    id: 'keep',
    name: 'unknown groups kept as rows',
    says: 'What is not known stays in the whole, in rows of its own.',
  },
  {
    id: 'drop',
    name: 'unknown groups left out',
    says: 'Shares are parts of what is known only; the denominator says so.',
  },
  {
    id: 'band',
    name: 'unknown groups as a band',
    says: 'Each share from the lowest, if nothing unknown belongs to it, to the highest, if all of it does.',
  },
];

export const INFRASTRUCTURES: readonly Choice<'with' | 'without'>[] = [
  { id: 'with', name: 'with infrastructure models', says: 'Nothing is left out.' },
  {
    id: 'without',
    name: 'without infrastructure models',
    says: 'Models that programs fetch again and again, by a reviewed list and a stated rule, are left out of everything.',
  },
];
