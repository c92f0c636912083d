import { describe, expect, test } from 'vitest';
import type { DeclaredBase, ModelLineage } from '../../src/lib/metrics/lineage.ts';
import { lineageView } from '../../src/lib/site/lineage-view.ts';
import { modelPage } from '../../src/lib/site/model-view.ts';
import { textOf } from '../../src/lib/site/phrase.ts';
import { hostile, modelReading } from './fixtures.ts';

const base: DeclaredBase = {
  declaredAs: 'acme/base',
  repoId: 'acme/base',
  removedOn: null,
  relation: 'quantized',
  declaredIn: 'hub',
  cut: false,
  verdict: 'ok',
  reason: 'Permissive terms allow derivatives under other labels.',
  license: 'apache-2.0',
};

const lineage: ModelLineage = {
  panel: 'made-up',
  license: 'mit',
  root: { declaredAs: 'acme/root', repoId: 'acme/root' },
  bases: [base],
  derivatives: 2,
};

const show = (more: Partial<ModelLineage>) =>
  lineageView({ ...lineage, ...more }, { title: 'Made-up models', repoId: 'acme/model' });
const verdictOn = (more: Partial<DeclaredBase>) => show({ bases: [{ ...base, ...more }] }).bases[0]?.verdict;

test('a base is a link, with its relation and where it was declared', () => {
  expect(show({}).bases.map(({ base, how, labels }) => [base, how, textOf(labels ?? [])])).toEqual([
    [
      { name: 'acme/base', href: '/models/acme/base' },
      'Quantization, resolved by the Hub',
      'Label of this model: mit; of the base: apache-2.0',
    ],
  ]);
});

test.each([
  ['ok', 'Label agrees with upstream terms: because.'],
  ['relabelled-looser', 'Label differs from upstream terms: because.'],
  ['missing-license', 'Label differs from upstream terms: because.'],
  ['incompatible', 'Label differs from upstream terms: because.'],
  ['undecidable', 'Cannot be told: because.'],
])('the verdict %s is worded as a comparison of labels, with its reason', (verdict, says) => {
  expect(verdictOn({ verdict, reason: 'Because.' })?.says).toBe(says);
});

test('a base that is not judged has no verdict', () => {
  expect(verdictOn({ verdict: null, reason: null })).toBeNull();
  const [row] = show({ bases: [{ ...base, repoId: null, verdict: null, reason: null }] }).bases;
  expect(row?.notes.map(textOf)).toEqual(['No look ever named a model of this name.']);
});

test('a base is called as it is now, and as it was declared', () => {
  const [row] = show({ bases: [{ ...base, repoId: 'zai/base', removedOn: '2026-08-02' }] }).bases;
  expect(row?.base).toEqual({ name: 'zai/base', href: '/models/zai/base' });
  expect(row?.notes.map(textOf)).toEqual([
    'Declared as acme/base.',
    'Gone from the Hub, as confirmed on 2 August 2026.',
  ]);
});

test('a base that was never seen leads nowhere', () => {
  const unseen = show({
    root: { declaredAs: hostile, repoId: null },
    bases: [{ ...base, repoId: null, declaredAs: hostile }],
  });
  expect(unseen.bases[0]?.base).toEqual({ name: hostile, href: null });
  expect(unseen.bases[0]?.labels).toBeNull();
  expect(unseen.root).toEqual([
    'The chain of declared bases ends at ',
    { name: hostile, href: null },
    ', which no look ever named.',
  ]);
});

test('bases that lead back to the model have no root', () => {
  const circle = show({ root: null, bases: [{ ...base, cut: true }] });
  expect(circle.bases[0]?.notes.map(textOf)).toEqual([
    'Leads back to this model itself, so it takes no part in the root.',
  ]);
  expect(textOf(circle.root ?? [])).toBe('The declared bases lead back to this model, so there is no root.');
});

test('derivatives are a number of one panel, and a lower bound', () => {
  expect(show({ derivatives: 0 }).derivatives).toBe(
    'No model of the panel “Made-up models” declares this one as a base.',
  );
  expect(show({ derivatives: 1 }).derivatives).toBe(
    'In the panel “Made-up models”, 1 model declares this one as a base. Many derivatives declare none: there may be more.',
  );
  expect(show({ derivatives: 12_345 }).derivatives).toContain('12,345 models declare');
});

describe('the page of a model', () => {
  const [state] = modelReading.states;
  if (!state) throw new Error('the fixture has one state');

  test('says of a packed model whose weights it counts, and of a mixture of experts what is active', () => {
    const packed = { ...state, parametersSource: 'base', ownParameters: 16_000_000, activeParameters: 37e9 };
    const page = modelPage({ ...modelReading, states: [packed] });
    expect(page?.facts.find(({ term }) => term === 'Size')).toMatchObject({
      note: expect.stringContaining('Active in one step: 37,000,000,000. Its own record says 16,000,000.'),
      source: 'taken from its base acme/base, because packed weights understate the total',
    });
  });

  test('tells its derivatives from a panel that has some', () => {
    const page = modelPage({
      ...modelReading,
      states: [state, { ...state, panel: 'other', title: 'Other models' }],
      lineage: [
        { ...lineage, bases: [], root: null, derivatives: 0 },
        { ...lineage, bases: [], root: null, panel: 'other', derivatives: 7 },
      ],
    });
    expect(page?.lineage?.derivatives).toMatch(/^In the panel “Other models”, 7 models declare/);
  });

  test('of a tombstone tells so first, counts as last seen, and links no Hub', () => {
    const page = modelPage({
      ...modelReading,
      model: { ...modelReading.model, missingSince: '2026-08-03', removedOn: '2026-08-04' },
      states: [{ ...state, present: false }],
    });
    expect(page?.notices.map(({ kind, says }) => [kind, textOf(says)])).toEqual([
      [
        'gone',
        'Gone from the Hub since 3 August 2026: two complete looks did not name it. The counts below are the last seen.',
      ],
    ]);
    expect([page?.hubHref, page?.lead[0]?.unit]).toEqual([null, 'last seen']);
  });

  test('of a missing model waits for the next look', () => {
    const page = modelPage({
      ...modelReading,
      model: { ...modelReading.model, missingSince: '2026-08-03' },
    });
    expect(page?.notices.map(({ kind, says }) => [kind, textOf(says)])).toEqual([
      [
        'missing',
        'Not named by the complete look of 3 August 2026. The next one will tell whether it is gone. The counts below are the last seen.',
      ],
    ]);
  });
});
