import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { definitionOf } from '../../../../src/lib/definition/defaults.ts';
import { comparedAt, shareAt } from '../../../../src/lib/metrics/compared.ts';
import { sharesByLicense, sharesByRegion } from '../../../../src/lib/metrics/grouped.ts';
import { headlines } from '../../../../src/lib/metrics/headlines.ts';
import { METRICS } from '../../../../src/lib/metrics/index.ts';
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
    reading.groups.map(({ ids: [id], names: [name], open, value, share }) => [id, name, open, value, share]),
  ).toEqual([
    ['unreviewed', 'Unreviewed', true, 50, 0.5],
    ['us', 'United States', false, 30, 0.3],
    ['unknown', 'Unknown', true, 20, 0.2],
  ]);
  expect([reading.total, reading.coverage]).toEqual([100, 0.3]);
  const models = await sharesByRegion.read(db, { ...everything, measure: 'models' });
  expect([models.total, models.coverage]).toEqual([5, 0.2]);
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

  expect(reading.periods.map(({ asOf }) => asOf)).toEqual(['2026-08-22']);
  expect([reading.totals, reading.groups[0]?.series]).toEqual([[7], [7]]);
  expect([reading.asOf, comparedAt(reading), reading.panel.snapshots]).toEqual(['2026-08-22', null, 1]);
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

  expect(american.groups.map(({ ids: [id], value }) => [id, value])).toEqual([
    ['none', 5],
    ['permissive', 3],
  ]);
  expect([empty.groups, empty.total, empty.coverage, empty.totals]).toEqual([[], 0, null, [0]]);
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

  const at = comparedAt(reading) ?? -1;
  const us = reading.groups.find(({ ids: [id] }) => id === 'us');
  expect([reading.periods[at]?.asOf, reading.totals[at], us && shareAt(reading, us, at)]).toEqual([
    '2026-07-24',
    4,
    0.25,
  ]);
  const gaps = reading.periods.filter(({ asOf }) => asOf === null).map(({ from }) => from);
  expect([gaps.length, gaps[0], gaps.at(-1)]).toEqual([27, '2026-07-25', '2026-08-20']);
  expect([reading.totals.at(-2), reading.groups.map(({ series }) => series.at(-2))]).toEqual([9, [0, 9]]);
});

test('a rejected look is told with its reason, unless the day was published after all', async () => {
  const { db } = database;
  await publish(db, { panel: 'hub', asOf: '2026-08-21', cells: [{}] });
  await publish(db, { panel: 'hub', asOf: '2026-08-22', status: 'rejected' });
  await publish(db, { panel: 'hub', asOf: '2026-08-23', status: 'rejected' });
  await publish(db, { panel: 'hub', asOf: '2026-08-22', cells: [{}] });
  await publish(db, { panel: 'hub', asOf: '2026-08-24', cells: [{}] });
  await db`
    update snapshots set checks = '[{"passed": false, "says": "Half of the models were missing."}]'
    where status = 'rejected'`;

  const { notes } = await sharesByRegion.read(db, everything);
  expect(notes.filter(({ kind }) => kind === 'rejected')).toEqual([
    { kind: 'rejected', on: '2026-08-23', says: 'Half of the models were missing.' },
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
  expect(figures.map(({ models, series }) => [models, series])).toEqual([
    [3, [3]],
    [3, [100]],
    [3, [0.6]],
    [3, [0.6]],
  ]);
  expect(figures[2]?.runnerUp).toEqual({ id: 'us', name: 'United States', share: 0.1 });
});

test('every metric has a question, a method and an id of its own', () => {
  expect(new Set(METRICS.map(({ id }) => id)).size).toBe(METRICS.length);
  for (const { title, question, method } of METRICS) expect([title, question, method]).not.toContain('');
});
