import type { Definition } from '../definition/definition.ts';
import { paths } from './paths.ts';

export interface NavEntry {
  name: string;
  /** Without a query: where the entry stands in the tree. */
  path: string;
  to: (definition: Definition | null) => string;
}

/** The top level of the site, in the order of the header. */
export const NAV: readonly NavEntry[] = [
  { name: 'Overview', path: paths.overview(), to: paths.overview },
  { name: 'Regions', path: paths.regions(), to: paths.regions },
  { name: 'Sizes', path: paths.sizes(), to: paths.sizes },
  { name: 'Licenses', path: paths.licenses(), to: paths.licenses },
  { name: 'Models', path: paths.models(), to: (definition) => paths.models(definition) },
  { name: 'Methods', path: paths.methods(), to: () => paths.methods() },
];
