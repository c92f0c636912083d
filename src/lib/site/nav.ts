import { definitionOf } from '../definition/defaults.ts';
import type { Definition } from '../definition/definition.ts';
import { paths } from './paths.ts';

export interface NavEntry {
  name: string;
  /** Without a query: where the entry stands in the tree. */
  path: string;
  to: (definition: Definition | null) => string;
}

/** The top level of the site, in the order of the header: what most readers come for. */
export const NAV: readonly NavEntry[] = [
  { name: 'Overview', path: paths.overview(), to: paths.overview },
  { name: 'Regions', path: paths.regions(), to: (definition) => paths.regions(definition) },
  { name: 'Sizes', path: paths.sizes(), to: paths.sizes },
  { name: 'Licenses', path: paths.licenses(), to: paths.licenses },
  { name: 'Families', path: paths.families(), to: (definition) => paths.families(definition) },
  { name: 'Models', path: paths.models(), to: (definition) => paths.models(definition) },
  { name: 'Claims', path: paths.claims(), to: () => paths.claims() },
];

/** All pages in groups, behind one word of the header. */
export const MORE: readonly { name: string; entries: readonly NavEntry[] }[] = [
  {
    name: 'Who',
    entries: [
      { name: 'Countries', path: paths.countries(), to: paths.countries },
      { name: 'Publishers', path: paths.publishers(), to: (definition) => paths.publishers(definition) },
      { name: 'Registry', path: paths.registry(), to: () => paths.registry() },
    ],
  },
  {
    name: 'What moves',
    entries: [
      { name: 'Releases', path: paths.releases(), to: (definition) => paths.releases(definition) },
      {
        name: 'License exposure',
        path: paths.exposure(),
        to: (definition) => paths.exposure(definition),
      },
      {
        name: 'Concentration',
        path: paths.concentration(),
        to: (definition) => paths.concentration(definition),
      },
      { name: 'Dynamics', path: paths.dynamics(), to: (definition) => paths.dynamics(definition) },
      { name: 'Weekly digest', path: paths.digest(), to: () => paths.digest() },
    ],
  },
  {
    name: 'Ask and check',
    entries: [
      { name: 'Review', path: paths.review(), to: (definition) => paths.review(definition) },
      {
        name: 'Explore',
        path: paths.explore(),
        // A total alone shows little of what can be asked.
        to: (definition) => paths.explore({ ...(definition ?? definitionOf()), by: ['region'] }),
      },
      { name: 'Data', path: paths.editions(), to: () => paths.editions() },
      { name: 'Compare', path: paths.compare(), to: () => paths.compare() },
      { name: 'Questions', path: paths.questions(), to: paths.questions },
      { name: 'Methods', path: paths.methods(), to: () => paths.methods() },
      { name: 'API', path: paths.api(), to: () => paths.api() },
      { name: 'Status', path: paths.status(), to: paths.status },
    ],
  },
];

/** Every page of the menu. */
export const MENU: readonly NavEntry[] = [...NAV, ...MORE.flatMap(({ entries }) => entries)];

/** What most readers open first: every page of the menu, and a search, which reads the names it looks through first. */
export const FIRST_PATHS: readonly string[] = [
  ...MENU.map(({ to }) => to(null)),
  paths.search({ q: 'instruct' }),
];
