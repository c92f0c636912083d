export interface Relation {
  id: string;
  name: string;
  /** `open`: not known; counted against coverage. */
  kind: 'known' | 'open';
  says: string;
}

/**
 * How a model was made from what it declares as its base. Adapter, finetune, merge and quantized are the words of the
 * Hub; it guesses them unless the card says so. Order is the order of tables and charts.
 */
export const RELATIONS: readonly Relation[] = [
  {
    id: 'original',
    name: 'Original',
    kind: 'known',
    says: 'Declares no base, and its publisher is reviewed and no single person.',
  },
  { id: 'finetune', name: 'Fine-tune', kind: 'known', says: 'Trained further from its base.' },
  { id: 'adapter', name: 'Adapter', kind: 'known', says: 'Small weights to be loaded on top of the base.' },
  { id: 'quantized', name: 'Quantized', kind: 'known', says: 'The base in fewer bits or another format.' },
  { id: 'merge', name: 'Merge', kind: 'known', says: 'Weights of several bases combined.' },
  {
    id: 'unstated',
    name: 'Derivative, not stated how',
    kind: 'known',
    says: 'Declares a base and not how it was made from it.',
  },
  {
    id: 'undeclared',
    name: 'Nothing declared',
    kind: 'open',
    says: 'Declares no base, and its publisher is a single person or unreviewed: original or not, nothing tells.',
  },
];
