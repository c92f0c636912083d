import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { createClient } from '../../../../db/connection.ts';
import { packClosedMonths } from '../../../../db/pack.ts';
import { writeWhole } from '../../../../src/lib/editions/files/write-file.ts';
import { retractEdition } from '../../../../src/lib/editions/retract-edition.ts';
import { aloneWith } from '../../../../src/lib/editions/source/alone.ts';
import { openEditionStore } from '../../../../src/lib/editions/store.ts';
import { look } from '../../../collectors/listing.ts';
import { type TestDatabase, testDatabase } from '../../../support/database.ts';
import { printPlace } from '../../../support/site-place.ts';
import { build, editionsRoot, entriesOf, publishMade } from './made-panel.ts';

let database: TestDatabase;
let place: Awaited<ReturnType<typeof editionsRoot>>;

beforeAll(async () => {
  database = await testDatabase();
  await publishMade(database.db);
}, 60_000);
afterAll(() => database.drop());
beforeEach(async () => {
  place = await editionsRoot();
});
afterEach(() => place.remove());

const whole = async (edition: string) => {
  const folder = join(place.root, 'hub', edition);
  const names = (await readdir(folder, { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1));
  const contents = names
    .filter((name) => name !== 'edition.json')
    .toSorted()
    .map(
      async (name) =>
        `${name} ${createHash('sha256')
          .update(await readFile(join(folder, name)))
          .digest('hex')}`,
    );
  return await Promise.all(contents);
};

const child = (last: string) =>
  promisify(execFile)(process.execPath, [
    join(import.meta.dirname, 'build-child.ts'),
    printPlace(database.connection),
    place.root,
    last,
  ]);

test('the same snapshot builds the same bytes, in another folder and after a kill in the middle', async () => {
  await build(database.db, place.root);
  const first = await whole('2026-11-01.1');
  await place.remove();
  await expect(child('models.parquet')).rejects.toMatchObject({ signal: 'SIGKILL' });
  expect(await openEditionStore(place.root).editions('hub')).toEqual([]);
  const building = join(place.root, 'hub', '.building-whole');
  const { mtimeMs } = await stat(join(building, 'models.csv.gz'));

  const asked: string[] = [];
  const built = await build(database.db, place.root, { onProgress: (says) => asked.push(says) });

  expect(asked).not.toContain('writing models.csv.gz');
  expect((await stat(join(built?.edition.folder ?? '', 'models.csv.gz'))).mtimeMs).toBe(mtimeMs);
  expect(await whole('2026-11-01.1')).toEqual(first);
  expect(existsSync(building)).toBe(false);
}, 60_000);

test('nothing new is nothing to build; built again all the same, it is the same edition', async () => {
  await build(database.db, place.root);

  expect(await build(database.db, place.root)).toMatchObject({ isNew: false });
  expect(await build(database.db, place.root, { kind: 'aggregates' })).toMatchObject({ isNew: false });
  expect(await build(database.db, place.root, { again: true })).toMatchObject({
    isNew: false,
    edition: { edition: '2026-11-01.1' },
  });
  expect(await readdir(join(place.root, 'hub'))).toEqual(['2026-11-01.1']);
});

test('of two who build at once, one does, and the other says so', async () => {
  const both = await Promise.allSettled([build(database.db, place.root), build(database.db, place.root)]);

  expect(both.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
  expect(both.find(({ status }) => status === 'rejected')).toMatchObject({
    reason: { name: 'BuildingElsewhere', message: 'An edition of hub is being built by another process.' },
  });
  expect((await openEditionStore(place.root).editions('hub')).map(({ edition }) => edition)).toEqual([
    '2026-11-01.1',
  ]);
});

test('the lock of a builder holds back no vacuum, and no limit on idle transactions ends it', async () => {
  const [{ name }] = await database.db<[{ name: string }]>`select current_database() as "name"`;
  await database.db`alter database ${database.db(name)} set idle_in_transaction_session_timeout = 100`;
  const impatient = createClient(database.connection, { max: 1 });
  const held = await aloneWith(impatient, 'hub', async () => {
    await sleep(300);
    return await database.db`
      select a.state, a.backend_xid, a.backend_xmin from pg_locks l
      join pg_stat_activity a on a.pid = l.pid
      where l.locktype = 'advisory' and a.datname = current_database() and l.objsubid = 1`;
  });
  expect(held).toEqual([{ state: 'idle in transaction', backend_xid: null, backend_xmin: null }]);
  await impatient.end();
  await database.db`alter database ${database.db(name)} reset idle_in_transaction_session_timeout`;
});

test('a disk without room is said before anything is written', async () => {
  await expect(build(database.db, place.root, { free: async () => 1e6 })).rejects.toThrow(
    /^0\.0 GB are free in .*, and an edition wants 1\.0 GB: make room/,
  );
  expect(await readdir(join(place.root, 'hub'))).toEqual([]);
});

test('a file that cannot be written to its end leaves nothing', async () => {
  const path = join(place.root, 'a', 'file');
  const full = Object.assign(new Error('ENOSPC: no space left on device, write'), { code: 'ENOSPC' });
  const filling = writeWhole(path, async (write) => {
    await write(Buffer.alloc(100_000));
    throw full;
  });

  await expect(filling).rejects.toBe(full);
  expect(await readdir(join(place.root, 'a'))).toEqual([]);
});

test('a build that is told to stop leaves no edition, no reading of the database, and what it had done', async () => {
  const stop = new AbortController();
  const building = build(database.db, place.root, {
    signal: stop.signal,
    onProgress: (says) => {
      if (says === 'writing lineage_edges.csv.gz') stop.abort(new Error('told to stop'));
    },
  });

  await expect(building).rejects.toThrow('told to stop');
  expect(await openEditionStore(place.root).editions('hub')).toEqual([]);
  const open = await database.db`
    select query from pg_stat_activity where backend_type = 'client backend' and datname = current_database() and state <> 'idle' and pid <> pg_backend_pid()`;
  expect([...open]).toEqual([]);
  expect(await build(database.db, place.root)).toMatchObject({ isNew: true });
});

test('a day that is looked at again is a new edition of that day, which says what it restates and why', async () => {
  await build(database.db, place.root);
  const again = entriesOf(3).map((entry) =>
    entry['id'] === 'Qwen/b' ? { ...entry, downloads: 9000 } : entry,
  );
  await look(database.db, '2026-11-01', again);
  const second = await build(database.db, place.root);

  expect(second?.edition).toMatchObject({
    edition: '2026-11-01.2',
    copy: { restates: '2026-11-01.1', because: ['2026-11-01 was looked at again.'] },
  });
  const restated = second?.edition.copy.restated.find(
    ({ definition }) => definition === 'downloads30d-by-region-daily',
  );
  expect(restated).toMatchObject({
    changed: 1,
    vanished: 0,
    largest: { group: 'cn', before: 1500, after: 9000 },
  });
  const months =
    second?.edition.manifest.files.filter(({ month }) => month === '2026-10').map(({ path }) => path) ?? [];
  for (const month of months) {
    const twins = ['2026-11-01.1', '2026-11-01.2'].map((id) => stat(join(place.root, 'hub', id, month)));
    const [a, b] = await Promise.all(twins);
    expect(a?.ino, `${month} is one file on the disk`).toBe(b?.ino);
  }

  const store = openEditionStore(place.root);
  expect((await store.inForce('hub'))?.edition).toBe('2026-11-01.2');
  await retractEdition(second?.edition ?? null, {
    because: 'A test.',
    now: () => new Date('2026-11-05T00:00:00Z'),
  });
  expect((await store.inForce('hub'))?.edition).toBe('2026-11-01.1');
  expect((await store.inForce('hub', '2026-11-04'))?.edition).toBe('2026-11-01.2');
  expect((await store.inForce('hub', '2026-11-01'))?.edition).toBeUndefined();
  expect(await readdir(second?.edition.folder ?? '')).toEqual([
    'edition.json',
    'manifest.json',
    'retracted.json',
  ]);
});

test('a month is the same file before and after it is packed', async () => {
  await build(database.db, place.root);
  const months = async () => (await whole('2026-11-01.1')).filter((line) => line.startsWith('observations'));
  const before = await months();
  expect((await packClosedMonths(database.db)).map(({ month }) => month)).toEqual(['2026-10-01']);
  await place.remove();
  await build(database.db, place.root);

  expect(before).toHaveLength(4);
  expect(await months()).toEqual(before);
});
