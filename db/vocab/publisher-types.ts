export interface PublisherType {
  id: string;
  name: string;
  /** `open`: not known; counted against coverage. */
  kind: 'known' | 'open';
  says: string;
}

/** What kind of body a publisher is. Order is the order of tables and charts. */
export const PUBLISHER_TYPES: readonly PublisherType[] = [
  { id: 'industry', name: 'Industry', kind: 'known', says: 'Companies, and labs that belong to one.' },
  { id: 'academia', name: 'Academia', kind: 'known', says: 'Universities and research institutes.' },
  { id: 'community', name: 'Community', kind: 'known', says: 'Open groups and projects without an owner.' },
  { id: 'government', name: 'Government', kind: 'known', says: 'Bodies of a state.' },
  { id: 'non-profit', name: 'Non-profit', kind: 'known', says: 'Foundations and institutes without profit.' },
  { id: 'individual', name: 'Individual', kind: 'known', says: 'Accounts of single persons.' },
  { id: 'unreviewed', name: 'Unreviewed', kind: 'open', says: 'Nobody has looked yet.' },
];
