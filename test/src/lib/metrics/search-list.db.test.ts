import { afterAll, beforeAll, expect, test } from 'vitest';
import { definitionOf } from '../../../../src/lib/definition/defaults.ts';
import type { ListCursor } from '../../../../src/lib/metrics/cursor.ts';
import { readModels } from '../../../../src/lib/metrics/models.ts';
import { readPanels } from '../../../../src/lib/metrics/panels.ts';
import { MOST_LOOKED_AT, type Searched, searchList } from '../../../../src/lib/metrics/search-list.ts';
import { type TestDatabase, testDatabase } from '../../../support/database.ts';
import { publish } from '../publish-by-hand.ts';

let database: TestDatabase;
const [american, others] = [36_000, 9000];

// The most downloaded are American and called alpha, the rest are not reviewed and called beta; one American is a beta, the last of all.
beforeAll(async () => {
  database = await testDatabase();
  const { db } = database;
  const cells = [
    { region: 'us', models: american },
    { region: 'unreviewed', models: others },
  ];
  const id = await publish(db, { panel: 'hub', asOf: '2026-08-22', cells });
  await db`
    insert into models (repo_id, namespace, first_seen_on)
    select 'acme/' || case when i > 1 and i <= ${american}::int then 'alpha-' else 'beta-' end || i, 'acme', '2026-08-22'
    from generate_series(1, ${american + others}::int) i
    order by i
  `;
  await db`
    insert into panel_models (
      panel_id, model_id, downloads_30d, present, fingerprint, described_by, parameters_source,
      country, region, size_class, license_class
    )
    select
      p.panel_id, m.model_id, case when n.i = 1 then 0 else 100000 - n.i end, true, gen_random_uuid(), ${id}, 'unknown', 'US',
      case when n.i <= ${american}::int then 'us' else 'unreviewed' end, 'unknown', 'unrecorded'
    from models m
    cross join lateral (select split_part(m.repo_id, '-', 2)::int as i) n
    cross join panels p
  `;
  await db`select index_names()`;
  await db`analyze panel_models, model_names`;
});
afterAll(() => database.drop());

const inAmerica = definitionOf({ lenses: { region: ['us'] } });

test('a search whose words and lens hardly meet stops after so many models, says so, and can be gone on with', async () => {
  const first = await readModels(database.db, inAmerica, { q: 'beta', after: null });
  expect([first.models, first.looked, first.next === null]).toEqual([[], MOST_LOOKED_AT, false]);
  const second = await readModels(database.db, inAmerica, { q: 'beta', after: first.next });
  expect(second.models.map(({ repoId }) => repoId)).toEqual(['acme/beta-1']);
  expect([second.looked, second.next]).toEqual([null, null]);
});

test('on a slow disk a search stops earlier, and going on misses nothing', async () => {
  const [panel] = await readPanels(database.db);
  if (!panel) throw new Error('nothing is published');
  let ms = 0;
  const now = () => {
    ms += 1000;
    return ms;
  };
  const query = { definition: inAmerica, panel, pattern: '%beta%', limit: 50 };
  let after: ListCursor | undefined = { downloads: Number.MAX_SAFE_INTEGER, modelId: 0 };
  const looked: number[] = [];
  const found: string[] = [];
  while (after) {
    const part: Searched = await searchList(database.db, { ...query, after }, { matching: american, now });
    found.push(...part.found.map(({ repoId }) => repoId));
    looked.push(part.stopped?.looked ?? 0);
    after = part.stopped?.at;
  }
  expect(found).toEqual(['acme/beta-1']);
  expect(Math.max(...looked)).toBeLessThan(MOST_LOOKED_AT);
  expect(looked.length).toBeGreaterThan(2);
});

test.each([
  ['a common word', definitionOf(), 'alpha', ['acme/alpha-2', 'acme/alpha-3']],
  ['a common word far below', definitionOf(), 'beta', ['acme/beta-36001', 'acme/beta-36002']],
  ['a rare word', definitionOf(), 'alpha-3599', ['acme/alpha-3599', 'acme/alpha-35990']],
  ['a rare word under a lens', inAmerica, 'beta-1', ['acme/beta-1', undefined]],
])('%s is found, the most downloaded first', async (_, definition, q, expected) => {
  const { models } = await readModels(database.db, definition, { q, after: null });
  expect([models[0]?.repoId, models[1]?.repoId]).toEqual(expected);
});
