import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { parse } from '../../collectors/hub/parse.ts';
import {
  type OpenSnapshot,
  openSnapshot,
  publishSnapshot,
  registerPanel,
  storePage,
} from '../../collectors/store.ts';
import { connect, connectDedicated, type Db } from '../../db/client.ts';
import { tcpProxy } from '../support/crash/tcp-proxy.ts';
import { type TestDatabase, testDatabase } from '../support/database.ts';
import { totalsByDay } from './cell-sums.ts';
import { contentOf, forgetAll, listing, look, model, seenByReaders } from './listing.ts';
import { newestSnapshot } from './stored.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
afterEach(() => forgetAll(database.db));
afterAll(() => database.drop());

const DAY = '2026-11-20';
const FIRST = Array.from({ length: 30 }, (_, n) => model(n, { downloads: 50 + n, tags: ['license:mit'] }));
/** Relicensed, moved, gone, new, and built on another: a look that writes to every table there is. */
const SECOND = [
  ...FIRST.slice(1).map((entry, n) => ({ ...entry, tags: [n === 3 ? 'license:apache-2.0' : 'license:mit'] })),
  model(40, { downloads: 99, tags: ['base_model:finetune:acme/m5'] }),
];

/** Two days before, so that a gap is logged as well. */
const firstLook = () => look(database.db, '2026-11-18', FIRST);

async function opened(db: Db): Promise<OpenSnapshot> {
  const panelId = await registerPanel(db, listing([]).panel);
  return await openSnapshot(db, panelId, DAY, 'this run', null);
}

function pageOf(entries: readonly unknown[], next: string | null) {
  const page = { entries, asked: 'page 1', fetchedAt: new Date(`${DAY}T12:00:00Z`), next };
  return { page, records: entries.map(parse), skipped: [], repaired: 0 };
}

/** A snapshot of which everything is read and nothing published. */
async function walked(db: Db): Promise<OpenSnapshot> {
  const snapshot = await opened(db);
  expect(await storePage(db, snapshot, pageOf(SECOND, null))).toEqual({ stored: 30, duplicates: 0 });
  return snapshot;
}

/** Everything stored, of all tables that a collector writes. */
async function everything(): Promise<unknown> {
  const { db } = database;
  const pages = await db`select * from snapshot_pages order by 1, 2`;
  const skipped = await db`select * from skipped_records`;
  const staged = await db`select stage_key from staged_models order by 1`;
  const quality = await db`select as_of, kind, says from quality_log order by 1, 2, 3`;
  const readers = await seenByReaders(db);
  return JSON.stringify([await contentOf(db), pages, skipped, staged, quality, readers]);
}

/** Starts a statement, lets it run into a locked table, and kills its backend there. Returns how it ended. */
async function killedAt(table: string, statement: () => Promise<unknown>): Promise<unknown> {
  const { db, connection } = database;
  const [holder, killer] = [connectDedicated(connection), connectDedicated(connection)];
  const released = Promise.withResolvers<void>();
  const locked = Promise.withResolvers<void>();
  const lock = holder.begin(async (tx) => {
    await tx`lock table ${tx(table)} in share row exclusive mode`;
    locked.resolve();
    await released.promise;
  });
  await locked.promise;
  let ended = false;
  const outcome = statement()
    .then(
      () => 'went through',
      (error: unknown) => error,
    )
    .finally(() => {
      ended = true;
    });
  for (let killed = 0; !ended && killed === 0; await sleep(5)) {
    const waiting = await killer`
      select pg_terminate_backend(pid) from pg_stat_activity
      where datname = current_database() and wait_event_type = 'Lock' and wait_event = 'relation'
        and application_name = 'open-model-census'`;
    killed = waiting.length;
  }
  // The pool has other work while one of its connections dies: what is left of a statement must not go on there.
  await Promise.allSettled(Array.from({ length: 20 }, (_, n) => db`select ${n}::int`));
  const error = await outcome;
  released.resolve();
  await lock;
  await Promise.all([holder.end(), killer.end()]);
  return error;
}

const TERMINATED = expect.objectContaining({
  code: expect.stringMatching(/^57P01$|^CONNECTION_|^EPIPE$|^ECONNRESET$/),
});

describe('a backend that dies in the middle', () => {
  test.each(['snapshots', 'staged_models', 'snapshot_pages', 'skipped_records'])(
    'of a page, at %s, leaves nothing of it, and the page can be stored again',
    async (table) => {
      await firstLook();
      const snapshot = await opened(database.db);
      const before = await everything();
      const skipped = [{ reason: 'unusable id', record: '{}' }];
      const page = { ...pageOf(SECOND, 'page 2'), skipped };

      expect(await killedAt(table, () => storePage(database.db, snapshot, page))).toEqual(TERMINATED);
      expect(await everything()).toBe(before);
      expect(await storePage(database.db, snapshot, page)).toEqual({ stored: 30, duplicates: 0 });
      expect(await newestSnapshot(database.db)).toMatchObject({ pages: 1, staged: 30, skipped: 1 });
    },
  );

  const WRITTEN = [
    'models',
    'model_attributes',
    'change_events',
    'observations',
    'lineage_edges',
    'panel_models',
    'quality_log',
    'rollup_kinds',
    'rollup_cell_sums',
    'rollup_births',
    'snapshots',
    'staged_models',
    'publication',
  ];

  test('of a publication, at whichever table, leaves nothing of it, and the snapshot can be published', async () => {
    await firstLook();
    await look(database.db, DAY, SECOND);
    const undisturbed = await contentOf(database.db);
    await forgetAll(database.db);

    await firstLook();
    const snapshot = await walked(database.db);
    const before = await everything();
    for (const table of WRITTEN) {
      const publishing = () => publishSnapshot(database.db, snapshot);
      expect([table, await killedAt(table, publishing)]).toEqual([table, TERMINATED]);
      expect([table, await everything()]).toEqual([table, before]);
    }
    expect(await publishSnapshot(database.db, snapshot)).toBe(30);
    await database.db`select index_names()`;
    expect(without(await contentOf(database.db), 'snapshots')).toEqual(without(undisturbed, 'snapshots'));
  });
});

describe('an answer of the database that is lost', () => {
  /** One connection whose next statement arrives, and whose answer does not; it must know the statement already. */
  async function wire() {
    const proxy = await tcpProxy(database.connection);
    const db = await connect(proxy.connection, { max: 1 });
    const losing = async (statement: () => Promise<unknown>, hasLanded: () => Promise<boolean>) => {
      proxy.be('deaf');
      const outcome = statement().catch((error: unknown) => error);
      for (let look = 0; look < 500 && !(await hasLanded()); look++) await sleep(5);
      proxy.close();
      const error = await outcome;
      await db.end({ timeout: 0 });
      return error;
    };
    return { db, losing };
  }

  test('after a page was stored: the next run goes on behind it', async () => {
    await look(database.db, DAY, SECOND, { pageSize: 10 });
    const undisturbed = await contentOf(database.db);
    await forgetAll(database.db);

    const { db, losing } = await wire();
    const snapshot = await opened(db);
    await storePage(db, snapshot, pageOf(SECOND.slice(0, 10), 'page 2'));
    snapshot.pages = 1;
    const second = pageOf(SECOND.slice(10, 20), 'page 3');
    const hasLanded = async () => (await newestSnapshot(database.db)).pages === 2;

    expect(await losing(() => storePage(db, snapshot, second), hasLanded)).toEqual(TERMINATED);
    const asked: number[] = [];
    const beforePage = async (n: number) => {
      asked.push(n);
    };
    await look(database.db, DAY, SECOND, { pageSize: 10, beforePage });

    expect(asked).toEqual([3]);
    expect(await contentOf(database.db)).toEqual(undisturbed);
  });

  test('after a publication: the next run takes its place, and nothing is told twice', async () => {
    const { db } = database;
    const told = async () => {
      const logged = await db`select as_of, kind, says from quality_log order by 1, 2, 3`;
      return [without(await contentOf(db), 'snapshots'), [...logged]];
    };
    await look(db, '2026-11-18', FIRST);
    await look(db, DAY, SECOND);
    const undisturbed = await told();
    await forgetAll(db);

    const lost = await wire();
    await look(lost.db, '2026-11-18', FIRST);
    const snapshot = await walked(lost.db);
    const hasLanded = async () => (await newestSnapshot(db)).status === 'published';
    const publishing = () => publishSnapshot(lost.db, snapshot);

    expect(await lost.losing(publishing, hasLanded)).toEqual(TERMINATED);
    await look(db, DAY, SECOND);
    expect(await told()).toEqual(undisturbed);
    expect([...(await db`select status, models from snapshots order by snapshot_id`)]).toEqual([
      { status: 'published', models: 30 },
      { status: 'superseded', models: 30 },
      { status: 'published', models: 30 },
    ]);
    expect((await totalsByDay(db)).map(({ models }) => models)).toEqual([30, 30]);
  });
});

/** Editions read for minutes: all tables as of one moment, under a lock that lets a second builder wait. Neither writes. */
const long = ['src/lib/editions/source/alone.ts', 'src/lib/editions/source/copy-rows.ts'];

/** A few statements under a lock, which wait for nothing but the database: who asked for mail, and who is told of what. */
const short = ['src/lib/subscribers/store/alert-readers.ts', 'src/lib/subscribers/store/ask.ts'];

test('no transaction of ours stays open while we wait for anything, but those that read editions', () => {
  const using = ['db', 'collectors', 'src/lib']
    .flatMap((folder) => sourcesIn(folder))
    .filter((path) => /\.(begin|reserve|savepoint)\(/.test(readFileSync(path, 'utf8')));

  expect(using.toSorted()).toEqual([...long, ...short]);
});

function sourcesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.ts'))
    .map((path) => join(folder, path));
}

function without<T extends object>(all: T, ...names: readonly string[]): Partial<T> {
  return Object.fromEntries(Object.entries(all).filter(([name]) => !names.includes(name))) as Partial<T>;
}
