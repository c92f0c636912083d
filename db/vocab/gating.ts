export interface Gating {
  id: 'no' | 'auto' | 'manual' | 'yes' | 'unrecorded';
  name: string;
  /** `open`: not known; counted against coverage. */
  kind: 'known' | 'open';
  says: string;
}

/** Whether the Hub asks before it hands out the files. Order is the order of tables and charts. */
export const GATINGS: readonly Gating[] = [
  { id: 'no', name: 'Not gated', kind: 'known', says: 'Anyone may download.' },
  {
    id: 'auto',
    name: 'Gated, granted at once',
    kind: 'known',
    says: 'Asks for an account and for consent, and grants access by itself.',
  },
  {
    id: 'manual',
    name: 'Gated, granted by hand',
    kind: 'known',
    says: 'The publisher decides on every request.',
  },
  {
    id: 'yes',
    name: 'Gated, not recorded how',
    kind: 'known',
    says: 'The source of this panel recorded that the Hub asks, and not how.',
  },
  {
    id: 'unrecorded',
    name: 'Not recorded',
    kind: 'open',
    says: 'The source of this panel did not record the gating of this model.',
  },
];
