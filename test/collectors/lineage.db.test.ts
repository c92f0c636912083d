import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { rejudge } from '../../db/rejudge.ts';
import { definitionOf } from '../../src/lib/definition/defaults.ts';
import type { Definition } from '../../src/lib/definition/definition.ts';
import { readFigure } from '../../src/lib/metrics/engine/read-figure.ts';
import { type TestDatabase, testDatabase } from '../support/database.ts';
import { forgetAll, forgetJudgements, look, model, sumsOf } from './listing.ts';
import { randomLooks } from './random-looks.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
afterEach(() => forgetAll(database.db));
afterAll(() => database.drop());

/** A model that declares its bases on the card, without the Hub having resolved them. */
function derived(n: number, bases: string | string[], fields: Record<string, unknown> = {}) {
  const { license, relation, ...rest } = fields;
  const cardData = { base_model: bases, base_model_relation: relation ?? 'finetune', license };
  return model(n, { cardData, ...rest });
}

async function related(day: string) {
  const rows = await database.db`
    select m.repo_id as "id", p.root_repo_id as "root", r.repo_id as "rootNow"
    from panel_models p
    join models m using (model_id)
    left join models r on r.model_id = p.root_id
    where p.root_repo_id is not null
    order by m.repo_id`;
  return { day, rows: [...rows] };
}

async function edgesNow() {
  return [
    ...(await database.db`
      select c.repo_id as "child", e.parent_repo_id as "declared", f.repo_id as "parent", e.cut as "cut",
        e.declared_in as "in", e.relation as "relation"
      from lineage_edges e
      join models c on c.model_id = e.child_id
      left join models f on f.model_id = e.parent_id
      where e.until_snapshot is null
      order by c.repo_id, e.place`),
  ];
}

test('the root of a model is where its chain of declared bases ends', async () => {
  await look(database.db, '2026-11-20', [
    model(1),
    derived(2, 'acme/m1'),
    derived(3, 'acme/m2', { relation: 'quantized' }),
    derived(4, 'acme/m3'),
    derived(5, 'elsewhere/never-seen'),
    derived(6, 'acme/m5'),
  ]);
  expect((await related('2026-11-20')).rows).toEqual([
    { id: 'acme/m2', root: 'acme/m1', rootNow: 'acme/m1' },
    { id: 'acme/m3', root: 'acme/m1', rootNow: 'acme/m1' },
    { id: 'acme/m4', root: 'acme/m1', rootNow: 'acme/m1' },
    { id: 'acme/m5', root: 'elsewhere/never-seen', rootNow: null },
    { id: 'acme/m6', root: 'elsewhere/never-seen', rootNow: null },
  ]);
});

test('a chain of four hundred models has one root', async () => {
  const chain = Array.from({ length: 400 }, (_, i) => (i === 0 ? model(1) : derived(i + 1, `acme/m${i}`)));
  await look(database.db, '2026-11-20', chain);
  const roots = await database.db`
    select root_repo_id as "root", count(*)::int as "models" from panel_models group by 1 order by 1`;
  expect([...roots]).toEqual([
    { root: 'acme/m1', models: 399 },
    { root: null, models: 1 },
  ]);
});

test('a merge keeps all its parents; its root is that of the first', async () => {
  await look(database.db, '2026-11-20', [
    model(1),
    model(2),
    derived(3, ['acme/m2', 'acme/m1'], { relation: 'merge' }),
  ]);
  expect(await edgesNow()).toEqual([
    { child: 'acme/m3', declared: 'acme/m2', parent: 'acme/m2', cut: false, in: 'card', relation: 'merge' },
    { child: 'acme/m3', declared: 'acme/m1', parent: 'acme/m1', cut: false, in: 'card', relation: 'merge' },
  ]);
  expect((await related('')).rows).toEqual([{ id: 'acme/m3', root: 'acme/m2', rootNow: 'acme/m2' }]);
});

test('a base that was renamed is found by its object id, and by its old name', async () => {
  const byId = model(3, {
    baseModels: { relation: 'finetune', models: [{ _id: model(1)['_id'], id: 'acme/m1' }] },
  });
  await look(database.db, '2026-11-20', [model(1), model(2), byId]);
  await look(database.db, '2026-11-21', [model(1, { id: 'zai/m1' }), model(2), byId, derived(4, 'acme/m1')]);
  expect((await related('')).rows).toEqual([
    { id: 'acme/m3', root: 'zai/m1', rootNow: 'zai/m1' },
    { id: 'acme/m4', root: 'zai/m1', rootNow: 'zai/m1' },
  ]);
});

test('a base that appears later is joined to those who named it before', async () => {
  await look(database.db, '2026-11-20', [model(1), derived(2, 'acme/m9')]);
  await look(database.db, '2026-11-21', [model(1), derived(2, 'acme/m9'), model(9, { downloads: 1 })]);
  expect((await related('')).rows).toEqual([{ id: 'acme/m2', root: 'acme/m9', rootNow: 'acme/m9' }]);
  const versions = await database.db`
    select parent_id is not null as "known", until_snapshot is null as "inForce" from lineage_edges
    order by since_snapshot`;
  expect([...versions]).toEqual([
    { known: false, inForce: false },
    { known: true, inForce: true },
  ]);
});

test('a cycle is cut where a model names a younger one, and logged once', async () => {
  const circle = [derived(1, 'acme/m3'), derived(2, 'acme/m1'), derived(3, 'acme/m2'), derived(4, 'acme/m3')];
  await look(database.db, '2026-11-20', circle);
  await look(database.db, '2026-11-21', circle);
  expect((await edgesNow()).filter(({ cut }) => cut)).toEqual([
    { child: 'acme/m1', declared: 'acme/m3', parent: 'acme/m3', cut: true, in: 'card', relation: 'finetune' },
  ]);
  expect((await related('')).rows).toEqual([
    { id: 'acme/m2', root: 'acme/m1', rootNow: 'acme/m1' },
    { id: 'acme/m3', root: 'acme/m1', rootNow: 'acme/m1' },
    { id: 'acme/m4', root: 'acme/m1', rootNow: 'acme/m1' },
  ]);
  const logged = await database.db`select says from quality_log where kind = 'lineage-cycle'`;
  expect([...logged]).toEqual([
    {
      says: 'acme/m1 declares acme/m3 as a base and leads back to itself; this edge takes no part in roots.',
    },
  ]);
});

test('a model that names itself has no base', async () => {
  await look(database.db, '2026-11-20', [derived(1, 'acme/m1'), derived(2, 'acme/m1')]);
  expect((await related('')).rows).toEqual([{ id: 'acme/m2', root: 'acme/m1', rootNow: 'acme/m1' }]);
});

test('a packed model counts the weights of its base, an adapter its own, a contradicting name or file its own', async () => {
  const weights = (total: number) => ({ safetensors: { parameters: { BF16: total }, total } });
  await look(database.db, '2026-11-20', [
    model(1, { id: 'acme/Base', ...weights(8_030_261_248) }),
    derived(2, 'acme/Base', { id: 'acme/Base-GGUF', relation: 'quantized', gguf: { total: 8_030_000_000 } }),
    derived(3, 'acme/Base-GGUF', { id: 'acme/Again-AWQ', tags: ['awq', '4-bit'], relation: 'quantized' }),
    derived(4, 'acme/Base', { id: 'acme/LoRA', relation: 'adapter', ...weights(29_000_000) }),
    derived(5, 'acme/Base', { id: 'acme/Small-0.5B-GGUF', relation: 'quantized' }),
    derived(6, 'acme/Base', {
      id: 'acme/Projector-GGUF',
      relation: 'quantized',
      gguf: { total: 16_000_000 },
    }),
  ]);
  const sizes = await database.db`
    select m.repo_id as "id", p.parameters::float8 as "parameters", p.parameters_source as "source"
    from panel_models p join models m using (model_id) order by m.model_id`;
  expect([...sizes]).toEqual([
    { id: 'acme/Base', parameters: 8_030_261_248, source: 'safetensors' },
    { id: 'acme/Base-GGUF', parameters: 8_030_261_248, source: 'base' },
    { id: 'acme/Again-AWQ', parameters: 8_030_261_248, source: 'base' },
    { id: 'acme/LoRA', parameters: 29_000_000, source: 'safetensors' },
    { id: 'acme/Small-0.5B-GGUF', parameters: 500_000_000, source: 'repo-name' },
    { id: 'acme/Projector-GGUF', parameters: 16_000_000, source: 'gguf' },
  ]);
});

test('lineage coverage is kept by month of creation', async () => {
  // The object ids of these models are of March 2024.
  await look(database.db, '2026-11-20', [model(1), derived(2, 'acme/m1'), derived(3, 'acme/m1')]);
  const born = (parts: Partial<Definition>) =>
    readFigure(database.db, definitionOf({ measure: 'newModels', ...parts }));
  const months = await born({ by: ['relation'] });
  const declared = await born({ attribution: 'creator' });

  expect(months.periods[0]?.from).toBe('2024-03-01');
  expect(Object.fromEntries(months.groups.map(({ ids: [id], series }) => [id, series[0]]))).toEqual({
    undeclared: 1,
    finetune: 2,
  });
  expect([declared.total, declared.lineageCoverage]).toEqual([3, 2 / 3]);
  const downloads = await readFigure(database.db, definitionOf({ attribution: 'creator' }));
  expect([downloads.total, downloads.lineageCoverage]).toEqual([6, 5 / 6]);
});

test('all sums can be recomputed from what was observed, whatever happened between the looks', async () => {
  for (const seed of [1, 2, 3]) {
    for (const { day, entries } of randomLooks(seed)) await look(database.db, day, entries);
    const published = await sumsOf(database.db);
    await forgetJudgements(database.db);
    await rejudge(database.db);
    expect(await sumsOf(database.db)).toEqual(published);
    await forgetAll(database.db);
  }
}, 120_000);
