export interface Answer {
  id: string;
  name: string;
  /** `open`: not known; counted against coverage. */
  kind: 'known' | 'open';
  says: string;
}

/** Answers to a question about the declared license. Order is the order of tables and charts. */
export const ANSWERS: readonly Answer[] = [
  { id: 'yes', name: 'Yes', kind: 'known', says: 'The license says so.' },
  {
    id: 'conditional',
    name: 'Under conditions',
    kind: 'known',
    says: 'The license says so under conditions, such as a number of users.',
  },
  { id: 'no', name: 'No', kind: 'known', says: 'The license does not say so, or says the opposite.' },
  {
    id: 'none',
    name: 'None declared',
    kind: 'known',
    says: 'The repo declares no license; no permission is stated.',
  },
  {
    id: 'unknown',
    name: 'Unknown',
    kind: 'open',
    says: 'Somebody looked and could not tell from the declared id, which may stand for several texts.',
  },
  {
    id: 'unreviewed',
    name: 'Unreviewed',
    kind: 'open',
    says: 'The repo declares an id that nobody has reviewed yet.',
  },
  {
    id: 'unrecorded',
    name: 'Not recorded',
    kind: 'open',
    says: 'The source of this panel did not record the license of this model.',
  },
];
