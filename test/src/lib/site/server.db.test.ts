import { createHash } from 'node:crypto';
import { get, type IncomingHttpHeaders, request } from 'node:http';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { BadDefinition } from '../../../../src/lib/definition/errors.ts';
import type { PageHandler } from '../../../../src/lib/site/census.ts';
import type { Page } from '../../../../src/lib/site/page-cache.ts';
import { createSite, type Site } from '../../../../src/lib/site/server.ts';
import { type TestDatabase, testDatabase } from '../../../support/database.ts';
import { publish } from '../publish-by-hand.ts';

interface Answered {
  status: number | undefined;
  headers: IncomingHttpHeaders;
  body: string;
}

let database: TestDatabase;
let site: Site;
let url: string;
let renders = 0;
const logged: string[] = [];

const handler: PageHandler = async (page, { census }) => {
  renders += 1;
  const { pathname, origin } = new URL(page.url);
  if (pathname === '/bad') census.fault = new BadDefinition(['region: "<xx>" is not one of us, cn.']);
  if (pathname === '/broken') census.fault = new Error('secret detail');
  if (census.fault) return new Response(null, { status: 500 });
  if (pathname === '/missing') return new Response('nothing here', { status: 404 });
  if (pathname === '/styled')
    return new Response('<link rel="stylesheet" href="/_astro/style.abc.css"><style>p{}</style>', {
      headers: { 'content-type': 'text/html' },
    });
  return new Response(`${origin}${pathname} v${census.version.version} ${census.now.toISOString()}`, {
    headers: { 'content-type': 'text/html' },
  });
};

const font: Page = {
  status: 200,
  headers: { 'content-type': 'font/woff2', 'cache-control': 'public, max-age=31536000, immutable' },
  bodies: { identity: Buffer.from('font') },
  etag: 'W/"font"',
};

const styles: Page = {
  ...font,
  headers: { 'content-type': 'text/css' },
  bodies: { identity: Buffer.from('p{color:red}') },
};

beforeAll(async () => {
  database = await testDatabase();
  site = createSite({
    db: database.db,
    handler,
    files: new Map([
      ['/_astro/inter.abc.woff2', font],
      ['/_astro/style.abc.css', styles],
    ]),
    env: { publicUrl: 'https://census.example.org' },
    now: () => new Date('2026-08-22T10:20:30Z'),
    log: (event) => logged.push(event),
  });
  ({ url } = await site.listen('127.0.0.1', 0));
});

afterAll(async () => {
  await site.close();
  await database.drop();
});

test('it is alive before anything is published, and ready after', async () => {
  expect((await ask('/livez')).status).toBe(200);
  expect(await ask('/readyz')).toMatchObject({ status: 503, body: 'No snapshot is published yet.\n' });
  await publish(database.db, { panel: 'hub', asOf: '2026-08-22', cells: [{ region: 'us' }] });
  expect(await ask('/readyz')).toMatchObject({ status: 200, body: 'ready\n' });
});

test('a page is rendered once, and 304 after; it never sees the Host header', async () => {
  const before = renders;
  const first = await ask('/regions', { host: 'evil.example' });
  const again = await ask('/regions', { 'if-none-match': first.headers.etag ?? '' });
  const head = await ask('/regions', {}, 'HEAD');

  expect(first.body).toMatch(/^https:\/\/census\.example\.org\/regions v\d+ 2026-08-22T10:00:00\.000Z$/);
  expect([again.status, again.body]).toEqual([304, '']);
  expect([head.status, head.body, head.headers['content-length']]).toEqual([
    200,
    '',
    String(first.body.length),
  ]);
  expect(renders - before).toBe(1);
});

test('every answer carries the security headers', async () => {
  for (const path of ['/regions', '/livez', '/missing', '/broken', '/_astro/inter.abc.woff2']) {
    const { headers } = await ask(path);
    expect(headers['content-security-policy']).toContain(
      "default-src 'none'; script-src 'self'; style-src 'self'",
    );
    expect(headers['x-content-type-options']).toBe('nosniff');
    expect(headers['strict-transport-security']).toBe('max-age=31536000; includeSubDomains');
    expect(headers['x-powered-by']).toBeUndefined();
  }
});

test('styles of the build stand in pages, and the policy knows them by their hash alone', async () => {
  const { headers, body } = await ask('/styled');
  const hash = createHash('sha256').update('p{color:red}').digest('base64');

  expect(body).toBe('<style>p{color:red}</style><style>p{}</style>');
  expect(headers['content-security-policy']).toContain(`style-src 'self' 'sha256-${hash}';`);
  expect(headers['content-security-policy']).not.toContain('unsafe-inline');
});

test('other sites may frame what is made for it, and nothing else', async () => {
  const [embed, page] = await Promise.all([ask('/embed/regions'), ask('/regions')]);

  expect(embed.headers['content-security-policy']).toMatch(/frame-ancestors \*$/);
  expect(page.headers['content-security-policy']).toMatch(/frame-ancestors 'none'$/);
});

test('files with a hash in their name never change', async () => {
  const { headers, body } = await ask('/_astro/inter.abc.woff2');

  expect([headers['cache-control'], body]).toEqual(['public, max-age=31536000, immutable', 'font']);
});

test('an address that asks for what is not there gets 400 and the choices, escaped', async () => {
  const { status, body } = await ask('/bad');

  expect(status).toBe(400);
  expect(body).toContain('region: &quot;&lt;xx&gt;&quot; is not one of us, cn.');
});

test('a page that throws says nothing but the number of the request', async () => {
  const { status, body, headers } = await ask('/broken');

  expect(status).toBe(500);
  expect(body).toContain(`request ${headers['x-request-id']}`);
  expect(body).not.toContain('secret detail');
  expect(logged).toContain('page-failed');
});

test('a missing page keeps its status and is not kept', async () => {
  const { status, headers } = await ask('/missing');

  expect([status, headers.etag]).toEqual([404, undefined]);
});

test('methods, bodies and addresses that are not for pages are refused', async () => {
  expect(await ask('/', {}, 'POST')).toMatchObject({ status: 405, headers: { allow: 'GET, HEAD' } });
  expect((await ask('/', { 'content-length': '20000' })).status).toBe(413);
  expect((await ask(`/?q=${'a'.repeat(3000)}`)).status).toBe(414);
  expect((await ask('//evil.example/')).status).toBe(400);
  expect((await ask('/%E0%A4%A')).status).toBe(200);
});

test('a port in use is one clear sentence', async () => {
  const second = createSite({ db: database.db, handler, log: () => {} });
  const port = Number(new URL(url).port);

  await expect(second.listen('127.0.0.1', port)).rejects.toThrow(
    `Port ${port} of 127.0.0.1 is in use: stop the program that listens there, or set PORT to another one.`,
  );
});

function ask(path: string, headers: Record<string, string> = {}, method = 'GET'): Promise<Answered> {
  return new Promise((resolve, reject) => {
    const ask = method === 'GET' ? get : request;
    const { hostname, port } = new URL(url);
    ask({ hostname, port, path, headers, method, agent: false }, (response) => {
      let body = '';
      response.setEncoding('utf8').on('data', (text) => {
        body += text;
      });
      response.on('end', () => resolve({ status: response.statusCode, headers: response.headers, body }));
    })
      .on('error', reject)
      .end();
  });
}
