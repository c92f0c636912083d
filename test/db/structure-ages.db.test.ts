import { afterAll, beforeAll, expect, test } from 'vitest';
import { look } from '../collectors/listing.ts';
import { type TestDatabase, testDatabase } from '../support/database.ts';
import { oldModels, released } from '../support/released.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.drop());

type Counts = Readonly<Record<string, number | null>>;

/** Looks at models by name and counter of all time; `born`: the day each was released, 2026-10-03 if not given. */
async function watch(
  panel: string,
  days: Readonly<Record<string, Counts>>,
  born: Readonly<Record<string, string>> = {},
) {
  const names = [...new Set(Object.values(days).flatMap((counts) => Object.keys(counts)))];
  for (const [day, counts] of Object.entries(days)) {
    const models = Object.entries(counts).map(([name, downloadsAllTime]) =>
      released(born[name] ?? '2026-10-03', names.indexOf(name) + 1 + panel.length * 100, {
        id: `${panel}/${name}`,
        downloadsAllTime,
      }),
    );
    await look(database.db, day.slice(0, 10), [...oldModels, ...models], { panel });
  }
}

async function milestones(panel: string) {
  const rows = await database.db<{ said: string }[]>`
    select format('%s %s: %s, %s', split_part(m.repo_id, '/', 2), t.threshold, t.age_days, t.reached_on) as "said"
    from model_milestones t join models m using (model_id) join panels p using (panel_id)
    where p.panel = ${panel} order by m.repo_id, t.threshold`;
  return rows.map(({ said }) => said);
}

async function ages(panel: string) {
  const rows = await database.db<{ said: string }[]>`
    select format('%s at %s: %s, %s', split_part(m.repo_id, '/', 2), a.age, a.downloads, a.reached_on) as "said"
    from model_ages a join models m using (model_id) join panels p using (panel_id)
    where p.panel = ${panel} order by m.repo_id, a.age`;
  return rows.map(({ said }) => said);
}

test('a number is reached in a straight line between the looks beside it', async () => {
  await watch('line', {
    '2026-10-01': {},
    '2026-10-05': { a: 500 },
    '2026-10-09': { a: 2500 },
    '2026-10-10': { a: 12_500 },
  });

  expect(await milestones('line')).toEqual(['a 1000: 3, 2026-10-06', 'a 10000: 6.75, 2026-10-10']);
});

test('before the first look that names it, a model rises from nothing on the day of release', async () => {
  await watch('late', { '2026-10-01': {}, '2026-10-11': { a: 16_000 } });

  expect(await milestones('late')).toEqual(['a 1000: 0.5, 2026-10-04', 'a 10000: 5, 2026-10-08']);
  expect(await ages('late')).toEqual(['a at 7: 14000, 2026-10-10']);
});

test('downloads at an age are those between the looks beside it, also where nothing moved', async () => {
  await watch('age', {
    '2026-10-01': {},
    '2026-10-09': { a: 2500, still: 3000 },
    '2026-10-11': { a: 4500, still: 3000 },
    '2026-10-18': { a: 5200, still: 3000 },
  });

  expect(await ages('age')).toEqual([
    'a at 7: 3500, 2026-10-10',
    'a at 14: 5100, 2026-10-17',
    'still at 7: 3000, 2026-10-10',
    'still at 14: 3000, 2026-10-17',
  ]);
});

test('ages of a few hundred downloads are kept of first-party models alone', async () => {
  await watch('few', { '2026-10-01': {}, '2026-10-09': { a: 90 }, '2026-10-11': { a: 110 } });
  expect(await ages('few')).toEqual([]);

  await database.db`update kinds set first_party = true where kind_id in (
    select t.kind_id from panel_models t join models m using (model_id) where m.repo_id = 'few/a')`;
  await database.db`select correct_ages(p.panel_id) from panels p where p.panel = 'few'`;
  expect(await ages('few')).toEqual(['a at 7: 100, 2026-10-10']);
});

test('a counter that falls takes back nothing, and reaches nothing twice', async () => {
  await watch('fall', {
    '2026-10-01': {},
    '2026-10-05': { a: 1000 },
    '2026-10-06': { a: 400 },
    '2026-10-07': { a: 1600 },
  });

  expect(await milestones('fall')).toEqual(['a 1000: 2, 2026-10-05']);
});

test('of models released before the first published day nothing is kept', async () => {
  await watch('before', { '2026-10-04': { a: 10 }, '2026-10-05': { a: 2000 } });

  expect(await milestones('before')).toEqual([]);
});

test('a model without a counter of all time reaches nothing', async () => {
  await watch('none', { '2026-10-01': {}, '2026-10-05': { a: null }, '2026-10-09': { a: null } });

  expect(await milestones('none')).toEqual([]);
});

test('a second look at a day takes the place of the first, from the look before both', async () => {
  await watch('again', {
    '2026-10-01': {},
    '2026-10-05': { a: 500, b: 500 },
    '2026-10-07': { a: 1500, b: 1500, fresh: 1600 },
    '2026-10-07 again': { a: 900, b: 2500, fresh: 1600 },
    '2026-10-13': { a: 900, b: 2500, fresh: 1600 },
  });

  expect(await milestones('again')).toEqual(['b 1000: 2.5, 2026-10-06', 'fresh 1000: 2.5, 2026-10-06']);
});

test('a model that was away rises from the last look that had it', async () => {
  await watch('away', {
    '2026-10-01': {},
    '2026-10-05': { a: 600 },
    '2026-10-06': { a: 600 },
    '2026-10-07': {},
    '2026-10-08': {},
    '2026-10-16': { a: 1600 },
  });

  expect(await milestones('away')).toEqual(['a 1000: 7, 2026-10-10']);
  expect(await ages('away')).toEqual(['a at 7: 1000, 2026-10-10']);
});

test('a corrected release date moves the ages with it, and one before the record takes them away', async () => {
  const { db } = database;
  await watch('moved', {
    '2026-10-01': {},
    '2026-10-05': { a: 500, b: 2000 },
    '2026-10-09': { a: 2500, b: 2000 },
    '2026-10-13': { a: 2500, b: 2000 },
  });
  const correct = async (name: string, day: string) =>
    db`update panel_models t set released_on = ${day} from models m where m.model_id = t.model_id and m.repo_id = ${name}`;
  await correct('moved/a', '2026-10-04');
  await correct('moved/b', '2026-09-30');

  const [corrected] = await db`
    select correct_ages(p.panel_id)::int as "models" from panels p where p.panel = 'moved'`;

  expect(corrected).toEqual({ models: 2 });
  expect(await milestones('moved')).toEqual(['a 1000: 2, 2026-10-06']);
  expect(await ages('moved')).toEqual(['a at 7: 2500, 2026-10-11']);
});

test('read anew from all observations, milestones and ages are those that were kept look by look', async () => {
  const { db } = database;
  const before = { milestones: await milestones('line'), ages: await ages('age') };
  await db`update model_milestones set reached_on = reached_on + 1`;
  await db`update model_ages set reached_on = reached_on + 1`;

  await db`select correct_ages(p.panel_id) from panels p`;

  expect(await milestones('line')).toEqual(before.milestones);
  expect(await ages('age')).toEqual(before.ages);
});
