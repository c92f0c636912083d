import { once } from 'node:events';
import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { connect } from '../../db/client.ts';
import { readPostmaster } from '../../db/embedded/postmaster.ts';
import { startHub } from '../support/hub/start-hub.ts';
import { alive, start, stopLeftovers } from '../support/site-command.ts';
import { builtPages } from '../support/site-sample.ts';

let folder: string;
let dataDir: string;

beforeAll(async () => {
  await builtPages();
  folder = await mkdtemp(join(tmpdir(), 'census-start-'));
  await chmod(folder, 0o755);
  dataDir = join(folder, 'data');
}, 120_000);

afterAll(async () => {
  await stopLeftovers();
  await rm(folder, { recursive: true, force: true, maxRetries: 20 });
});

const serverOf = async (data: string) => (await readPostmaster(join(data, 'postgres')))?.pid ?? 0;

describe('one data folder, started again and again', () => {
  test('the first start shows the sample, and Ctrl-C in the middle of it ends everything', async () => {
    const census = start({ DATA_DIR: dataDir });
    const answer = await fetch(await census.url);
    const page = await answer.text();
    const server = await serverOf(dataDir);
    await passOverMostOfTheSample();
    const ended = await census.stop('SIGINT');

    expect(answer.status).toBe(200);
    expect(page).toContain('This is a sample.');
    expect(ended).toMatchObject({ code: 0, stderr: '' });
    expect(server).toBeGreaterThan(0);
    expect(await alive([server])).toEqual([]);
    expect(await serverOf(dataDir)).toBe(0);
  });

  test('a second start answers within five seconds', async () => {
    const began = Date.now();
    const census = start({ DATA_DIR: dataDir });
    const { status } = await fetch(await census.url);
    const took = Date.now() - began;
    const { code } = await census.stop('SIGTERM');

    expect({ status, code }).toEqual({ status: 200, code: 0 });
    expect(took).toBeLessThan(5000);
  });

  test('with a Hub within reach the sample gives way to live figures', async () => {
    const hub = await startHub({ models: { generated: 2500, seed: 7 } });
    const census = start({ DATA_DIR: dataDir, COLLECT: 'on', HUB_URL: hub.url, HUB_HEAD_MODELS: '2000' });
    const url = await census.url;
    const before = await (await fetch(url)).text();
    const overview = async () => await (await fetch(url)).text();
    await expect.poll(overview, { timeout: 30_000, interval: 250 }).not.toContain('This is a sample.');
    const after = await overview();
    const family = [await serverOf(dataDir), ...(await census.children())];
    const { code } = await census.stop('SIGINT');
    await hub.close();

    expect(before).toContain('This is a sample.');
    expect(after).toContain(`Most downloaded models of ${new URL(hub.url).host}`);
    const asked = hub.requests.map(({ path }) => path.replace(/^(\/api\/[a-z]+).*/, '$1'));
    expect(asked).toContain('/api/models');
    expect(asked.filter((path) => !/^\/api\/(models|trending|organizations|users)$/.test(path))).toEqual([]);
    expect(family.length).toBeGreaterThan(process.platform === 'linux' ? 1 : 0);
    expect({ code, alive: await alive(family) }).toEqual({ code: 0, alive: [] });
  });

  test('a taken port is one sentence, and the database is stopped', async () => {
    const taken = createServer().listen(0, '127.0.0.1');
    await once(taken, 'listening');
    const address = taken.address();
    const port = String(typeof address === 'object' ? address?.port : address);
    const { code, stderr } = await start({ DATA_DIR: dataDir, PORT: port }).ended;
    taken.close();

    expect(code).toBe(1);
    expect(stderr).toMatch(new RegExp(`^[^\\n]*${port}[^\\n]*\\.\\n$`));
    expect(await serverOf(dataDir)).toBe(0);
  });
});

describe('what cannot be started says why in one sentence', () => {
  const cluster = (name: string) => join(folder, name, 'postgres');
  const cases = [
    {
      what: 'a database nobody answers for',
      variables: { DATABASE_URL: 'postgres://reader:geheim@127.0.0.1:1/census' },
      says: /^The database at 127\.0\.0\.1:1\/census cannot be reached \(ECONNREFUSED\): .*\.$/,
    },
    {
      what: 'an address that is not PostgreSQL’s',
      variables: { DATABASE_URL: 'mysql://reader:geheim@127.0.0.1/census' },
      says: /^DATABASE_URL: expected postgres:.* got a value that is not shown$/,
    },
    {
      what: 'a port that is none',
      variables: { PORT: '99999' },
      says: /^PORT: expected a whole number from 0 to 65535, got "99999"$/,
    },
    {
      what: 'a folder of another PostgreSQL',
      folder: 'older',
      files: { PG_VERSION: '17\n', 'global/pg_control': '' },
      says: /was made by PostgreSQL 17 and this program brings PostgreSQL 18, .*\.$/,
    },
    {
      what: 'a folder that holds something else',
      folder: 'letters',
      files: { 'letter.txt': 'dear reader' },
      says: /holds no PostgreSQL cluster: .*\.$/,
    },
    {
      what: 'a damaged cluster',
      folder: 'damaged',
      files: { PG_VERSION: '18\n', 'global/pg_control': 'nothing' },
      says: /^The database folder \S+ does not start \(.*\.$/,
    },
  ];

  test.each(cases)('$what', async ({ variables = {}, folder: name = 'unused', files = {}, says }) => {
    for (const [file, content] of Object.entries(files)) {
      await mkdir(join(cluster(name), file, '..'), { recursive: true });
      await writeFile(join(cluster(name), file), content);
    }
    const { code, stderr } = await start({ DATA_DIR: join(folder, name), ...variables }).ended;

    expect(code).toBe(1);
    expect(stderr.trimEnd()).toMatch(says);
    expect(stderr.trimEnd().split('\n')).toHaveLength(1);
    expect(stderr).not.toContain('geheim');
  });
});

/** Days of the sample that count as looked at: the file would otherwise wait for two years of them. */
async function passOverMostOfTheSample(): Promise<void> {
  const place = {
    host: join(dataDir, 'postgres'),
    port: 5432,
    user: 'census',
    password: null,
    database: 'census',
  };
  const db = await connect(place, { max: 1 });
  // The first page is there before the panel of the series is.
  const panels = () => db`select from panels where panel = 'do-me'`;
  await expect.poll(panels, { timeout: 20_000, interval: 100 }).toHaveLength(1);
  await db`
    insert into snapshots (panel_id, as_of, status, token)
    select p.panel_id, d::date, 'rejected', 'test'
    from panels p, generate_series('2024-06-01'::date, '2026-12-31'::date, '1 day') d
    where p.panel = 'do-me'
  `;
  await db.end();
}
