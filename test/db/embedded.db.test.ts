import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, lstat, mkdir, mkdtemp, readFile, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { connect, only } from '../../db/client.ts';
import { processExists, readPostmaster } from '../../db/embedded/postmaster.ts';
import { type Embedded, startEmbedded } from '../../db/embedded.ts';

const root = process.getuid?.() === 0;
const holder = join(import.meta.dirname, '../support/hold-embedded.ts');

let folder: string;
let dataDir: string;
let cluster: string;
const children: ChildProcess[] = [];

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'census-embedded-'));
  await chmod(folder, 0o755);
  dataDir = join(folder, 'data');
  await mkdir(dataDir);
  cluster = join(dataDir, 'postgres');
});

afterEach(async () => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
  const server = await readPostmaster(cluster);
  if (server && processExists(server.pid)) process.kill(server.pid, 'SIGQUIT');
  await chmod(dataDir, 0o755);
  await rm(folder, { recursive: true, force: true, maxRetries: 20 });
});

const start = () => startEmbedded({ dataDir, log: () => {} });

async function databaseOf(embedded: Embedded): Promise<Record<string, unknown>> {
  const db = await connect(embedded.connection, { max: 1 });
  const rows = await db`
    select
      current_database()::text as "database",
      current_setting('data_checksums') as "checksums",
      current_setting('server_encoding') as "encoding",
      current_setting('listen_addresses') as "listens",
      (select datcollate::text from pg_database where datname = current_database()) as "collation"
  `;
  await db.end();
  return { ...only(rows) };
}

/** Opens the server in another process and waits for its first line. */
async function hold(identity: { uid?: number; gid?: number } = {}) {
  const child = spawn(process.execPath, [holder, dataDir], {
    stdio: ['pipe', 'pipe', 'inherit'],
    ...identity,
  });
  children.push(child);
  const [line] = await once(createInterface({ input: child.stdout }), 'line');
  return { child, says: JSON.parse(String(line)) };
}

const isRunning = async () => (await readPostmaster(cluster)) !== null;

describe('an empty data folder', () => {
  test('gets a cluster, and a database that sorts alike on every machine', async () => {
    const embedded = await start();
    expect(await databaseOf(embedded)).toEqual({
      database: 'census',
      checksums: 'on',
      encoding: 'UTF8',
      listens: '',
      collation: 'C',
    });
    expect(embedded.startedHere).toBe(true);
    await embedded.stop();
    expect(await isRunning()).toBe(false);
  });

  test('is filled once when two processes come at the same moment', async () => {
    const said = await Promise.all([hold(), hold()]);
    expect(said.map(({ says }) => says.startedHere).sort()).toEqual([false, true]);
  });

  test('may have a path too long for a socket', async () => {
    dataDir = join(dataDir, 'a'.repeat(60), 'b'.repeat(60));
    cluster = join(dataDir, 'postgres');
    const embedded = await start();
    expect(await databaseOf(embedded)).toMatchObject({ database: 'census' });
    await embedded.stop();
  });

  test.runIf(root)('may lie where only root may go', async () => {
    await chmod(dataDir, 0o700);
    const embedded = await start();
    expect(await databaseOf(embedded)).toMatchObject({ database: 'census' });
    await embedded.stop();
    expect((await lstat(cluster)).isSymbolicLink()).toBe(true);
    await rm(dirname(await realpath(cluster)), { recursive: true });
  });

  test('that may not be written to is named', async () => {
    await chmod(dataDir, 0o555);
    const { says } = await hold(root ? { uid: 65_534, gid: 65_534 } : {});
    expect(says).toEqual({
      error: `The data folder ${dataDir} cannot be written to (EACCES): correct its permissions, or set DATA_DIR to another folder.`,
    });
  });
});

describe('a server that runs', () => {
  test('is joined, and not stopped, by a second process', async () => {
    const owner = await start();
    const second = await hold();
    expect(second.says).toEqual({ startedHere: false });
    second.child.stdin.end();
    await once(second.child, 'exit');
    expect(await databaseOf(owner)).toMatchObject({ database: 'census' });
    await owner.stop();
    expect(await isRunning()).toBe(false);
  });

  test('is adopted and stopped when its owner was killed', async () => {
    const { child } = await hold();
    child.kill('SIGKILL');
    await once(child, 'exit');
    const orphan = await readPostmaster(cluster);
    const embedded = await start();
    expect(embedded.startedHere).toBe(true);
    expect((await readPostmaster(cluster))?.pid).toBe(orphan?.pid);
    await embedded.stop();
    expect(await isRunning()).toBe(false);
  });

  test('that was killed is started again', async () => {
    const first = await start();
    const server = await readPostmaster(cluster);
    process.kill(server?.pid ?? 0, 'SIGKILL');
    await sleep(200);
    const embedded = await start();
    expect(embedded.startedHere).toBe(true);
    expect(await databaseOf(embedded)).toMatchObject({ database: 'census' });
    await embedded.stop();
    await first.stop();
  });

  test('that was killed is started again, though its number belongs to another program', async () => {
    const first = await start();
    await first.stop();
    const lines = [process.pid, cluster, 1_780_000_000, 5432, cluster, '', '', 'ready'];
    await writeFile(join(cluster, 'postmaster.pid'), `${lines.join('\n')}\n`);
    const embedded = await start();
    expect(embedded.startedHere).toBe(true);
    expect(await databaseOf(embedded)).toMatchObject({ database: 'census' });
    await embedded.stop();
  });
});

describe('a data folder that cannot be used', () => {
  const remedy = 'repair it, move it away to begin anew, or set DATA_DIR to another folder.';

  test('of another major version says which', async () => {
    await mkdir(join(cluster, 'global'), { recursive: true });
    await writeFile(join(cluster, 'PG_VERSION'), '17\n');
    await expect(start()).rejects.toThrow(
      `${cluster} was made by PostgreSQL 17 and this program brings PostgreSQL 18, which cannot open it: set DATABASE_URL to a server of that version, or set DATA_DIR to a new folder.`,
    );
  });

  test('because it holds something else says so', async () => {
    await mkdir(cluster);
    await writeFile(join(cluster, 'letter.txt'), 'dear reader');
    await expect(start()).rejects.toThrow(
      `The database folder ${cluster} holds no PostgreSQL cluster: ${remedy}`,
    );
    expect(await readFile(join(cluster, 'letter.txt'), 'utf8')).toBe('dear reader');
  });

  test('because it is a file says so', async () => {
    await writeFile(cluster, '');
    await expect(start()).rejects.toThrow(`The database folder ${cluster} is not a folder: ${remedy}`);
  });

  test('because it is damaged repeats what the server said', async () => {
    const embedded = await start();
    await embedded.stop();
    await writeFile(join(cluster, 'global', 'pg_control'), 'nothing');
    await expect(start()).rejects.toThrow(
      /^The database folder \S+ does not start \(could not read file "global\/pg_control".*\): repair it/,
    );
  });
});
