import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { compress, negotiate, quickestTo } from '../../../../src/lib/site/compress.ts';
import { createPageCache, isHeld } from '../../../../src/lib/site/page-cache.ts';

const html = { headers: { 'content-type': 'text/html; charset=utf-8' } };

/** A cache over a published version and a clock that the test moves. */
function world() {
  const now = { version: 1, referenceVersion: 1, ledgerVersion: 1, issues: 0, ms: 0, reads: 0, renders: 0 };
  const cache = createPageCache({
    now: () => new Date(now.ms),
    readVersion: async () => {
      now.reads += 1;
      return {
        version: now.version,
        referenceVersion: now.referenceVersion,
        ledgerVersion: now.ledgerVersion,
        issues: now.issues,
        publishedAt: null,
      };
    },
  });
  const render = async () => {
    now.renders += 1;
    return new Response(`<p>version ${now.version}</p>`, html);
  };
  const textAt = async (key: string) => String((await cache.page(key, render)).bodies.identity);
  return { now, cache, render, textAt };
}

test('a page is rendered once per publication', async () => {
  const { now, textAt } = world();

  expect([await textAt('/'), await textAt('/'), await textAt('/?region=us')]).toHaveLength(3);
  expect(now.renders).toBe(2);
});

test('readers who ask at the same time share one rendering', async () => {
  const { now, textAt } = world();

  await Promise.all([textAt('/'), textAt('/'), textAt('/')]);
  expect(now.renders).toBe(1);
});

test('a new publication shows within a second', async () => {
  const { now, textAt } = world();
  await textAt('/');
  now.version = 2;

  expect(await textAt('/')).toBe('<p>version 1</p>');
  now.ms += 1000;
  expect(await textAt('/')).toBe('<p>version 2</p>');
});

test('a new reference version is a new page', async () => {
  const { now, textAt } = world();
  await textAt('/');
  now.referenceVersion = 2;
  now.ms += 1000;
  await textAt('/');

  expect(now.renders).toBe(2);
});

test('a ledger that was computed anew is a new page', async () => {
  const { now, textAt } = world();
  await textAt('/claims');
  now.ledgerVersion = 2;
  now.ms += 1000;
  await textAt('/claims');

  expect(now.renders).toBe(2);
});

test('a new issue of the digest makes every page new', async () => {
  const { now, textAt } = world();
  await textAt('/digest');
  now.issues = 1;
  now.ms += 1000;
  await textAt('/digest');

  expect(now.renders).toBe(2);
});

test('a page during whose rendering something was published is rendered again', async () => {
  const { now, cache } = world();
  const seen: number[] = [];
  const page = await cache.page('/', async ({ version }) => {
    seen.push(version);
    now.version = 2;
    return new Response(`<p>version ${version}</p>`, html);
  });

  expect(seen).toEqual([1, 2]);
  expect(String(page.bodies.identity)).toBe('<p>version 2</p>');
  expect(page.etag).toMatch(/^W\/"2\.1\.1\.0-/);
});

test('the version is asked for at most once per second while pages are kept', async () => {
  const { now, textAt } = world();
  await textAt('/');
  const after = now.reads;
  await Promise.all(Array.from({ length: 20 }, () => textAt('/')));

  expect(now.reads).toBe(after);
});

test('known pages stay when the database is away', async () => {
  const { now, cache, render, textAt } = world();
  const away = createPageCache({
    now: () => new Date(now.ms),
    readVersion: async () => {
      if (now.ms > 0) throw new Error('away');
      return { version: 1, referenceVersion: 1, ledgerVersion: 1, issues: 0, publishedAt: null };
    },
  });
  await away.page('/', render);
  now.ms = 60_000;

  expect(String((await away.page('/', render)).bodies.identity)).toBe('<p>version 1</p>');
  await expect(away.page('/other', render)).rejects.toThrow('away');
  expect([await textAt('/'), (await cache.version()).version]).toEqual(['<p>version 1</p>', 1]);
});

test.each([
  ['an error', new Response('no', { status: 404 })],
  ['a redirect', new Response(null, { status: 302, headers: { location: '/' } })],
  ['a cookie', new Response('a', { headers: { 'set-cookie': 'a=b' } })],
  ['no-store', new Response('a', { headers: { 'cache-control': 'no-store' } })],
])('a page with %s is not kept', async (_, response) => {
  const { cache } = world();
  let renders = 0;
  const render = async () => {
    renders += 1;
    return response.clone();
  };
  await cache.page('/', render);
  const page = await cache.page('/', render);

  expect([renders, page.etag]).toEqual([2, null]);
});

test('old pages make room', async () => {
  let renders = 0;
  const cache = createPageCache({
    now: () => new Date(0),
    readVersion: async () => ({
      version: 1,
      referenceVersion: 1,
      ledgerVersion: 1,
      issues: 0,
      publishedAt: null,
    }),
    maxBytes: 5000,
  });
  const render = async () => {
    renders += 1;
    return new Response(String(renders % 10).repeat(500), {
      headers: { 'content-type': 'application/octet-stream' },
    });
  };
  for (const key of ['/1', '/2', '/3', '/4', '/5', '/6', '/1']) await cache.page(key, render);

  expect(renders).toBe(7);
});

test('each reader gets the best form it accepts', async () => {
  const { cache } = world();
  const text = '<p>The same words again and again.</p>'.repeat(100);
  const { bodies } = await cache.page('/', async () => new Response(text, html));
  const sent = (accept?: string) => negotiate(accept, bodies);

  expect(sent('gzip, deflate, br').encoding).toBe('br');
  expect(sent('gzip;q=1, br;q=0.5').encoding).toBe('gzip');
  expect(sent('br;q=0, gzip').encoding).toBe('gzip');
  expect(sent('*').encoding).toBe('br');
  expect(sent('identity').encoding).toBe('identity');
  expect(sent().encoding).toBe('identity');
  expect(String(brotliDecompressSync(sent('br').body))).toBe(text);
  expect(String(gunzipSync(sent('gzip').body))).toBe(text);
});

test('an answer for one reader is zipped, unless it likes another form better', async () => {
  const text = JSON.stringify(Array.from({ length: 3000 }, (_, n) => ({ model: `owner/model-${n}` })));
  const body = Buffer.from(text);
  const sent = async (accept?: string) => {
    const only = quickestTo(accept);
    return negotiate(accept, await compress(body, 'application/json', only));
  };

  expect((await sent('br, gzip')).encoding).toBe('gzip');
  expect(String(gunzipSync((await sent('br, gzip')).body))).toBe(text);
  expect((await sent('br, gzip;q=0.5')).encoding).toBe('br');
  expect((await sent('br')).encoding).toBe('br');
  expect((await sent()).body).toBe(body);
});

test('a reader holds a page whose tag it names, weak or strong', () => {
  const etag = 'W/"1.1-abc"';

  expect([etag, '"1.1-abc"', '*', 'W/"x", W/"1.1-abc"'].map((header) => isHeld(header, etag))).toEqual([
    true,
    true,
    true,
    true,
  ]);
  expect([undefined, 'W/"1.2-abc"', ''].map((header) => isHeld(header, etag))).toEqual([false, false, false]);
  expect(isHeld('*', null)).toBe(false);
});
