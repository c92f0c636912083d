import type { Status, Verdict } from './answer.ts';
import type { Claim, Known, PublishedValue, Section } from './claim.ts';

/** The subjects of the ledger, by the letter its ids begin with. */
export const SUBJECTS: readonly { id: string; section: Section; name: string }[] = [
  { id: 'articles', section: 'S', name: 'Summer 2026 articles' },
  { id: 'regions', section: 'C', name: 'Countries and regions' },
  { id: 'organizations', section: 'O', name: 'Organizations' },
  { id: 'derivatives', section: 'D', name: 'Derivatives' },
  { id: 'sizes', section: 'Z', name: 'Sizes' },
  { id: 'licenses', section: 'P', name: 'Licenses' },
  { id: 'concentration', section: 'K', name: 'Concentration and counts' },
];

/** What becomes of claims, the settled first. `says` stands beside the name. */
export const STATUSES: readonly { id: Status; name: string; says: string }[] = [
  { id: 'reproduced', name: 'Reproduced', says: 'Every number of ours is within the tolerance.' },
  { id: 'close', name: 'Close', says: 'Every number of ours is within three tolerances.' },
  {
    id: 'contradicted',
    name: 'Contradicted',
    says: 'At least one is farther off, and what is not known could not make up for it.',
  },
  {
    id: 'definition_unclear',
    name: 'Definition unclear',
    says: 'How the source counted, or how much is known, leaves it open.',
  },
  {
    id: 'needs_history',
    name: 'Needs history',
    says: 'Its days, or the whole Hub, are not among the published snapshots.',
  },
  { id: 'needs_external', name: 'Needs other data', says: 'It needs something the census does not collect.' },
  { id: 'not_computable', name: 'Not computable', says: 'Nothing the Hub counts could settle it.' },
  { id: 'unsourced', name: 'No source', says: 'No source of it, or none of its numbers, was found.' },
];

export const VERDICTS: Readonly<Record<Verdict, string>> = {
  reproduced: 'Within the tolerance',
  close: 'Within three tolerances',
  contradicted: 'Farther off',
  unclear: 'Decides nothing',
  missing: 'No number of ours',
};

export const KNOWN: Readonly<Record<Known, string>> = {
  F: 'read in the source',
  R: 'read second-hand',
  G: 'inferred',
  M: 'from memory, unchecked',
};

export const POPULATIONS: Readonly<Record<Claim['population'], string>> = {
  hub: 'all models of the Hub',
  head: 'the most downloaded models of the Hub',
  none: 'facts of the reference',
};

export const SENSES: Readonly<Record<PublishedValue['sense'], string>> = {
  about: '',
  'at-least': 'at least ',
  'at-most': 'at most ',
};

export function statusWords(status: Status): { name: string; says: string } {
  return STATUSES.find(({ id }) => id === status) ?? { name: status, says: '' };
}

export function subjectOf({ id }: Pick<Claim, 'id'>): (typeof SUBJECTS)[number] | null {
  return SUBJECTS.find(({ section }) => id.startsWith(section)) ?? null;
}
