import { expect, test } from 'vitest';
import type { Definition } from '../../src/lib/definition/definition.ts';
import { answer, values } from './ask-oracle.ts';
import { entry, look, said, tinyWorld } from './tiny-world.ts';
import type { SaidBase } from './world.ts';

function base(name: string, model: number | null = null): SaidBase {
  return { name, model, resolved: model !== null };
}

const places = tinyWorld([
  look('2026-01-04', [
    entry(0, said('acme/one'), [100]),
    entry(1, said('wide/one'), [60]),
    entry(2, said('jane/one'), [30]),
    entry(3, said('nobody/one'), [10]),
  ]),
  look('2026-01-06', [
    entry(0, said('acme/one'), [110]),
    entry(1, said('wide/one'), [60]),
    entry(2, said('jane/one'), [null]),
    entry(3, said('nobody/one'), [30]),
  ]),
]);

test('regions follow the facts of the day, and gaps stay gaps', () => {
  const figure = answer(places, { by: ['region'] });
  expect(figure.periods).toEqual([
    { from: '2026-01-04', until: '2026-01-05', asOf: '2026-01-04', snapshots: 1, bridges: null },
    { from: '2026-01-05', until: '2026-01-06', asOf: null, snapshots: 0, bridges: null },
    { from: '2026-01-06', until: '2026-01-07', asOf: '2026-01-06', snapshots: 1, bridges: null },
  ]);
  expect(Object.fromEntries(figure.groups.map(({ ids, series }) => [ids[0], series]))).toEqual({
    us: [100, null, 0],
    europe: [0, null, 110],
    cn: [60, null, 60],
    person: [30, null, 0],
    unreviewed: [10, null, 30],
  });
  expect(figure.totals).toEqual([200, null, 200]);
  expect(figure.coverage).toBe(0.85);
});

test('by the facts of today a publisher was always where it is', () => {
  const { groups } = answer(places, { by: ['country'], facts: 'now' });
  expect(groups.find(({ ids }) => ids[0] === 'FR')?.series).toEqual([100, null, 110]);
});

test('several countries count for the first, in parts, or whole for each', () => {
  expect(values(places, { by: ['country'], lenses: { publisher: ['wide'] } })).toEqual([['CN', 60]]);
  expect(
    values(places, { by: ['country'], counting: 'fractional', lenses: { publisher: ['wide'] } }),
  ).toEqual([
    ['CN', 30],
    ['HK', 30],
  ]);
  const full = answer(places, { by: ['region'], counting: 'full' });
  expect(full.groups.find(({ ids }) => ids[0] === 'cn')).toMatchObject({ value: 120, share: 0.6 });
  expect(full.total).toBe(200);
  expect(answer(places, { counting: 'fractional', lenses: { country: ['HK'] } }).total).toBe(30);
});

test('what is not known is left out once, in however many countries it counts', () => {
  const world = tinyWorld([
    look('2026-01-06', [
      entry(0, said('wide/odd', { licenseId: 'odd' }), [10]),
      entry(1, said('wide/plain', { licenseId: 'mit' }), [30]),
    ]),
  ]);
  const asked = { by: ['osi-approved', 'country'], counting: 'full', unknown: 'drop' } as const;
  const { groups, total, coverage } = answer(world, asked);
  expect(groups.map(({ ids, value }) => [...ids, value])).toEqual([
    ['unreviewed', 'CN', 10],
    ['unreviewed', 'HK', 10],
    ['yes', 'CN', 30],
    ['yes', 'HK', 30],
  ]);
  expect({ total, coverage }).toEqual({ total: 30, coverage: 0.75 });
  expect(answer(world, { ...asked, lenses: { region: ['cn'] } })).toMatchObject({
    total: 60,
    coverage: 0.75,
  });
});

test('what is not known is kept, dropped, or a band around the others', () => {
  const of = (unknown: Definition['unknown']) => {
    const { groups, total } = answer(places, { by: ['region'], unknown });
    const pick = (id: string) => groups.find(({ ids }) => ids[0] === id);
    return { total, europe: pick('europe'), unreviewed: pick('unreviewed') };
  };
  expect(of('keep')).toMatchObject({
    total: 200,
    europe: { share: 0.55, band: null },
    unreviewed: { share: 0.15 },
  });
  expect(of('drop')).toMatchObject({
    total: 170,
    europe: { share: 110 / 170, value: 110 },
    unreviewed: { share: null, value: 30 },
  });
  expect(of('band')).toMatchObject({
    total: 200,
    europe: { share: 0.55, band: { low: 0.55, high: 0.7000000000000001 } },
    unreviewed: { band: null },
  });
});

const lineage = tinyWorld([
  look('2026-01-06', [
    entry(0, said('acme/lion', { parameters: 8e9 }), [10]),
    entry(
      1,
      said('wide/mix', { bases: [base('acme/lion', 0), base('elsewhere/x')], relation: 'merge' }),
      [12],
    ),
    entry(
      2,
      said('jane/packed', {
        bases: [base('acme/lion', 0)],
        quantization: 'gguf',
        relation: 'quantized',
        parameters: 1e9,
      }),
      [6],
    ),
    entry(
      3,
      said('jane/deep', { bases: [base('wide/mix', 1), base('acme/lion', 0), base('acme/old-lion', 0)] }),
      [8],
    ),
    entry(4, said('jane/self', { bases: [base('jane/self', 4)], relation: 'finetune' }), [4]),
  ]),
]);

test('creators are the roots of the declared lineage, in equal parts for each different base', () => {
  // mix: half lion, half elsewhere. deep: half mix, half lion, so three quarters lion.
  expect(values(lineage, { by: ['publisher'], attribution: 'creator' })).toEqual([
    ['acme', 10 + 6 + 6 + 6],
    ['', 6 + 2],
    ['jane', 4],
  ]);
  expect(answer(lineage, { attribution: 'creator' }).lineageCoverage).toBe(30 / 40);
});

test('a flow crosses creators and uploaders', () => {
  expect(values(lineage, { by: ['publisher'], attribution: 'flow' })).toEqual([
    ['acme > jane', 12],
    ['acme > acme', 10],
    ['acme > wide', 6],
    [' > wide', 6],
    ['jane > jane', 4],
    [' > jane', 2],
  ]);
});

test('families are those of the roots, by rule or by a word in the name', () => {
  expect(values(lineage, { by: ['family'] })).toEqual([
    ['lion', 28],
    ['', 12],
  ]);
  const words = tinyWorld([
    look('2026-01-06', [entry(0, said('jane/my-LION2'), [1]), entry(1, said('jane/sealion'), [2])]),
  ]);
  expect(values(words, { by: ['family'] })).toEqual([
    ['', 2],
    ['lion', 1],
  ]);
});

test('a packed model has the size of its base, a curated one its own', () => {
  expect(values(lineage, { by: ['size'], measure: 'models' })).toEqual([
    ['unknown', 3],
    ['5b-10b', 2],
  ]);
  const curated = tinyWorld([look('2026-01-06', [entry(0, said('acme/curated', { parameters: 1 }), [1])])]);
  expect(values(curated, { by: ['size'], scheme: 'openrouter' })).toEqual([['70b-up', 1]]);
});

test('relations are declared, or follow from who uploads', () => {
  expect(values(lineage, { by: ['relation'], measure: 'models' })).toEqual([
    ['original', 1],
    ['merge', 1],
    ['quantized', 1],
    ['unstated', 1],
    ['finetune', 1],
  ]);
  const person = tinyWorld([look('2026-01-06', [entry(0, said('jane/own'), [1])])]);
  expect(values(person, { by: ['relation'] })).toEqual([['undeclared', 1]]);
});

test('licenses: class, id, flag, and the verdict on the least favorable base', () => {
  const world = tinyWorld([
    look('2026-01-06', [
      entry(0, said('acme/gpl', { licenseId: 'gpl-3.0' })),
      entry(1, said('jane/child', { licenseId: 'MIT', bases: [base('acme/gpl', 0), base('acme/mit', 2)] })),
      entry(2, said('acme/mit', { licenseId: 'mit' })),
      entry(3, said('jane/odd', { licenseId: 'Odd-1', bases: [base('acme/mit', 2)] })),
      entry(4, said('jane/silent', { licenseSource: null })),
      entry(5, said('jane/named', { licenseId: 'other', licenseName: 'MIT' })),
    ]),
  ]);
  const models = { measure: 'models' } as const;
  expect(values(world, { ...models, by: ['license-id'] })).toEqual([
    ['mit', 3],
    ['gpl-3.0', 1],
    ['Odd-1', 1],
    ['unrecorded', 1],
  ]);
  expect(values(world, { ...models, by: ['osi-approved'] })).toEqual([
    ['yes', 4],
    ['unreviewed', 1],
    ['unrecorded', 1],
  ]);
  expect(values(world, { ...models, by: ['inheritance'] })).toEqual([
    ['no-base', 4],
    ['relabelled-looser', 1],
    ['undecidable', 1],
  ]);
  expect(answer(world, { ...models, by: ['license'] }).coverage).toBe(4 / 6);
});
