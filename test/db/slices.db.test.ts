import { afterAll, beforeAll, expect, test } from 'vitest';
import { connect, type Db } from '../../db/client.ts';
import { readReference } from '../../db/load-reference.ts';
import { definitionOf } from '../../src/lib/definition/defaults.ts';
import { readFigure } from '../../src/lib/metrics/engine/read-figure.ts';
import { generateWorld } from '../oracle/generate-population.ts';
import { loadWorld } from '../oracle/load-world.ts';
import { type TestDatabase, testDatabase } from '../support/database.ts';

const { world, reference } = generateWorld(readReference(), 60, 8);
const early = { ...world, looks: world.looks.slice(0, 12) };
const late = { ...world, looks: world.looks.slice(12, 26) };

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
}, 60_000);
afterAll(() => database.drop());

async function readSlices(db: Db) {
  return await db`
    select k.set_no, k.a, k.b, k.infrastructure, r.measure, r.span, r.sums::text
    from slices k
    join (
      select p.slice_id, p.measure, p.span, p.sums from rollup_slices p
      union all
      select o.slice_id, v.key, -1, v.value::numeric
      from rollup_open_slices o
      cross join lateral jsonb_each_text(to_jsonb(o) - 'panel_id' - 'slice_id') v
    ) r on r.slice_id = k.slice_id
    where r.sums > 0
    order by 1, 2, 3, 4, 5, 6
  `;
}

test('a process sees the kinds of looks that were published after its first figure', async () => {
  const { db } = database;
  await loadWorld(db, early, reference);
  const asked = definitionOf({
    panel: 'hub',
    measure: 'models',
    by: ['task'],
    lenses: { format: ['safetensors', 'gguf', 'none', 'other'], gated: ['no', 'auto', 'unrecorded'] },
    attribution: 'creator',
  });
  const before = await readFigure(db, asked);
  await loadWorld(db, late, reference);
  const after = await readFigure(db, asked);
  const other = await connect(database.connection, { max: 1 });
  const afresh = await readFigure(other, asked).finally(() => other.end());
  expect(after.groups).toEqual(afresh.groups);
  expect(after.asOf > before.asOf).toBe(true);
}, 120_000);

test('slices cut anew from the weeks of kinds are those that publications cut', async () => {
  const { db } = database;
  const cut = await readSlices(db);
  expect(cut.length).toBeGreaterThan(1000);
  await db`truncate slices, rollup_slices, rollup_open_slices`;
  expect(await db`select mend_slices() as "cut"`).toEqual([{ cut: true }]);
  expect(await readSlices(db)).toEqual(cut);
  expect(await db`select mend_slices() as "cut"`).toEqual([{ cut: false }]);
}, 120_000);
