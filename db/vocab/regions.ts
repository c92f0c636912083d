export interface Region {
  id: string;
  name: string;
  /** `place`: publishers based there. `apart`: no single place. `open`: not known. */
  kind: 'place' | 'apart' | 'open';
  says: string;
}

/** Where a publisher is based, grouped from country. Order is the order of tables and charts. */
export const REGIONS: readonly Region[] = [
  {
    id: 'us',
    name: 'United States',
    kind: 'place',
    says: 'Publishers based in the United States or its territories, such as Puerto Rico and Guam.',
  },
  {
    id: 'cn',
    name: 'China',
    kind: 'place',
    says: 'Publishers based in mainland China, Hong Kong or Macao. Taiwan is counted with Asia-Pacific.',
  },
  {
    id: 'europe',
    name: 'Europe',
    kind: 'place',
    says: 'Publishers based in Europe: the EU, the United Kingdom, EFTA, the Balkans, Ukraine, Russia, the Caucasus.',
  },
  {
    id: 'apac',
    name: 'Asia-Pacific',
    kind: 'place',
    says: 'Publishers based in East, South-East, South or Central Asia or Oceania, without China.',
  },
  {
    id: 'mena',
    name: 'Middle East & North Africa',
    kind: 'place',
    says: 'Publishers based in the Gulf, the Levant, Israel, Iraq, Iran, Türkiye or North Africa.',
  },
  {
    id: 'americas',
    name: 'Other Americas',
    kind: 'place',
    says: 'Publishers based in Canada, Greenland, Latin America or the Caribbean.',
  },
  {
    id: 'africa',
    name: 'Sub-Saharan Africa',
    kind: 'place',
    says: 'Publishers based in Africa south of the Sahara, with Sudan and the islands.',
  },
  {
    id: 'elsewhere',
    name: 'Elsewhere',
    kind: 'place',
    says: 'Antarctica and Bouvet Island: places of the country list outside the named regions.',
  },
  {
    id: 'international',
    name: 'International',
    kind: 'apart',
    says: 'Distributed or online communities and bodies of several countries.',
  },
  {
    id: 'person',
    name: 'Individuals',
    kind: 'apart',
    says: 'Accounts of single persons; no country is assigned to them.',
  },
  {
    id: 'unknown',
    name: 'Unknown',
    kind: 'open',
    says: 'Somebody looked and could not tell where the publisher is based.',
  },
  { id: 'unreviewed', name: 'Unreviewed', kind: 'open', says: 'Nobody has looked yet.' },
];
