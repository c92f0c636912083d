export interface LicenseClass {
  id: string;
  name: string;
  /** `open`: not known; counted against coverage. */
  kind: 'known' | 'open';
  /** How much it restricts, 1 least; for the way a change of license went. Null: cannot be ordered. */
  tightness: number | null;
  says: string;
}

/** Our grouping of license ids. Order is the order of tables and charts. */
export const LICENSE_CLASSES: readonly LicenseClass[] = [
  {
    id: 'permissive',
    name: 'Permissive',
    kind: 'known',
    tightness: 1,
    says: 'Use, change and pass on freely, with attribution at most: Apache-2.0, MIT, CC-BY, public domain.',
  },
  {
    id: 'weak_copyleft',
    name: 'Weak copyleft',
    kind: 'known',
    tightness: 2,
    says: 'Changes to the licensed part stay under its terms: MPL, LGPL, EPL.',
  },
  {
    id: 'strong_copyleft',
    name: 'Strong copyleft',
    kind: 'known',
    tightness: 3,
    says: 'Derived works stay under the same terms: GPL, AGPL, CC-BY-SA.',
  },
  {
    id: 'rail',
    name: 'Responsible AI',
    kind: 'known',
    tightness: 4,
    says: 'Behavioural use restrictions that must be passed on: the OpenRAIL licenses.',
  },
  {
    id: 'community',
    name: 'Community terms',
    kind: 'known',
    tightness: 5,
    says: "A publisher's own terms with conditions of use or scale: Llama, Gemma, Qwen, Grok.",
  },
  {
    id: 'non_commercial',
    name: 'Non-commercial',
    kind: 'known',
    tightness: 6,
    says: 'Commercial use is not granted: CC-BY-NC and vendors’ equivalents.',
  },
  {
    id: 'research_only',
    name: 'Research only',
    kind: 'known',
    tightness: 7,
    says: 'Use is granted for research or evaluation only.',
  },
  {
    id: 'custom_other',
    name: 'Custom, not classified',
    kind: 'known',
    tightness: null,
    says: '`other` with a text of its own that nobody has classified yet, or a family tag without exact terms.',
  },
  {
    id: 'declared_unknown',
    name: 'Declared unknown',
    kind: 'open',
    tightness: null,
    says: 'The repo itself says `unknown`.',
  },
  {
    id: 'none',
    name: 'None declared',
    kind: 'known',
    tightness: null,
    says: 'The repo declares no license; no permission is stated.',
  },
  {
    id: 'unreviewed',
    name: 'Unreviewed',
    kind: 'open',
    tightness: null,
    says: 'The repo declares an id that nobody has reviewed yet.',
  },
  {
    id: 'unrecorded',
    name: 'Not recorded',
    kind: 'open',
    tightness: null,
    says: 'The source of this panel did not record the license of this model.',
  },
];
