import { definitionOf } from '../../src/lib/definition/defaults.ts';
import type { Breakdown } from '../../src/lib/metrics/breakdown.ts';
import type { PanelFacts, Reading } from '../../src/lib/metrics/metric.ts';
import type { ModelReading } from '../../src/lib/metrics/model.ts';

// Constructed for tests. No number here was ever observed.

export const panel: PanelFacts = {
  panel: 'made-up',
  title: 'Made-up models',
  population: 'Models that exist in this test only.',
  kind: 'recording',
  sourceTitle: 'a test',
  sourceUrl: 'https://example.org/made-up',
  terms: 'None.',
  from: '2026-08-01',
  asOf: '2026-08-05',
  snapshots: 4,
  models: 10,
  hasAllTime: false,
};

export const reading: Reading = {
  panel,
  definition: definitionOf({ panel: 'made-up' }),
  grouping: 'region',
  measure: {
    id: 'downloads30d',
    name: 'Downloads, 30 days',
    kind: 'stock',
    unit: 'downloads in the previous 30 days',
    says: 'A rolling count.',
  },
  asOf: '2026-08-05',
  comparedWith: '2026-08-01',
  total: 1000,
  totalBefore: 800,
  models: 10,
  coverage: 0.9,
  groups: [
    { id: 'us', name: 'United States', open: false, value: 500, share: 0.5, models: 4, shareBefore: 0.25 },
    { id: 'cn', name: 'China', open: false, value: 400, share: 0.4, models: 5, shareBefore: 0.75 },
    { id: 'unknown', name: 'Unknown', open: true, value: 100, share: 0.1, models: 1, shareBefore: 0 },
  ],
  series: [
    { asOf: '2026-08-01', total: 800, values: { us: 200, cn: 600 } },
    { asOf: '2026-08-02', total: 0, values: {} },
    { asOf: '2026-08-04', total: 1000, values: { us: 450, cn: 400, unknown: 150 } },
    { asOf: '2026-08-05', total: 1000, values: { us: 500, cn: 400, unknown: 100 } },
  ],
  step: 'day',
  gaps: [{ from: '2026-08-03', until: '2026-08-04' }],
  rejected: [{ asOf: '2026-08-03', says: '2 models, against 10 on 2026-08-02.' }],
  referenceVersion: 1,
};

/** The same panel on its first day. */
export const firstDay: Reading = {
  ...reading,
  comparedWith: null,
  totalBefore: null,
  groups: reading.groups.map((group) => ({ ...group, shareBefore: null })),
  series: reading.series.slice(-1),
  gaps: [],
  rejected: [],
};

export const byNamespace: Breakdown = {
  panel,
  definition: reading.definition,
  by: 'namespace',
  asOf: '2026-08-05',
  rows: [
    { value: 'acme', name: 'Acme Inc.', named: true, models: 6, downloads30d: 700, share: 0.7 },
    { value: 'zeta', name: 'zeta', named: false, models: 2, downloads30d: 200, share: 0.2 },
  ],
  models: 10,
  downloads30d: 1000,
  referenceVersion: 1,
};

export const hostile = 'acme/"><img src=x onerror=alert(1)>';

export const modelReading: ModelReading = {
  model: {
    modelId: 1,
    repoId: hostile,
    namespace: 'acme',
    objectId: null,
    createdOn: '2026-07-01',
    firstSeenOn: '2026-08-01',
    missingSince: null,
    removedOn: null,
    publisher: { id: 'acme', name: 'Acme Inc.', evidence: 'javascript:alert(1)' },
  },
  foundBy: 'name',
  earlier: [],
  states: [
    {
      panel: 'made-up',
      title: 'Made-up models',
      asOf: '2026-08-05',
      present: true,
      downloads30d: 3_000_000_000,
      downloadsAllTime: null,
      likes: 0,
      parameters: 7_600_000_000,
      parametersSource: 'safetensors, radar 2026-08-22',
      ownParameters: 7_600_000_000,
      activeParameters: null,
      country: 'CN',
      countryName: 'China',
      region: 'cn',
      sizeClass: '5b-10b',
      licenseClass: 'custom_other',
      described: {
        since: '2026-08-01',
        licenseId: 'other',
        licenseName: 'acme-license',
        licenseLink: 'javascript:alert(2)',
        licenseSource: 'hub',
        parameters: 7_600_000_000,
        parametersSource: 'safetensors, radar 2026-08-22',
        safetensorsParameters: 7_600_000_000,
        ggufParameters: null,
        task: null,
        library: null,
        gated: 'no',
        disabled: null,
        baseModels: ['acme/base'],
        relation: 'finetune',
        tags: null,
      },
    },
  ],
  series: [
    {
      panel: 'made-up',
      step: 'day',
      points: [
        { asOf: '2026-08-01', downloads30d: 10, downloadsAllTime: null, likes: 0, present: true },
        { asOf: '2026-08-02', downloads30d: null, downloadsAllTime: null, likes: null, present: false },
        { asOf: '2026-08-05', downloads30d: 30, downloadsAllTime: null, likes: 0, present: true },
      ],
    },
  ],
  versions: [],
  changes: [],
  lineage: [
    {
      panel: 'made-up',
      license: 'acme-license',
      root: { declaredAs: 'acme/base', repoId: 'acme/base' },
      bases: [
        {
          declaredAs: 'acme/base',
          repoId: 'acme/base',
          removedOn: null,
          relation: 'finetune',
          declaredIn: 'card',
          cut: false,
          verdict: 'undecidable',
          reason: 'Nobody has classified the label of the model yet.',
          license: 'apache-2.0',
        },
      ],
      derivatives: 0,
    },
  ],
  referenceVersion: 1,
};
