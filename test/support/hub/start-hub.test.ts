import { afterEach, expect, test } from 'vitest';
import { readManifest } from '../../../collectors/sample/read-recordings.ts';
import { ask, type Reply } from './ask.ts';
import { beyondSafeIntegers, strangeCharacters } from './bad-items.ts';
import type { HubItem } from './hub-item.ts';
import { type FaultAction, type HubOptions, type StandInHub, startHub } from './start-hub.ts';

const running: StandInHub[] = [];

async function hubOf(options: HubOptions = {}): Promise<StandInHub> {
  const hub = await startHub(options);
  running.push(hub);
  return hub;
}

afterEach(async () => {
  await Promise.all(running.splice(0).map((hub) => hub.close()));
});

function named(count: number): HubItem[] {
  return Array.from({ length: count }, (_, i) => ({
    id: `acme/m${i}`,
    createdAt: new Date(Date.UTC(2024, 0, 1) + i * 1000).toISOString(),
    downloads: i * 10,
  }));
}

/** Every row of a walk, following Link. */
async function walk(first: string): Promise<HubItem[]> {
  const rows: HubItem[] = [];
  for (let url: string | null = first; url !== null; ) {
    const reply: Reply = await ask(url);
    rows.push(...reply.rows());
    url = reply.next;
  }
  return rows;
}

test('an ascending walk by creation sees every model once, in order of object id', async () => {
  const hub = await hubOf({ models: { generated: 2500 } });

  const rows = await walk(`${hub.url}/api/models?limit=10000&sort=createdAt&direction=1&expand[]=downloads`);

  expect(new Set(rows.map((row) => row.id)).size).toBe(2500);
  expect(rows.map((row) => row._id)).toEqual(rows.map((row) => row._id).sort());
  expect(hub.requests.map((request) => request.page)).toEqual([1, 2, 3]);
  expect(Object.keys(rows[0] ?? {})).toEqual(['_id', 'id', 'downloads']);
});

test('the Link keeps the query, says expand without brackets and puts a Mongo cursor last', async () => {
  const hub = await hubOf({ models: named(3) });

  const { next } = await ask(`${hub.url}/api/models?limit=2&expand[]=likes&sort=createdAt&direction=1`);

  const cursor = new URL(next ?? '').searchParams.get('cursor') ?? '';
  expect(next).toMatch(/\/api\/models\?limit=2&expand=likes&sort=createdAt&direction=1&cursor=[\w%]+$/);
  expect(next?.startsWith(hub.url)).toBe(true);
  expect(Buffer.from(cursor, 'base64').toString()).toMatch(/^\{"_id":\{"\$gt":"[0-9a-f]{24}"\}\}$/);
});

test('a cursor built from an object id continues after it', async () => {
  const hub = await hubOf({ models: named(3) });
  const cursor = Buffer.from(JSON.stringify({ _id: { $gt: '65920081ffffffffffffffff' } })).toString('base64');

  const { rows, next } = await ask(`${hub.url}/api/models?sort=createdAt&direction=1&cursor=${cursor}`);

  expect(rows().map((row) => row.id)).toEqual(['acme/m2']);
  expect(next).toBeNull();
});

test.each(['downloads', 'likes', 'lastModified', 'trendingScore'])(
  'a walk by %s is descending even when ascending was asked for',
  async (sort) => {
    const hub = await hubOf({ models: { generated: 300 } });

    const rows = await walk(`${hub.url}/api/models?limit=70&sort=${sort}&direction=1&expand=${sort}`);

    const values = rows.map((row) => row[sort] ?? '');
    expect(values).toEqual(values.toSorted((a, b) => (a < b ? 1 : a > b ? -1 : 0)));
    expect(new Set(rows.map((row) => row.id)).size).toBe(300);
  },
);

test('an unknown expand is refused with the whole list, and the list route refuses usedStorage', async () => {
  const hub = await hubOf({ models: named(1) });

  const refused = await ask(`${hub.url}/api/models?expand=usedStorage`);
  const ignored = await ask(`${hub.url}/api/models?colour=blue`);

  expect(refused.status).toBe(400);
  expect(refused.body).toContain('{"error":"\\"expand\\" must be one of [author, baseModels, cardData,');
  expect(ignored.status).toBe(200);
});

test('every answer carries etag, request id and quota', async () => {
  const hub = await hubOf({ models: named(1), quota: { requests: 500, windowMs: 300_000 } });

  const { headers } = await ask(`${hub.url}/api/models`);

  expect(headers.ratelimit).toBe('"api";r=499;t=300');
  expect(headers['ratelimit-policy']).toBe('"fixed window";"api";q=500;w=300');
  expect(headers.etag).toMatch(/^W\/"[0-9a-f]+-.{27}"$/);
  expect(headers['x-request-id']).toMatch(/^Root=1-/);
});

test('a used up window answers 429 until it is over', async () => {
  const hub = await hubOf({ models: named(1), quota: { requests: 1, windowMs: 400 } });
  await ask(`${hub.url}/api/models`);

  const refused = await ask(`${hub.url}/api/models`);
  await new Promise((resolve) => setTimeout(resolve, 450));
  const later = await ask(`${hub.url}/api/models`);

  expect([refused.status, later.status]).toEqual([429, 200]);
  expect(refused.headers.ratelimit).toBe('"api";r=0;t=1');
});

test('the detail route answers 200, 307, 401, 403 and 404 as the Hub does', async () => {
  const hub = await hubOf({ models: { generated: 100 } });
  const detail = (id: string, token?: string) => ask(`${hub.url}/api/models/${id}`, token);

  const renamed = await detail('acme/old-name');

  expect(renamed.status).toBe(307);
  expect(renamed.headers.location).toBe('/api/models/acme/new-name');
  expect((await detail('acme/new-name/revision/HEAD')).status).toBe(200);
  expect(await detail('acme/never')).toMatchObject({
    status: 401,
    body: '{"error":"Invalid username or password."}',
  });
  expect((await detail('acme/disabled')).headers['x-error-message']).toBe(
    'Access to this resource is disabled.',
  );
  expect((await detail('acme/never', 'hf_x')).headers['x-error-code']).toBe('RepoNotFound');
  expect(hub.requests.at(-1)).toMatchObject({ authorization: 'Bearer hf_x', status: 404 });
});

test('accounts are organizations or users', async () => {
  const hub = await hubOf({ models: [{ id: 'ada/a' }, { id: 'Qwen/b' }] });
  const status = async (path: string) => (await ask(`${hub.url}/api/${path}/overview`)).status;

  expect(await status('organizations/Qwen')).toBe(200);
  expect(await status('organizations/ada')).toBe(404);
  expect(await status('users/ada')).toBe(200);
  expect(await status('users/nobody')).toBe(404);
});

test('recorded models are served without our own notes, under stable ids', async () => {
  const hub = await hubOf({ recordings: 'ai-nexus' });
  const sets = await readManifest();

  const { rows, body } = await ask(
    `${hub.url}/api/models?sort=downloads&limit=1&expand=cardData&expand=createdAt`,
  );

  expect(hub.world.size()).toBe(17_974);
  expect(sets.find((set) => set.name === 'ai-nexus')?.rows).toBe(17_974);
  expect(body).not.toContain('_sources');
  const seconds = Number.parseInt(rows()[0]?._id?.slice(0, 8) ?? '', 16);
  expect(new Date(seconds * 1000).toISOString()).toBe(rows()[0]?.createdAt);
});

test('the world can change between two pages', async () => {
  const hub = await hubOf({ models: named(4) });
  const first = await ask(`${hub.url}/api/models?limit=2&sort=createdAt&direction=1&expand=downloads`);
  hub.world.remove('acme/m2');
  hub.world.rename('acme/m3', 'other/m3');
  hub.world.setCounters('other/m3', { downloads: 7 });
  hub.world.insert({ id: 'acme/late', downloads: 1 });

  const second = await ask(first.next ?? '');

  expect(second.rows().map(({ id, downloads }) => [id, downloads])).toEqual([
    ['other/m3', 7],
    ['acme/late', 1],
  ]);
  expect((await ask(`${hub.url}/api/models/acme/m3`)).headers.location).toBe('/api/models/other/m3');
  expect(hub.world.size()).toBe(4);
});

test('a refresh moves the counters of about a third of the models, and no all-time count falls', async () => {
  const hub = await hubOf({ models: { generated: 3000 } });
  const url = `${hub.url}/api/models?sort=createdAt&direction=1&expand=downloadsAllTime`;
  const before = await walk(url);
  hub.world.refreshAll(1);

  const after = await walk(url);

  const gains = after.map((row, i) => (row.downloadsAllTime ?? 0) - (before[i]?.downloadsAllTime ?? 0));
  const moved = gains.filter((gain) => gain !== 0).length;
  expect(Math.min(...gains)).toBe(0);
  expect(moved / gains.length).toBeGreaterThan(0.3);
  expect(moved / gains.length).toBeLessThan(0.4);
});

test('a fault meets the page it names as often as it says', async () => {
  const match = { page: 2 };
  const hub = await hubOf({
    models: named(4),
    faults: [{ match, times: 2, action: { kind: 'gateway-timeout' } }],
  });
  const first = await ask(`${hub.url}/api/models?limit=2&sort=createdAt&direction=1`);

  const tries = [await ask(first.next ?? ''), await ask(first.next ?? ''), await ask(first.next ?? '')];

  expect(tries.map(({ status }) => status)).toEqual([504, 504, 200]);
  expect(tries[0]?.headers['content-type']).toBe('text/html');
  expect(hub.requests.map(({ page }) => page)).toEqual([1, 2, 2, 2]);
});

test.each<[FaultAction, number, string]>([
  [{ kind: 'broken-json-502' }, 502, '{"error":"Bad gat'],
  [{ kind: 'html-200' }, 200, '<!doctype html>'],
  [{ kind: 'empty-200' }, 200, ''],
  [{ kind: 'redirect', to: 'https://evil.example/' }, 302, ''],
  [{ kind: 'rate-limited', how: 'window' }, 429, '{"error":"We had to rate limit you'],
  [{ kind: 'rate-limited', how: 'other-limiter' }, 429, '{"error":'],
  [{ kind: 'rate-limited', how: 'no-headers' }, 429, 'Too Many Requests'],
  [{ kind: 'truncate-json' }, 200, '[{"_id":"65920080'],
  [{ kind: 'drip', bytes: 40, everyMs: 1 }, 200, '[{"_id":"65920080'],
  [{ kind: 'delay', ms: 5 }, 200, '[{"_id":"65920080'],
  [{ kind: 'empty-page-with-link' }, 200, '[]'],
  [{ kind: 'status', status: 451, body: 'gone' }, 451, 'gone'],
])('the fault %o answers %i', async (action, status, start) => {
  const hub = await hubOf({ models: named(2), faults: [{ action }] });

  const reply = await ask(`${hub.url}/api/models?limit=1&sort=createdAt&direction=1`);

  expect(reply.status).toBe(status);
  expect(reply.body.startsWith(start)).toBe(true);
  expect('ratelimit' in reply.headers).toBe(reply.body !== 'Too Many Requests');
  expect(reply.next === null).toBe(
    ['redirect', 'status', 'rate-limited'].includes(action.kind) || /200|502/.test(action.kind),
  );
});

test.each(['reset-before-headers', 'reset-mid-body', 'truncate-gzip'] as const)(
  '%s breaks one answer and leaves the next whole',
  async (kind) => {
    const hub = await hubOf({ models: named(500), faults: [{ action: { kind } }] });

    await expect(ask(`${hub.url}/api/models`)).rejects.toThrow();
    expect((await ask(`${hub.url}/api/models`)).rows()).toHaveLength(500);
  },
);

test('Links can be lost, lead elsewhere or lead in circles, and pages can repeat', async () => {
  const hub = await hubOf({
    models: named(6),
    faults: [
      { match: { page: 1 }, action: { kind: 'no-link' } },
      { match: { page: 1 }, times: 2, action: { kind: 'link', to: 'other-host' } },
      { match: { page: 2 }, action: { kind: 'repeat-page' } },
      { match: { page: 3 }, action: { kind: 'cursor-loop' } },
    ],
  });
  const url = `${hub.url}/api/models?limit=2&sort=createdAt&direction=1`;
  await ask(url);
  const elsewhere = await ask(url);
  const whole = await ask(url);
  const repeated = await ask(whole.next ?? '');
  const looped = await ask(repeated.next ?? '');

  expect(elsewhere.headers.link).toContain('<https://evil.example/api/models?limit=2');
  expect(repeated.body).toBe(whole.body);
  expect(looped.next).toBe(repeated.next);
});

test('rows can be spoiled, in their values and in their very text', async () => {
  const hub = await hubOf({
    models: [{ id: 'acme/a', downloadsAllTime: 5 }],
    faults: [
      { action: { kind: 'items', change: strangeCharacters } },
      { action: { kind: 'body', change: beyondSafeIntegers } },
    ],
  });

  const { body } = await ask(`${hub.url}/api/models?expand=downloadsAllTime&expand=tags`);

  expect(body).toContain('nul \\u0000 high \\ud83e low');
  expect(body).toContain('"downloadsAllTime":9007199254740993');
});
