import { afterAll, beforeAll, expect, test } from 'vitest';
import { definitionOf } from '../../../../../src/lib/definition/defaults.ts';
import { readDrift } from '../../../../../src/lib/metrics/structure/read-drift.ts';
import { readExposure } from '../../../../../src/lib/metrics/structure/read-exposure.ts';
import { look } from '../../../../collectors/listing.ts';
import { type TestDatabase, testDatabase } from '../../../../support/database.ts';
import { released } from '../../../../support/released.ts';
import { publishEventful } from '../../eventful-panel.ts';

let database: TestDatabase;

const labels = (...licenses: (string | undefined)[]) =>
  licenses.map((license, i) =>
    released('2026-01-05', i + 1, { id: `acme/l${i}`, cardData: license ? { license } : {} }),
  );

beforeAll(async () => {
  database = await testDatabase();
  const { db } = database;
  await look(db, '2026-11-06', labels('mit', 'mit', 'llama3.1', 'mit', undefined, 'mit', 'mit'), {
    panel: 'drift',
  });
  await look(
    db,
    '2026-11-20',
    labels('apache-2.0', 'cc-by-nc-4.0', 'mit', undefined, 'mit', 'nobody-knows', 'mit'),
    { panel: 'drift' },
  );
  await publishEventful(db);
});
afterAll(() => database.drop());

const none = { tighter: 0, looser: 0, lateral: 0, undecidable: 0, declared: 0, dropped: 0 };

test('a label goes tighter, looser, or aside; a week that nobody looked in tells nothing', async () => {
  const { weeks, coverage } = await readDrift(database.db, { panel: 'drift', by: null, window: null });

  expect(weeks).toEqual([
    { week: '2026-11-02', counts: null },
    { week: '2026-11-09', counts: null },
    {
      week: '2026-11-16',
      counts: { tighter: 1, looser: 1, lateral: 1, undecidable: 1, declared: 1, dropped: 1 },
    },
  ]);
  expect(coverage).toBeCloseTo(5 / 6, 12);
});

test('by license class as the models are today', async () => {
  const { groups } = await readDrift(database.db, { panel: 'drift', by: 'license', window: null });

  expect(groups).toEqual([
    { id: 'permissive', name: 'Permissive', counts: { ...none, looser: 1, lateral: 1, declared: 1 } },
    { id: 'non_commercial', name: 'Non-commercial', counts: { ...none, tighter: 1 } },
    { id: 'none', name: 'None declared', counts: { ...none, dropped: 1 } },
    { id: 'unreviewed', name: 'Unreviewed', counts: { ...none, undecidable: 1 } },
  ]);
});

test('downloads under a label that differs from upstream terms are exposed, the others not', async () => {
  const { groups, coverage, declared } = await readExposure(database.db, {
    definition: definitionOf({ panel: 'hub', measure: 'models' }),
    by: null,
  });

  // Of 66 models: acme/Retuned is looser, one on acme/Root has no label; of the GGUF none is recorded, and the bases of
  // the orphan were never seen.
  expect(groups).toMatchObject([
    {
      id: '',
      total: 66,
      exposed: 2,
      verdicts: { 'relabelled-looser': 1, 'missing-license': 1, incompatible: 0 },
      share: 2 / 66,
    },
  ]);
  // Four declare a base: those two, and two whose labels cannot be compared.
  expect(coverage).toBeCloseTo(2 / 4, 12);
  expect(declared).toBeCloseTo(4 / 66, 12);
});

test('exposure is split by size, and every class is told apart', async () => {
  const { groups } = await readExposure(database.db, {
    definition: definitionOf({ panel: 'hub', measure: 'downloads30d' }),
    by: 'size',
  });

  expect(groups.map(({ id, name, exposed, total }) => [id, name, exposed, total])).toEqual([
    ['unknown', 'Unknown', 9, 60_016],
    ['5b-10b', '5B – 10B', 2, 6],
  ]);
});
