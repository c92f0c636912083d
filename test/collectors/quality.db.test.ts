import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { runCollector } from '../../collectors/run-collector.ts';
import { sampleCollectors } from '../../collectors/sample/index.ts';
import { type TestDatabase, testDatabase } from '../support/database.ts';
import { effectsOn } from '../support/effects.ts';
import { forgetAll, look, model, sumsOf } from './listing.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
afterEach(() => forgetAll(database.db));
afterAll(() => database.drop());

async function flags() {
  return [
    ...(await database.db`
      select q.as_of::text as "asOf", q.kind, m.repo_id as "id", q.facts
      from quality_log q left join models m using (model_id)
      order by q.as_of, q.kind, m.repo_id`),
  ];
}

const LARGE = 40;

/** Forty large models of which each gains 3,000 a day, and what is different on this day. */
function large(day: number, change: (n: number, allTime: number) => Record<string, unknown> = () => ({})) {
  return Array.from({ length: LARGE }, (_, i) => {
    const allTime = 1_000_000 + day * 3000 + i;
    return model(i + 1, {
      downloads: 90_000,
      downloadsAllTime: allTime,
      likes: 5,
      ...change(i + 1, allTime),
    });
  });
}

const date = (day: number) => new Date(Date.UTC(2026, 9, day)).toISOString().slice(0, 10);

async function days(from: number, to: number) {
  for (let day = from; day <= to; day++) await look(database.db, date(day), large(day));
}

describe('on constructed looks', () => {
  test('three weeks without anything special are not flagged', async () => {
    await days(1, 21);
    expect(await flags()).toEqual([]);
  });

  test('days without a look are a gap, once the next look is there', async () => {
    await days(1, 2);
    await look(database.db, date(6), large(6));
    expect(await flags()).toEqual([
      { asOf: '2026-10-06', kind: 'gap', id: null, facts: { from: '2026-10-02', to: '2026-10-06', days: 4 } },
    ]);
  });

  test('a quarter of the large models standing still is a stall, one less is none', async () => {
    await days(1, 1);
    const frozen = (count: number) =>
      large(2, (n, allTime) => (n <= count ? { downloadsAllTime: allTime - 3000 } : {}));
    await look(database.db, date(2), frozen(9));
    expect(await flags()).toEqual([]);
    await look(database.db, date(2), large(2));
    await look(
      database.db,
      date(3),
      large(3, (n, allTime) => (n <= 10 ? { downloadsAllTime: allTime - 3000 } : {})),
    );
    expect(await flags()).toEqual([
      {
        asOf: '2026-10-03',
        kind: 'stall',
        id: null,
        facts: { models: 40, still: 10, since: '2026-10-02' },
      },
    ]);
  });

  test('a freeze on a Wednesday is named as such', async () => {
    await days(6, 6);
    await look(
      database.db,
      date(7),
      large(7, (_, allTime) => ({ downloadsAllTime: allTime - 3000 })),
    );
    const [entry] = await database.db`select says from quality_log`;
    expect(entry?.['says']).toBe(
      'The counters of 100 % of the 40 models with at least 60,000 downloads stood still since 2026-10-06, a freeze of the source as it happens on Wednesdays.',
    );
  });

  test('an all-time counter that falls for more than one model in twenty is a rollback, and is stored as it is', async () => {
    await days(1, 1);
    await look(
      database.db,
      date(2),
      large(2, (n) => (n <= 3 ? { downloadsAllTime: 900_000 } : {})),
    );
    expect(await flags()).toEqual([
      {
        asOf: '2026-10-02',
        kind: 'rollback',
        id: null,
        facts: { models: 40, fell: 3, lost: 309_003, since: '2026-10-01' },
      },
    ]);
    const [stored] = await database.db`
      select o.downloads_all_time::int as "allTime" from observed o join models m using (model_id)
      where m.repo_id = 'acme/m1' and o.as_of = '2026-10-02'`;
    expect(stored).toEqual({ allTime: 900_000 });
  });

  test('twice the usual gain of most large models is a day that was booked twice', async () => {
    await days(1, 12);
    const twice = large(13, (n, allTime) => (n <= 30 ? { downloadsAllTime: allTime + 3000 } : {}));
    await look(database.db, date(13), twice);
    expect(await flags()).toEqual([
      { asOf: '2026-10-13', kind: 'double-booked', id: null, facts: { models: 40, twice: 30 } },
    ]);
  });

  test('a jump of one model is a spike unless its likes follow', async () => {
    await days(1, 12);
    const jump = { downloadsAllTime: 3_000_000, downloads: 2_000_000 };
    await look(
      database.db,
      date(13),
      large(13, (n) => (n === 1 ? jump : n === 2 ? { ...jump, likes: 400 } : {})),
    );
    expect(await flags()).toEqual([
      {
        asOf: '2026-10-13',
        kind: 'spike',
        id: 'acme/m1',
        facts: { value: 1_964_000, median: 3000, deviation: 0, liked: 0 },
      },
    ]);
  });

  test('flags change no figure', async () => {
    await days(1, 1);
    const fallen = large(2, (n) => (n <= 30 ? { downloadsAllTime: 900_000 } : {}));
    await look(database.db, date(2), fallen);
    expect(await flags()).toHaveLength(1);
    const { cells } = await sumsOf(database.db);
    expect(cells.at(-1)?.['said']).toMatchObject({
      models: 40,
      downloads_30d: 40 * 90_000,
      downloads_all_time: 30 * 900_000 + 10 * 1_006_000 + (30 + 31 + 32 + 33 + 34 + 35 + 36 + 37 + 38 + 39),
    });
  });
});

/** The looks of the recording `do-me` from one day to another. */
async function recorded(from: string, to: string): Promise<void> {
  const effects = effectsOn(to);
  for await (const collector of sampleCollectors()) {
    const asOf = collector.asOf(effects);
    if (collector.panel.panel !== 'do-me' || asOf < from || asOf > to) continue;
    await runCollector(collector, { db: database.db, effects });
  }
}

describe('on recorded looks', () => {
  test('the Hub stood still for two days in August 2025', async () => {
    await recorded('2025-08-14', '2025-08-18');
    expect((await flags()).filter(({ kind }) => kind === 'stall')).toEqual([
      {
        asOf: '2025-08-16',
        kind: 'stall',
        id: null,
        facts: { models: 24, still: 24, since: '2025-08-15' },
      },
      {
        asOf: '2025-08-17',
        kind: 'stall',
        id: null,
        facts: { models: 24, still: 24, since: '2025-08-16' },
      },
    ]);
  });

  test('one model went from 44 to 36,525 downloads in a day of April 2025, and nobody liked it', async () => {
    await recorded('2025-03-20', '2025-04-19');
    expect((await flags()).filter(({ kind }) => kind === 'spike')).toEqual([
      {
        asOf: '2025-04-19',
        kind: 'spike',
        id: 'Xenova/e5-base-v2',
        facts: { value: 36_525, median: expect.any(Number), deviation: expect.any(Number), liked: 0 },
      },
    ]);
  });

  test('the recording misses two days of April 2025 and says so', async () => {
    await recorded('2025-04-01', '2025-04-05');
    expect((await flags()).filter(({ kind }) => kind === 'gap')).toEqual([
      {
        asOf: '2025-04-04',
        kind: 'gap',
        id: null,
        facts: { from: '2025-04-02', to: '2025-04-04', days: 2 },
      },
    ]);
  });
});
