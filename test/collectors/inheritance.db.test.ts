import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { definitionOf } from '../../src/lib/definition/defaults.ts';
import { readFigure } from '../../src/lib/metrics/engine/read-figure.ts';
import { type TestDatabase, testDatabase } from '../support/database.ts';
import { forgetAll, look, model } from './listing.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
afterEach(() => forgetAll(database.db));
afterAll(() => database.drop());

function licensed(n: number, license: string | undefined, bases: string[] = []) {
  const [id, name] = (license ?? '').split(': ');
  const cardData = {
    ...(id ? { license: id } : {}),
    ...(name ? { license_name: name } : {}),
    ...(bases.length > 0 ? { base_model: bases, base_model_relation: 'finetune' } : {}),
  };
  return model(n, { cardData, tags: [] });
}

async function verdicts() {
  return [
    ...(await database.db`
      select c.repo_id as "child", e.verdict, e.rule from lineage_edges e join models c on c.model_id = e.child_id
      where e.until_snapshot is null order by e.child_id, e.place`),
  ];
}

/** Label of the base, label of the derivative, verdict, rule. Judged by reading the terms, not by running the rules. */
const CASES: readonly [string | undefined, string | undefined, string, string][] = [
  ['apache-2.0', 'apache-2.0', 'ok', 'same-license'],
  ['mit', 'cc-by-nc-4.0', 'ok', 'permissive-base'],
  ['apache-2.0', 'llama3.1', 'ok', 'permissive-base'],
  ['llama3.1', 'apache-2.0', 'relabelled-looser', 'community-loosened'],
  ['gemma', 'mit', 'relabelled-looser', 'community-loosened'],
  ['llama3', 'llama3.1', 'ok', 'community-same-family'],
  ['gemma', 'llama3.1', 'incompatible', 'community-other-terms'],
  ['llama2', undefined, 'missing-license', 'nothing-declared'],
  ['mit', undefined, 'missing-license', 'nothing-declared'],
  [undefined, 'mit', 'undecidable', 'base-declares-nothing'],
  ['cc-by-nc-4.0', 'apache-2.0', 'relabelled-looser', 'non-commercial-loosened'],
  ['cc-by-nc-4.0', 'cc-by-nc-sa-4.0', 'ok', 'non-commercial-kept'],
  ['cc-by-nc-nd-4.0', 'cc-by-nc-4.0', 'incompatible', 'no-derivatives'],
  ['cc-by-nd-4.0', 'mit', 'incompatible', 'no-derivatives'],
  ['gpl-3.0', 'mit', 'relabelled-looser', 'strong-copyleft-loosened'],
  ['gpl-3.0', 'agpl-3.0', 'ok', 'strong-copyleft-same-family'],
  ['cc-by-sa-4.0', 'cc-by-nc-4.0', 'incompatible', 'strong-copyleft-restricted'],
  ['agpl-3.0', 'gemma', 'incompatible', 'strong-copyleft-restricted'],
  ['openrail', 'apache-2.0', 'relabelled-looser', 'rail-loosened'],
  ['bigscience-bloom-rail-1.0', 'openrail', 'ok', 'rail-kept'],
  ['apple-amlr', 'mit', 'relabelled-looser', 'research-loosened'],
  ['intel-research', 'apple-amlr', 'ok', 'research-kept'],
  ['mpl-2.0', 'mit', 'undecidable', 'weak-copyleft-base'],
  ['unknown', 'mit', 'undecidable', 'base-not-classified'],
  ['llama3', 'unknown', 'undecidable', 'label-not-classified'],
  ['nobody-reviewed-this', 'mit', 'undecidable', 'base-not-classified'],
  ['other: modified-mit', 'mit', 'ok', 'permissive-base'],
  ['other: mnpl', 'mit', 'relabelled-looser', 'non-commercial-loosened'],
  ['other: no-such-name', 'mit', 'undecidable', 'base-not-classified'],
];

test.each(CASES)('a base under %s and a derivative under %s: %s', async (base, child, verdict, rule) => {
  await look(database.db, '2026-11-20', [licensed(1, base), licensed(2, child, ['acme/m1'])]);
  expect(await verdicts()).toEqual([{ child: 'acme/m2', verdict, rule }]);
});

test('a base that was never seen decides nothing', async () => {
  await look(database.db, '2026-11-20', [licensed(2, 'mit', ['elsewhere/base'])]);
  expect(await verdicts()).toEqual([{ child: 'acme/m2', verdict: 'undecidable', rule: 'base-not-seen' }]);
});

test('of several bases the least favourable verdict counts for the model, weighted by its downloads', async () => {
  await look(database.db, '2026-11-20', [
    licensed(1, 'mit'),
    licensed(2, 'gemma'),
    licensed(3, 'apache-2.0', ['acme/m1', 'acme/m2']),
    licensed(4, 'apache-2.0', ['acme/m1']),
  ]);
  const figures = (['models', 'downloads30d'] as const).map((measure) =>
    readFigure(database.db, definitionOf({ measure, by: ['inheritance'] })),
  );
  const [models, downloads] = (await Promise.all(figures)).map(({ groups }) =>
    Object.fromEntries(groups.map(({ ids: [id], value }) => [id, value])),
  );
  expect(models).toEqual({ 'no-base': 2, ok: 1, 'relabelled-looser': 1 });
  expect(downloads).toEqual({ 'no-base': 3, ok: 4, 'relabelled-looser': 3 });
});

test('a base that changes its license changes the verdict on its derivatives', async () => {
  await look(database.db, '2026-11-20', [licensed(1, 'gemma'), licensed(2, 'mit', ['acme/m1'])]);
  await look(database.db, '2026-11-21', [licensed(1, 'apache-2.0'), licensed(2, 'mit', ['acme/m1'])]);
  expect(await verdicts()).toEqual([{ child: 'acme/m2', verdict: 'ok', rule: 'permissive-base' }]);
  const [now] = await database.db`select inheritance from panel_models where root_repo_id is not null`;
  expect(now).toEqual({ inheritance: 'ok' });
});
