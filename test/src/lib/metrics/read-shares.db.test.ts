import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { definitionOf } from '../../../../src/lib/definition/defaults.ts';
import { headlines } from '../../../../src/lib/metrics/headlines.ts';
import { METRICS } from '../../../../src/lib/metrics/index.ts';
import { sharesByLicense } from '../../../../src/lib/metrics/shares-by-license.ts';
import { sharesByRegion } from '../../../../src/lib/metrics/shares-by-region.ts';
import { type TestDatabase, testDatabase } from '../../../support/database.ts';
import { publish, unpublish } from '../publish-by-hand.ts';

const everything = definitionOf();
let database: TestDatabase;

beforeAll(async () => {
  database = await testDatabase();
});
beforeEach(() => unpublish(database.db));
afterAll(() => database.drop());

test('unknown and unreviewed are kept, named, and not covered', async () => {
  const { db } = database;
  await publish(db, {
    panel: 'hub',
    asOf: '2026-08-22',
    cells: [
      { region: 'unreviewed', downloads30d: 50 },
      { region: 'us', downloads30d: 30 },
      { region: 'unknown', downloads30d: 20, models: 3 },
    ],
  });
  const reading = await sharesByRegion.read(db, everything);

  expect(
    reading.groups.map(({ id, open, value, share, models }) => [id, open, value, share, models]),
  ).toEqual([
    ['us', false, 30, 0.3, 1],
    ['unknown', true, 20, 0.2, 3],
    ['unreviewed', true, 50, 0.5, 1],
  ]);
  expect([reading.total, reading.models, reading.coverage]).toEqual([100, 5, 0.3]);
});

test('superseded, rejected and open snapshots are ignored', async () => {
  const { db } = database;
  const of = { panel: 'hub', asOf: '2026-08-22' };
  await publish(db, { ...of, status: 'superseded', cells: [{ region: 'us', downloads30d: 5 }] });
  await publish(db, { ...of, cells: [{ region: 'us', downloads30d: 7 }] });
  await publish(db, {
    panel: 'hub',
    asOf: '2026-08-23',
    status: 'rejected',
    cells: [{ region: 'us', downloads30d: 9 }],
  });
  await publish(db, {
    panel: 'hub',
    asOf: '2026-08-24',
    status: 'open',
    cells: [{ region: 'us', downloads30d: 9 }],
  });
  const reading = await sharesByRegion.read(db, everything);

  expect(reading.series).toEqual([{ asOf: '2026-08-22', total: 7, values: { us: 7 } }]);
  expect([reading.asOf, reading.comparedWith, reading.panel.snapshots]).toEqual(['2026-08-22', null, 1]);
});

test('a count above 2^31 arrives whole', async () => {
  await publish(database.db, {
    panel: 'hub',
    asOf: '2026-08-22',
    cells: [
      { region: 'us', downloads30d: 9_007_199_254_740_990 },
      { region: 'us', license: 'none', downloads30d: 1 },
    ],
  });

  expect((await sharesByRegion.read(database.db, everything)).total).toBe(9_007_199_254_740_991);
});

test('lenses narrow, and a lens that nothing passes leaves an empty reading', async () => {
  const { db } = database;
  await publish(db, {
    panel: 'hub',
    asOf: '2026-08-22',
    cells: [
      { region: 'us', license: 'permissive', downloads30d: 3 },
      { region: 'cn', license: 'permissive', downloads30d: 4 },
      { region: 'us', license: 'none', downloads30d: 5 },
    ],
  });
  const american = await sharesByLicense.read(db, definitionOf({ lenses: { region: ['us'] } }));
  const empty = await sharesByLicense.read(db, definitionOf({ lenses: { region: ['africa'] } }));

  expect(american.groups.map(({ id, value }) => [id, value])).toEqual([
    ['permissive', 3],
    ['none', 5],
  ]);
  expect([empty.groups, empty.total, empty.coverage, empty.series]).toEqual([
    [],
    0,
    null,
    [{ asOf: '2026-08-22', total: 0, values: {} }],
  ]);
});

test('shares are compared with the published day nearest to four weeks before; gaps stay gaps', async () => {
  const { db } = database;
  await publish(db, {
    panel: 'hub',
    asOf: '2026-07-24',
    cells: [
      { region: 'us', downloads30d: 1 },
      { region: 'cn', downloads30d: 3 },
    ],
  });
  await publish(db, { panel: 'hub', asOf: '2026-08-21', cells: [{ region: 'us', downloads30d: 9 }] });
  await publish(db, {
    panel: 'hub',
    asOf: '2026-08-22',
    cells: [
      { region: 'us', downloads30d: 1 },
      { region: 'cn', downloads30d: 1 },
    ],
  });
  const reading = await sharesByRegion.read(db, everything);

  expect([reading.comparedWith, reading.totalBefore, reading.groups[0]?.shareBefore]).toEqual([
    '2026-07-24',
    4,
    0.25,
  ]);
  expect(reading.gaps).toEqual([{ from: '2026-07-25', until: '2026-08-21' }]);
  expect(reading.series[1]).toEqual({ asOf: '2026-08-21', total: 9, values: { us: 9, cn: 0 } });
});

test('a rejected look is told with its reason, unless the day was published after all', async () => {
  const { db } = database;
  await publish(db, { panel: 'hub', asOf: '2026-08-22', cells: [{}] });
  await db`
    insert into quality_log (panel_id, as_of, kind, says)
    select p.panel_id, d.day::date, 'snapshot-rejected', 'Half of the models were missing.'
    from panels p cross join (values ('2026-08-22'), ('2026-08-23')) d (day)
  `;

  expect((await sharesByRegion.read(db, everything)).rejected).toEqual([
    { asOf: '2026-08-23', says: 'Half of the models were missing.' },
  ]);
});

test('a measure the panel does not record, and a panel that is not there, are refused with the choices', async () => {
  await publish(database.db, { panel: 'hub', asOf: '2026-08-22', cells: [{}] });

  await expect(
    sharesByRegion.read(database.db, { ...everything, measure: 'downloadsAllTime' }),
  ).rejects.toThrow(
    'measure: the panel hub does not record downloadsAllTime; choose downloads30d, models or likes.',
  );
  await expect(sharesByRegion.read(database.db, { ...everything, panel: 'x' })).rejects.toThrow(
    'panel: "x" is not one of hub.',
  );
});

test('where nothing is published, every metric says so', async () => {
  for (const metric of METRICS) {
    await expect(metric.read(database.db, everything)).rejects.toMatchObject({
      name: 'NothingPublished',
      status: 503,
    });
  }
});

test('a panel without licenses is headed by its small models', async () => {
  const { db } = database;
  const cells = [
    { region: 'cn', size: '100m-1b', downloads30d: 60 },
    { region: 'person', size: '1b-5b', downloads30d: 30 },
    { region: 'us', size: 'unknown', downloads30d: 10 },
  ];
  await publish(db, { panel: 'hub', asOf: '2026-08-22', cells });
  const { figures } = await headlines.read(db, everything);

  expect(figures.map(({ id, value, coverage }) => [id, value, coverage])).toEqual([
    ['models', 3, 1],
    ['downloads', 100, 1],
    ['leading-region', 0.6, 1],
    ['small-models', 0.6, 0.9],
  ]);
  expect(figures[2]?.runnerUp).toEqual({ id: 'us', name: 'United States', share: 0.1 });
});

test('every metric has a question, a method and an id of its own', () => {
  expect(new Set(METRICS.map(({ id }) => id)).size).toBe(METRICS.length);
  for (const { title, question, method } of METRICS) expect([title, question, method]).not.toContain('');
});
