import { createHash, randomBytes } from 'node:crypto';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { get, type IncomingHttpHeaders, type IncomingMessage, request } from 'node:http';
import { join } from 'node:path';
import { asyncBufferFromUrl, parquetReadObjects } from 'hyparquet';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { retractEdition } from '../../../../../src/lib/editions/retract-edition.ts';
import { openEditionStore, type StoredEdition } from '../../../../../src/lib/editions/store.ts';
import { createSite, type Site } from '../../../../../src/lib/site/server.ts';
import { look } from '../../../../collectors/listing.ts';
import { type TestDatabase, testDatabase } from '../../../../support/database.ts';
import { build, editionsRoot, entriesOf, publishMade } from '../../editions/made-panel.ts';

let database: TestDatabase;
let place: Awaited<ReturnType<typeof editionsRoot>>;
let site: Site;
let url: string;
let edition: StoredEdition;

const large = randomBytes(24 * 2 ** 20);
const origin = 'https://census.example.org';

beforeAll(async () => {
  [database, place] = [await testDatabase(), await editionsRoot()];
  await publishMade(database.db);
  const built = await build(database.db, place.root);
  if (!built) throw new Error('nothing was built');
  ({ edition } = built);
  await makeLarge(edition);
  site = createSite({
    db: database.db,
    handler: async () => new Response('a page', { headers: { 'content-type': 'text/html' } }),
    env: { publicUrl: origin },
    editionsRoot: place.root,
    log: () => undefined,
  });
  ({ url } = await site.listen('127.0.0.1', 0));
}, 60_000);
afterAll(async () => {
  await site.close();
  await database.drop();
  await place.remove();
});

/** One file of an edition becomes one that does not fit into the buffers of a connection. */
async function makeLarge({ folder, manifest }: StoredEdition): Promise<void> {
  await writeFile(join(folder, 'change_events.csv.gz'), large);
  const sha256 = createHash('sha256').update(large).digest('hex');
  const files = manifest.files.map((file) =>
    file.path === 'change_events.csv.gz' ? { ...file, bytes: large.length, sha256 } : file,
  );
  await writeFile(join(folder, 'manifest.json'), JSON.stringify({ ...manifest, files }));
}

const base = '/data/hub/2026-11-01.1';

test('a file comes with its sum, its name, its license, and for good', async () => {
  const { status, headers, body } = await ask(`${base}/models.parquet`);
  const held = await readFile(join(edition.folder, 'models.parquet'));
  expect(status).toBe(200);
  expect(body.equals(held)).toBe(true);
  expect(headers).toMatchObject({
    etag: `"${createHash('sha256').update(held).digest('hex')}"`,
    'content-type': 'application/vnd.apache.parquet',
    'content-length': String(held.length),
    'content-disposition': 'attachment; filename="open-model-census_hub_2026-11-01.1_models.parquet"',
    'cache-control': 'public, max-age=31536000, immutable',
    'accept-ranges': 'bytes',
    'access-control-allow-origin': '*',
    'cross-origin-resource-policy': 'cross-origin',
    'x-content-type-options': 'nosniff',
  });
  expect(headers.link).toContain('<https://creativecommons.org/licenses/by/4.0/>; rel="license"');
  expect(headers['access-control-expose-headers']).toContain('Content-Range');
  expect(new Date(headers['last-modified'] ?? '').toISOString().replace('.000', '')).toBe(
    edition.manifest.snapshot.published_at,
  );
  expect(headers['content-encoding']).toBeUndefined();
});

test('every file of the manifest is there, months too, and nothing else', async () => {
  for (const { path, bytes } of [...edition.manifest.files, ...edition.manifest.documents]) {
    const { status, headers } = await ask(`${base}/${path}`, {}, 'HEAD');
    expect([path, status]).toEqual([path, 200]);
    if (path !== 'change_events.csv.gz') expect(headers['content-length']).toBe(String(bytes));
  }
  for (const path of ['SHA256SUMS', 'manifest.json', 'edition.json', 'dataset.jsonld'])
    expect([path, (await ask(`${base}/${path}`)).status]).toEqual([path, 200]);
  const dataset = (await ask(`${base}/dataset.jsonld`)).body.toString();
  expect(dataset).toContain(`"contentUrl":"${origin}${base}/models.parquet"`);
  expect((await ask(`${base}/progress.json`)).status).toBe(404);
});

test('whoever holds a file gets 304, by sum or by date', async () => {
  const { headers } = await ask(`${base}/models.csv.gz`, {}, 'HEAD');
  const by = (name: string, value: string | undefined) =>
    ask(`${base}/models.csv.gz`, { [name]: value ?? '' });
  expect(await by('if-none-match', headers.etag)).toMatchObject({ status: 304, body: Buffer.alloc(0) });
  expect(await by('if-none-match', '"other"')).toMatchObject({ status: 200 });
  expect(await by('if-modified-since', headers['last-modified'])).toMatchObject({ status: 304 });
  expect(await by('if-modified-since', 'Thu, 01 Jan 1970 00:00:00 GMT')).toMatchObject({ status: 200 });
});

test('stretches of a file are sent, and only of the file the reader began with', async () => {
  const path = `${base}/change_events.csv.gz`;
  const part = (range: string, more: Record<string, string> = {}) => ask(path, { range, ...more });
  const { headers } = await ask(path, {}, 'HEAD');
  const middle = await part('bytes=1000-1999');
  expect([middle.status, middle.headers['content-range'], middle.headers['content-length']]).toEqual([
    206,
    `bytes 1000-1999/${large.length}`,
    '1000',
  ]);
  expect(middle.body.equals(large.subarray(1000, 2000))).toBe(true);
  expect((await part('bytes=-8')).body.equals(large.subarray(-8))).toBe(true);
  expect((await part(`bytes=${large.length - 5}-`)).body.equals(large.subarray(-5))).toBe(true);
  expect(await part(`bytes=${large.length}-`)).toMatchObject({
    status: 416,
    headers: { 'content-range': `bytes */${large.length}` },
  });
  for (const odd of ['bytes=5-1', 'bytes=a-b', 'lines=1-2', 'bytes=0-1,4-5', 'bytes=-', 'bytes=--1'])
    expect([odd, (await ask(path, { range: odd }, 'HEAD')).status]).toEqual([odd, 200]);
  expect((await part('bytes=0-9', { 'if-range': headers.etag ?? '' })).status).toBe(206);
  expect((await ask(path, { range: 'bytes=0-9', 'if-range': '"other"' }, 'HEAD')).status).toBe(200);
});

test('a reader of Parquet over the network reads the footer and the columns it wants', async () => {
  const file = await asyncBufferFromUrl({ url: `${url}${base}/models.parquet` });
  const rows = await parquetReadObjects({ file, columns: ['repo_id'], rowStart: 0, rowEnd: 3 });
  expect(rows).toHaveLength(3);
});

test('latest, a day and a date of knowledge lead to an edition; a table without ending to its file', async () => {
  const to = async (path: string, headers: Record<string, string> = {}) => {
    const answer = await ask(path, headers);
    return [answer.status, answer.headers.location];
  };
  expect(await to('/data/hub')).toEqual([302, '/data#panel-hub']);
  expect(await to('/data/hub/latest')).toEqual([302, base]);
  expect(await to('/data/hub/latest/models.parquet')).toEqual([302, `${base}/models.parquet`]);
  expect(await to('/data/hub/2026-11-01')).toEqual([302, base]);
  expect(await to('/data/hub/known-on/2026-11-02/registry.csv.gz')).toEqual([302, `${base}/registry.csv.gz`]);
  expect(await to('/data/hub/known-on/2026-11-01')).toEqual([404, undefined]);
  expect(await to('/data/hub/latest/observations/month=2026-10/part-0.parquet')).toEqual([
    302,
    `${base}/observations/month=2026-10/part-0.parquet`,
  ]);
  expect(await to(`${base}/models`)).toEqual([302, `${base}/models.parquet`]);
  expect(await to(`${base}/models`, { accept: 'text/csv' })).toEqual([302, `${base}/models.csv.gz`]);
  expect((await ask(`${base}/observations/month%3D2026-10/part-0.parquet`)).status).toBe(200);
  expect((await ask('/data')).body.toString()).toBe('a page');
  expect((await ask(base)).body.toString()).toBe('a page');
});

test('whatever climbs, is absolute or is not there gets 404 and what there is', async () => {
  const paths = [
    '..%2f..%2fetc%2fpasswd',
    '%2e%2e/2026-11-01.1/.lock',
    '..%5c..%5cedition.json',
    '%2fetc%2fpasswd',
    'models.parquet%00.txt',
    'models.parquet/',
    '/models.parquet',
    '.building-whole/models.parquet',
    'MODELS.PARQUET',
    '%E0%A4%A',
    'a'.repeat(1500),
  ];
  for (const path of paths) {
    const { status } = await ask(`${base}/${path}`);
    expect([path.slice(0, 30), status >= 400 && status < 500]).toEqual([path.slice(0, 30), true]);
  }
  for (const path of [
    '/data/..%2fhub/2026-11-01.1/models.parquet',
    '/data/nobody/latest',
    '/data/hub/2026-11-01.9/x',
  ])
    expect([path, (await ask(path)).status]).toEqual([path, 404]);
  expect((await ask('/data/nobody/latest')).body.toString()).toContain('Panels with editions: hub.');
  expect((await ask(`${base}/models.parquet`, {}, 'POST')).status).toBe(405);
  const preflight = await ask(`${base}/models.parquet`, { origin: 'https://elsewhere.example' }, 'OPTIONS');
  expect([preflight.status, preflight.headers['access-control-allow-headers']]).toEqual([
    204,
    expect.stringContaining('Range'),
  ]);
});

test('a hundred readers who leave in the middle leave no file open, and the site answers on', async () => {
  const openFiles = async () => (process.platform === 'linux' ? (await readdir('/proc/self/fd')).length : 0);
  await ask(base);
  const before = await openFiles();
  for (let round = 0; round < 4; round++)
    await Promise.all(Array.from({ length: 25 }, () => leave(`${base}/change_events.csv.gz`)));
  expect((await ask(`${base}/README.md`)).status).toBe(200);
  await expect.poll(openFiles, { timeout: 5000 }).toBeLessThanOrEqual(before + 2);
  const whole = await ask(`${base}/change_events.csv.gz`);
  expect(whole.body.equals(large)).toBe(true);
});

test('fifty slow readers of a large file do not keep a page waiting', async () => {
  const slow = await Promise.all(Array.from({ length: 50 }, () => hold(`${base}/change_events.csv.gz`)));
  const times: number[] = [];
  for (let n = 0; n < 40; n++) {
    const started = performance.now();
    expect((await ask('/regions')).status).toBe(200);
    times.push(performance.now() - started);
  }
  for (const response of slow) response.destroy();
  const median = times.toSorted((a, b) => a - b)[20] ?? 0;
  expect(median).toBeLessThan(250);
});

test('a retracted edition answers 410 with the reason, and latest leads to the one before', async () => {
  const again = entriesOf(3).map((entry) => (entry['id'] === 'Qwen/b' ? { ...entry, likes: 99 } : entry));
  await look(database.db, '2026-11-01', again);
  await build(database.db, place.root);
  expect((await ask('/data/hub/latest')).headers.location).toBe('/data/hub/2026-11-01.2');
  const second = await openEditionStore(place.root).edition('hub', '2026-11-01.2');
  await retractEdition(second, { because: 'A column was wrong.', now: () => new Date() });

  expect(await ask('/data/hub/2026-11-01.2/models.parquet')).toMatchObject({
    status: 410,
    body: Buffer.from('This edition is retracted: A column was wrong.\n'),
  });
  expect((await ask('/data/hub/latest')).headers.location).toBe(base);
  expect((await ask('/data/hub/2026-11-01')).headers.location).toBe(base);
});

interface Answered {
  status: number;
  headers: IncomingHttpHeaders;
  body: Buffer;
}

function ask(path: string, headers: Record<string, string> = {}, method = 'GET'): Promise<Answered> {
  return new Promise((resolve, reject) => {
    const { hostname, port } = new URL(url);
    const asked = request({ hostname, port, path, headers, method, agent: false }, (response) => {
      const parts: Buffer[] = [];
      response.on('data', (part: Buffer) => parts.push(part));
      response.on('end', () =>
        resolve({ status: response.statusCode ?? 0, headers: response.headers, body: Buffer.concat(parts) }),
      );
    });
    asked.on('error', reject).end();
  });
}

/** Begins to read an answer and takes no more of it. */
function hold(path: string): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    const { hostname, port } = new URL(url);
    get({ hostname, port, path, agent: false }, (response: IncomingMessage) => {
      response.pause();
      response.on('error', () => undefined);
      resolve(response);
    }).on('error', reject);
  });
}

/** Reads the beginning of an answer and hangs up. */
function leave(path: string): Promise<void> {
  return new Promise((resolve) => {
    const { hostname, port } = new URL(url);
    const asked = get({ hostname, port, path, agent: false }, (response: IncomingMessage) => {
      response.once('data', () => asked.destroy());
    });
    asked.on('error', () => undefined).on('close', () => resolve());
  });
}
