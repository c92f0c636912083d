/** Something a search can lead to. */
export interface Findable {
  name: string;
  /** What it is, in a few words; empty where the name says enough. */
  says: string;
  href: string;
  /** What it is called elsewhere: ids, namespaces. As good as its name. */
  ids: readonly string[];
  /** What it has to do with. Never as good as a name. */
  words?: readonly string[];
}

export type FoundGroupId =
  | 'pages'
  | 'families'
  | 'publishers'
  | 'places'
  | 'licenses'
  | 'models'
  | 'measures'
  | 'claims';

export interface Found {
  name: string;
  says: string;
  href: string;
}

/** What was found of one kind, the best first. */
export interface FoundGroup {
  id: FoundGroupId;
  name: string;
  results: readonly Found[];
  /** How many fit; null where they were not counted. */
  matching: number | null;
  /** All of them; null where they stand here, or have no list. */
  allHref: string | null;
  /** What must be known of them; null: nothing. */
  note: string | null;
}

/** Kinds of results, in the order in which equally good ones stand. */
export const FOUND_GROUPS: readonly { id: FoundGroupId; name: string }[] = [
  { id: 'pages', name: 'Pages' },
  { id: 'families', name: 'Families' },
  { id: 'publishers', name: 'Publishers' },
  { id: 'places', name: 'Regions and countries' },
  { id: 'licenses', name: 'Licenses' },
  { id: 'models', name: 'Models' },
  { id: 'measures', name: 'Measures and methods' },
  { id: 'claims', name: 'Claims' },
];
