import { afterAll, beforeAll, expect, test } from 'vitest';
import { connect, type Db } from '../../db/client.ts';
import { readReference } from '../../db/load-reference.ts';
import { definitionOf } from '../../src/lib/definition/defaults.ts';
import { readFigure } from '../../src/lib/metrics/engine/read-figure.ts';
import { generateWorld } from '../oracle/generate-population.ts';
import { loadWorld, sliceEveryPanel } from '../oracle/load-world.ts';
import { type TestDatabase, testDatabase } from '../support/database.ts';

const { world, reference } = generateWorld(readReference(), 60, 8);
const early = { ...world, looks: world.looks.slice(0, 12) };
const late = { ...world, looks: world.looks.slice(12, 26) };

/** Becomes large half-way, and was large from the beginning. */
let grown: TestDatabase;
let large: TestDatabase;
beforeAll(async () => {
  [grown, large] = await Promise.all([testDatabase(), testDatabase()]);
});
afterAll(async () => {
  await Promise.all([grown.drop(), large.drop()]);
});

const asked = definitionOf({
  panel: 'hub',
  measure: 'models',
  by: ['task'],
  lenses: { gated: ['no', 'auto', 'unrecorded'] },
  attribution: 'creator',
});

async function readSlices(db: Db) {
  return await db`
    select k.set_no, k.a, k.b, k.infrastructure, k.declared, r.measure, r.span, md5(r.sums::text) as "sums"
    from slices k
    join (
      select p.slice_id, p.measure, p.span, p.sums from rollup_slices p
      union all
      select o.slice_id, v.key, -1, v.value::numeric
      from rollup_open_slices o
      cross join lateral jsonb_each_text(to_jsonb(o) - 'panel_id' - 'slice_id') v
    ) r on r.slice_id = k.slice_id
    where r.sums > 0 and k.set_no / 32 <> 16 and k.set_no % 32 <> 16
    order by 1, 2, 3, 4, 5, 6, 7
  `;
}

test('a panel that becomes large is cut into slices, with all its weeks', async () => {
  await loadWorld(grown.db, early, reference);
  expect(await readSlices(grown.db)).toEqual([]);
  const before = await readFigure(grown.db, asked);
  expect(before.total).toBeGreaterThan(0);

  await sliceEveryPanel(grown.db);
  await loadWorld(grown.db, late, reference);
  await sliceEveryPanel(large.db);
  await loadWorld(large.db, { ...world, looks: [...early.looks, ...late.looks] }, reference);
  const slices = await readSlices(grown.db);
  expect(slices.length).toBeGreaterThan(1000);
  expect(slices).toEqual(await readSlices(large.db));
}, 120_000);

test('a process sees the kinds and the slices of looks that were published after its first figure', async () => {
  const other = await connect(grown.connection, { max: 1 });
  const afresh = await readFigure(other, asked).finally(() => other.end());
  expect((await readFigure(grown.db, asked)).groups).toEqual(afresh.groups);
});
