import { createHash } from 'node:crypto';
import type { Reference } from '../../db/load-reference.ts';

/** Who may upload in a generated world: namespaces somebody reviewed, and what the same publishers are called. */
export const REVIEWED = [
  ...['Oak', 'Oak-Labs', 'Elm', 'Fir', 'Yew', 'Ash', 'Pine', 'Birch', 'Cedar', 'Larch', 'Maple', 'Alder'],
  ...[
    'Hazel',
    'Rowan',
    'Willow',
    'Poplar',
    'Linden',
    'Beech',
    'jane',
    'ravi',
    'Packers',
    'Quants',
    'Sold',
    'Late',
  ],
  ...['Nowhere', 'Moved', 'Turned', 'Closed', 'Begun'],
] as const;

const EVER = { valid_from: '2000-01-01', valid_to: '9999-12-31' };

type Changed = readonly { type: string; country: string; valid_from?: string; valid_to?: string }[];

/** Publishers by id: their facts, in the order of dates. `change` is the day on which things change. */
function publisherFacts(change: string): Readonly<Record<string, Changed>> {
  const once = (type: string, country: string): Changed => [{ type, country }];
  return {
    oak: once('industry', 'US'),
    elm: once('industry', 'CN'),
    fir: once('industry', 'FR'),
    yew: once('academia', 'GB'),
    ash: once('government', 'AE'),
    pine: once('non-profit', 'DE'),
    birch: once('industry', 'JP'),
    cedar: once('industry', 'CA'),
    larch: once('industry', 'HK'),
    maple: once('academia', 'ZA'),
    alder: once('industry', 'US'),
    hazel: once('industry', 'US'),
    rowan: once('industry', 'CN'),
    willow: once('academia', 'FR'),
    poplar: once('industry', 'CN'),
    linden: once('industry', 'BR'),
    beech: once('community', 'INTL'),
    jane: once('individual', 'PERSON'),
    ravi: once('individual', 'PERSON'),
    packers: once('community', 'INTL'),
    quants: once('industry', 'US'),
    nowhere: once('community', 'UNKNOWN'),
    moved: [
      { type: 'industry', country: 'US', valid_to: change },
      { type: 'industry', country: 'DE', valid_from: change },
    ],
    turned: [
      { type: 'individual', country: 'PERSON', valid_to: change },
      { type: 'industry', country: 'IN', valid_from: change },
    ],
    closed: [{ type: 'industry', country: 'SG', valid_to: change }],
    begun: [{ type: 'industry', country: 'KR', valid_from: change }],
  };
}

/** Publishers of several countries. Hong Kong and China lie in one region. */
const SEVERAL: Readonly<Record<string, readonly string[]>> = {
  alder: ['US', 'CN'],
  rowan: ['CN', 'HK'],
  willow: ['FR', 'US', 'JP'],
  poplar: ['CN', 'HK', 'US', 'FR'],
  pine: ['DE', 'FR'],
};

const FAMILIES: readonly {
  family: string;
  publisher: string;
  repos: readonly [string, string | null][];
  words: string[];
}[] = [
  {
    family: 'acorn',
    publisher: 'oak',
    repos: [
      ['Oak', '^acorn'],
      ['Oak-Labs', null],
    ],
    words: ['acorn', 'oaky'],
  },
  { family: 'oak-other', publisher: 'oak', repos: [['Oak', null]], words: [] },
  { family: 'samara', publisher: 'elm', repos: [['Elm', '^samara(-|$)']], words: ['samara'] },
  { family: 'cone', publisher: 'fir', repos: [['Fir', null]], words: ['cone'] },
  { family: 'aril', publisher: 'yew', repos: [['Yew', '^aril|^tiny']], words: ['aril'] },
  { family: 'moved-on', publisher: 'moved', repos: [['Moved', null]], words: ['mover'] },
];

/** What stands in front of the names of models; some words are of families, some only look like it. */
export const STEMS = [
  ...[
    'acorn',
    'Acorn2',
    'my-acorn',
    'oaky',
    'superacorn',
    'samara',
    'samara2',
    'x2samara',
    'cone',
    'falcone',
  ],
  ...['aril', 'tiny', 'mover', 'model', 'thing', 'bert'],
] as const;

/** Repos by name that a list says something about. */
export interface Listed {
  parameters: ReadonlyMap<string, number>;
  infrastructure: readonly string[];
  releases: ReadonlyMap<string, string>;
  tracked: readonly string[];
}

/** A reference that knows the publishers of a generated world; countries, licenses and words are those that ship. */
export function generateReference(shipped: Reference, listed: Listed, change: string): Reference {
  const content = {
    ...shipped,
    publishers: Object.entries(publisherFacts(change)).flatMap(([publisher_id, facts]) =>
      facts.map((fact) => ({
        publisher_id,
        name: `${publisher_id} of a generated world`,
        parent: null,
        ...EVER,
        ...fact,
        confidence: 'high',
        evidence: 'Generated',
        checked_on: '2026-01-01',
        note: null,
      })),
    ),
    namespaces: namespaceRows(change),
    parameters: [...listed.parameters].map(([repo_id, parameters]) => ({
      repo_id,
      parameters,
      active_parameters: null,
      evidence: 'Generated',
    })),
    ...familyRows(),
    infrastructure: listed.infrastructure.map((repo_id) => ({
      repo_id,
      reason: 'Generated',
      evidence: 'Generated',
    })),
    rules: [
      { rule: 'infrastructure-downloads-per-like', version: 1, value: 1500.5, says: 'Generated.' },
      ...shipped.rules.filter(({ rule }) => rule !== 'infrastructure-downloads-per-like'),
    ],
    packagers: ['packers', 'quants'].map((publisher_id) => ({ publisher_id, reason: 'Generated' })),
    'release-dates': [...listed.releases].map(([repo_id, released_on]) => ({
      repo_id,
      released_on,
      evidence: 'Generated',
    })),
    'tracked-models': listed.tracked.map((repo_id) => ({ repo_id })),
    'publisher-countries': Object.entries(SEVERAL).flatMap(([publisher_id, countries]) =>
      countries.map((country, i) => ({ publisher_id, place: i + 1, country })),
    ),
    annotations: [],
  };
  return { ...content, contentHash: createHash('sha256').update(JSON.stringify(content)).digest('hex') };
}

/** Every namespace belongs to the publisher of its name, but for two that change hands or are reviewed late. */
function namespaceRows(change: string): Reference['namespaces'] {
  const special: Readonly<Record<string, Reference['namespaces']>> = {
    'Oak-Labs': [{ namespace: 'Oak-Labs', publisher_id: 'oak', ...EVER }],
    Sold: [
      { namespace: 'Sold', publisher_id: 'cedar', ...EVER, valid_to: change },
      { namespace: 'Sold', publisher_id: 'birch', ...EVER, valid_from: change },
    ],
    Late: [{ namespace: 'Late', publisher_id: 'hazel', ...EVER, valid_from: change }],
  };
  return REVIEWED.flatMap(
    (namespace) => special[namespace] ?? [{ namespace, publisher_id: namespace.toLowerCase(), ...EVER }],
  );
}

function familyRows() {
  const evidence = 'Generated';
  return {
    families: FAMILIES.map(({ family, publisher }) => ({
      family,
      name: family,
      publisher_id: publisher,
      note: null,
      evidence,
    })),
    'family-repos': FAMILIES.flatMap(({ family, repos }) =>
      repos.map(([namespace, pattern]) => ({ family, namespace, pattern })),
    ).map((row, i) => ({ place: i + 1, ...row })),
    'family-words': FAMILIES.flatMap(({ family, words }) => words.map((word) => ({ word, family }))),
  };
}
