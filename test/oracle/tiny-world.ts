import type { Entry, Facts, Said, World, WorldLook } from './world.ts';

const EVER = { from: '2000-01-01', until: '9999-12-31' };

const license = (
  id: string,
  its: Partial<Record<'class' | 'osi_approved' | 'share_alike' | 'family', string>> = {},
) => ({
  license: id,
  family: null,
  class: 'permissive',
  osi_approved: 'yes',
  commercial_use: 'yes',
  derivatives: 'yes',
  share_alike: 'no',
  use_restrictions: 'no',
  ...its,
});

/** Three publishers that somebody reviewed: one of the US that moves to France, one of China and Hong Kong, a person. */
const FACTS: Facts = {
  regions: new Map([
    ...([
      ['US', 'us'],
      ['FR', 'europe'],
      ['CN', 'cn'],
      ['HK', 'cn'],
      ['PERSON', 'person'],
    ] as const),
  ]),
  publishers: [
    { publisher: 'acme', type: 'industry', country: 'US', from: '2000-01-01', until: '2026-01-05' },
    { publisher: 'acme', type: 'industry', country: 'FR', from: '2026-01-05', until: '9999-12-31' },
    { publisher: 'wide', type: 'academia', country: 'CN', ...EVER },
    { publisher: 'jane', type: 'individual', country: 'PERSON', ...EVER },
  ],
  namespaces: [
    { namespace: 'acme', publisher: 'acme', ...EVER },
    { namespace: 'wide', publisher: 'wide', ...EVER },
    { namespace: 'jane', publisher: 'jane', ...EVER },
  ],
  countries: new Map([['wide', ['CN', 'HK']]]),
  packagers: new Set(['jane']),
  licenses: new Map([
    ['mit', license('mit')],
    ['gpl-3.0', license('gpl-3.0', { class: 'strong_copyleft', share_alike: 'yes' })],
    ['unknown', license('unknown', { class: 'declared_unknown', osi_approved: 'unknown' })],
  ]),
  rules: [
    {
      place: 1,
      parent_class: 'strong_copyleft',
      parent_share_alike: 'yes',
      parent_derivatives: null,
      child_class: 'permissive',
      relation: null,
      verdict: 'relabelled-looser',
    },
    {
      place: 2,
      parent_class: null,
      parent_share_alike: null,
      parent_derivatives: null,
      child_class: null,
      relation: 'same-license',
      verdict: 'ok',
    },
  ],
  parameters: new Map([['acme/curated', 70e9]]),
  familyRepos: [{ family: 'lion', namespace: 'acme', name: /^lion/i }],
  familyWords: [{ word: /(^|[^a-z])lion/, family: 'lion' }],
  infrastructure: new Set(['acme/listed']),
  downloadsPerLike: 1000,
  releases: new Map([['acme/lion', '2024-05-06']]),
  tracked: new Set(['acme/lion']),
  tasks: new Map([['text-generation', { modality: 'text', language: true }]]),
  libraries: new Set(['transformers']),
  formats: [],
};

/** Says nothing but a name, unless told. */
export function said(repoId: string, fields: Partial<Said> = {}): Said {
  return {
    repoId,
    licenseId: null,
    licenseName: null,
    licenseSource: 'hub',
    parameters: null,
    parametersSource: 'safetensors',
    quantization: null,
    task: null,
    library: null,
    formats: [],
    gated: 'no',
    bases: [],
    relation: null,
    ...fields,
  };
}

/** A model with counters: of 30 days, of all time, and likes. */
export function entry(
  model: number,
  its: Said,
  [downloads30d = 0, downloadsAllTime = 0, likes = 0]: readonly (number | null)[] = [],
): Entry {
  return { model, said: its, downloads30d, downloadsAllTime, likes };
}

/** A published look. */
export function look(
  day: string,
  entries: readonly Entry[],
  fate: WorldLook['fate'] = 'published',
): WorldLook {
  return { day, fate, entries };
}

/** A world of these looks. Models were created on the first of 2025, but for those told. */
export function tinyWorld(
  looks: readonly WorldLook[],
  created: Readonly<Record<number, string | null>> = {},
): World {
  const count = Math.max(...looks.flatMap(({ entries }) => entries.map(({ model }) => model))) + 1;
  return {
    models: Array.from({ length: count }, (_, n) => {
      const told = created[n];
      return { objectId: String(n), createdAt: told === undefined ? '2025-01-01T00:00:00.000Z' : told };
    }),
    looks,
    facts: FACTS,
  };
}
