export interface Verdict {
  id: 'ok' | 'relabelled-looser' | 'missing-license' | 'incompatible' | 'undecidable';
  name: string;
  /** What the label of a derivative tells beside that of its base. A comparison of labels, not legal advice. */
  says: string;
}

/** How the license a model declares stands to that of a declared base. `db/reference/inheritance-rules.csv` decides. */
export const VERDICTS: readonly Verdict[] = [
  { id: 'ok', name: 'Consistent', says: 'The label agrees with the upstream terms.' },
  {
    id: 'relabelled-looser',
    name: 'Looser label',
    says: 'The label differs from upstream terms: it promises more than they grant.',
  },
  {
    id: 'missing-license',
    name: 'No label',
    says: 'The label differs from upstream terms: the base declares a license and the derivative none.',
  },
  {
    id: 'incompatible',
    name: 'Conflicting label',
    says: 'The label differs from upstream terms: both cannot hold at once.',
  },
  {
    id: 'undecidable',
    name: 'Cannot be told',
    says: 'One of the two labels is missing, unknown, or not classified yet.',
  },
];
