import type { PanelFacts } from '../../src/lib/metrics/metric.ts';
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
