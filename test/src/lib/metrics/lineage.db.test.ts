import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readInheritanceRules } from '../../../../src/lib/metrics/lineage.ts';
import { readModel } from '../../../../src/lib/metrics/model.ts';
import { look, model } from '../../../collectors/listing.ts';
import { type TestDatabase, testDatabase } from '../../../support/database.ts';
import { hostileId, publishEventful } from '../eventful-panel.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
  await publishEventful(database.db);
});
afterAll(() => database.drop());

const lineageOf = async (repoId: string) => (await readModel(database.db, repoId))?.lineage;

describe('the lineage of a model', () => {
  test('has its base, its root, the labels, and why they differ', async () => {
    expect(await lineageOf('acme/Retuned')).toEqual([
      {
        panel: 'hub',
        license: 'apache-2.0',
        root: { declaredAs: 'acme/Root', repoId: 'acme/Root' },
        bases: [
          {
            declaredAs: 'acme/Root',
            repoId: 'acme/Root',
            removedOn: null,
            relation: 'finetune',
            declaredIn: 'card',
            cut: false,
            verdict: 'relabelled-looser',
            reason:
              'The conditions of the base must be passed on; the label of the model does not carry them.',
            license: 'llama3.1',
          },
        ],
        derivatives: 1,
      },
    ]);
  });

  test('keeps the name a base was declared under beside the one it has', async () => {
    const [lineage] = (await lineageOf('acme/Tuned-GGUF')) ?? [];
    expect(lineage?.bases.map(({ declaredAs, repoId }) => [declaredAs, repoId])).toEqual([
      ['acme/Tuned', 'acme/Retuned'],
    ]);
    expect(lineage?.root?.repoId).toBe('acme/Root');
  });

  test('has bases and a root that were never seen, by name only', async () => {
    const [lineage] = (await lineageOf('acme/Orphan')) ?? [];
    expect(lineage?.root).toEqual({ declaredAs: 'elsewhere/never-seen', repoId: null });
    expect(lineage?.bases.map(({ declaredAs, repoId, verdict }) => [declaredAs, repoId, verdict])).toEqual([
      ['elsewhere/never-seen', null, 'undecidable'],
      [hostileId, hostileId, 'undecidable'],
    ]);
  });

  test('counts the models that declare it directly, as long as they are there', async () => {
    expect((await lineageOf('acme/Root'))?.map(({ bases, derivatives }) => [bases, derivatives])).toEqual([
      [[], 2],
    ]);
  });
});

test('a packed model counts the weights of its base and keeps its own', async () => {
  const reading = await readModel(database.db, 'acme/Tuned-GGUF');
  expect(reading?.states).toMatchObject([
    { parametersSource: 'base', parameters: 8_030_261_248, ownParameters: 8_030_000_000 },
  ]);
});

test('rules are read in the order in which they are tried', async () => {
  const rules = await readInheritanceRules(database.db);
  expect(rules[0]).toEqual({
    rule: 'base-not-seen',
    parentClass: ['unseen'],
    parentShareAlike: null,
    parentDerivatives: null,
    childClass: null,
    relation: null,
    verdict: 'undecidable',
    reason: 'The base was never seen in this panel; its terms are not known here.',
  });
  expect(rules.at(-1)?.rule).toBe('otherwise');
});

test('what is declared no more, and who is there no more, counts no more', async () => {
  const base = { cardData: { base_model: ['acme/m50'], base_model_relation: 'finetune' } };
  const rest = Array.from({ length: 60 }, (_, i) => model(i + 200));
  const head = { panel: 'head', whole: false };
  const inHead = async (n: number) =>
    (await lineageOf(`acme/m${n}`))
      ?.filter(({ panel }) => panel === 'head')
      .map(({ bases, derivatives }) => [bases.length, derivatives]);
  await look(database.db, '2026-11-23', [model(50), model(51, base), model(52, base), ...rest], head);
  expect([await inHead(50), await inHead(51)]).toEqual([[[0, 2]], [[1, 0]]]);
  await look(database.db, '2026-11-24', [model(50), model(51, { cardData: {} }), ...rest], head);
  expect([await inHead(50), await inHead(51)]).toEqual([[[0, 0]], [[0, 0]]]);
});
