import { get, type IncomingHttpHeaders, request } from 'node:http';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type ApiSite, apiSite } from './api-site.ts';

interface Answered {
  status: number | undefined;
  headers: IncomingHttpHeaders;
  body: string;
}

let site: ApiSite;
beforeAll(async () => {
  site = await apiSite({ apiRequestsPerMinute: 300, trustedProxies: 1 });
});
afterAll(() => site.close());

describe('which form an answer has', () => {
  test.each([
    [undefined, 'application/json; charset=utf-8'],
    ['*/*', 'application/json; charset=utf-8'],
    ['text/html,application/xhtml+xml,*/*;q=0.8', 'application/json; charset=utf-8'],
    ['text/csv', 'text/csv; charset=utf-8; header=present'],
    ['application/json;q=0.1, text/csv', 'text/csv; charset=utf-8; header=present'],
    ['application/x-ndjson', 'application/x-ndjson; charset=utf-8'],
    ['application/jsonl', 'application/x-ndjson; charset=utf-8'],
  ])('Accept: %s is answered with %s', async (accept, type) => {
    const { headers } = await ask('/api/v1/models?limit=1', accept === undefined ? {} : { accept });
    expect([headers['content-type'], headers.vary]).toEqual([type, 'Accept, Accept-Encoding']);
  });

  test('an ending wins over Accept, and a form that is not there is 406', async () => {
    const ending = await ask('/api/v1/models.csv?limit=1', { accept: 'application/json' });
    const none = await ask('/api/v1/models?limit=1', { accept: 'image/png' });
    const one = await ask('/api/v1/status', { accept: 'text/csv' });
    expect(ending.headers['content-type']).toMatch(/^text\/csv/);
    expect(ending.headers['content-disposition']).toBe(
      'attachment; filename="open-model-census_models_hub_2026-08-23.csv"',
    );
    expect([none.status, one.status]).toEqual([406, 406]);
    expect(none.body).toContain('application/json, text/csv, application/x-ndjson');
  });

  test.each([
    ['/regions', 'text/csv', '/regions.csv'],
    ['/explore?by=region', 'application/json', '/explore.json'],
    ['/releases', 'text/csv', '/releases.csv'],
    ['/regions', 'text/html,*/*;q=0.8', '/regions'],
    ['/regions', '*/*', '/regions'],
    ['/models', 'text/csv', '/models.csv'],
    ['/methods', 'text/csv', '/methods'],
  ])('the page %s with Accept: %s comes from %s', async (path, accept, from) => {
    expect((await ask(path, { accept })).body).toBe(`page ${from}`);
  });

  test('caches are told that a page has other forms', async () => {
    const [csv, page, plain] = await Promise.all([
      ask('/regions', { accept: 'text/csv' }),
      ask('/regions'),
      ask('/methods'),
    ]);
    expect([csv.headers.vary, csv.headers['content-location']]).toEqual([
      'Accept, Accept-Encoding',
      '/regions.csv',
    ]);
    expect([page.headers.vary, page.headers['content-location']]).toEqual([
      'Accept, Accept-Encoding',
      undefined,
    ]);
    expect(plain.headers.vary).toBe('Accept-Encoding');
  });
});

describe('what programs on other sites need', () => {
  test('any site may read answers and problems, with the headers that matter', async () => {
    for (const path of ['/api/v1/models?limit=1', '/api/v1/modles', '/api/v1/openapi.json']) {
      const { headers } = await ask(path);
      expect(headers['access-control-allow-origin']).toBe('*');
      expect(headers['access-control-expose-headers']).toMatch(/ETag, Link, RateLimit/);
      expect(headers['cross-origin-resource-policy']).toBe('cross-origin');
    }
  });

  test('a browser that asks before it asks is let through', async () => {
    const { status, headers, body } = await ask(
      '/api/v1/models',
      { origin: 'https://other.example' },
      'OPTIONS',
    );
    expect([status, body]).toEqual([204, '']);
    expect(headers['access-control-allow-headers']).toContain('If-None-Match');
    expect(headers['access-control-allow-methods']).toBe('GET, HEAD, OPTIONS');
  });

  test('HEAD has the headers of GET and no body', async () => {
    const [head, whole] = await Promise.all([
      ask('/api/v1/models?limit=3', {}, 'HEAD'),
      ask('/api/v1/models?limit=3'),
    ]);
    expect(head.body).toBe('');
    for (const name of ['etag', 'link', 'content-length', 'content-type', 'last-modified'])
      expect(head.headers[name]).toBe(whole.headers[name]);
  });

  test('the next part stands in Link, and CSV leads to its meta', async () => {
    const [part, csv] = await Promise.all([ask('/api/v1/models?limit=3'), ask('/api/v1/models.csv?limit=3')]);
    expect(part.headers.link).toMatch(
      /^<https:\/\/census\.example\.org\/api\/v1\/models\?limit=3&after=[\w-]+>; rel="next", /,
    );
    expect(csv.headers.link).toMatch(/rel="next", <\/api\/v1\/models\.json\?limit=3>; rel="describedby"/);
    expect(csv.headers.link).toContain('<https://creativecommons.org/licenses/by/4.0/>; rel="license"');
  });
});

describe('what is refused', () => {
  test.each([
    ['/api/v1/modles', 404, 'Nothing stands at this address'],
    ['/api/v1/models.xml', 404, 'models comes as models.json, models.csv, models.ndjson.'],
    ['/api/v1/status.csv', 404, 'status comes as status.json.'],
    ['/api/v2/models', 404, 'the API is at /api/v1.'],
    ['/api/v1/models/no/such-model', 404, 'model: no published snapshot has a model of this name.'],
    ['/api/v1/models/acme/tune', 404, 'Names like it: acme/Tuned.'],
    ['/api/v1/publishers/opena', 404, 'Like it: openai'],
    ['/api/v1/families/lama', 404, 'choose among '],
    ['/api/v1/claims/X0', 404, '/api/v1/claims lists them'],
    ['/api/v1/editions/hub/2026-11-20.2', 404, '/api/v1/editions lists them'],
    ['/api/v1?limit=1', 400, '"limit": this address takes no parameters.'],
    ['/api/v1/models?regoin=us', 400, 'Did you mean region?'],
    ['/api/v1/models?limit=1001', 400, 'limit: "1001" is no whole number from 1 to 1000.'],
    ['/api/v1/models?limit=1e3', 400, 'limit: "1e3" is no whole number from 1 to 1000.'],
    ['/api/v1/models?limit=10&limit=20', 400, 'limit: it stands there 2 times'],
    ['/api/v1/models?region=us&region=cn', 400, 'region: it stands there 2 times'],
    ['/api/v1/models?region=', 400, 'region: it is empty'],
    ['/api/v1/models?region=atlantis', 400, 'region: "atlantis" is not one of us, cn,'],
    ['/api/v1/models?publisher=opena', 400, 'publisher: "opena" is not known here; the nearest are openai'],
    ['/api/v1/models?publisher=zzqqxx', 400, '/api/v1/publishers lists what there is.'],
    ['/api/v1/publishers?country=ZZ', 400, 'country: "ZZ" is not known here; /api/v1/regions lists'],
    ['/api/v1/releases?family=qwem', 400, 'family: "qwem" is not known here; the nearest are qwen.'],
    ['/api/v1/series?packager=openai', 400, 'packager: "openai" is not known here; choose among '],
    ['/api/v1/series?license-id=apache', 400, 'the nearest are apache-2.0'],
    ['/api/v1/series?task=text-generatoin', 400, 'the nearest are text-generation'],
    ['/api/v1/series?library=transfromers', 400, 'the nearest are transformers'],
    ['/api/v1/series?year=2099', 400, 'year: "2099" is not known here; choose among 2024, unknown.'],
    ['/api/v1/models?publisher=openai~opena&country=XX', 400, 'country: "XX" is not known here'],
    ['/api/v1/editions?panel=hubb', 400, 'panel: "hubb" is not one of hub, hub-head.'],
    ['/api/v1/history?model=Qwen/Qwen9', 404, 'model: no published snapshot has a model of this name.'],
    ['/api/v1/models?snapshot=2026-08-15', 400, 'snapshot: this list is kept as of 2026-08-23 alone'],
    ['/api/v1/models?after=x', 400, 'after: this is not a place in the list'],
    ['/api/v1/models?panel=none', 400, 'panel: "none" is not one of '],
    ['/api/v1/series?window=2026-08-22..2026-08-15', 400, 'window: it ends before it begins'],
    ['/api/v1/series?window=99999d', 400, 'window: "99999d" is no window'],
    ['/api/v1/series?by=region~region', 400, 'by: region stands there twice'],
    ['/api/v1/series?compare=decade', 400, 'compare: "decade" is not one of previous, year.'],
    ['/api/v1/history', 400, 'model: name one, as model=Qwen/Qwen3-8B.'],
    ['/api/v1/quality?since=2026-02-30', 400, 'since: "2026-02-30" is no day'],
    ['/api/v1/models.csv?csv=excel', 400, 'csv: "excel" is not one of exact, spreadsheet.'],
  ])('%s is %i: %s', async (path, status, says) => {
    const answer = await ask(path);
    expect([answer.status, answer.headers['content-type']]).toEqual([status, 'application/problem+json']);
    expect(JSON.parse(answer.body)).toMatchObject({ status, detail: expect.stringContaining(says) });
  });

  test('every problem is told at once, each beside its parameter', async () => {
    const { body } = await ask('/api/v1/models?limit=0&region=atlantis&q=');
    expect(JSON.parse(body)).toMatchObject({
      type: '/api#problem-bad-request',
      errors: [{ parameter: 'q' }, { parameter: 'limit' }, { parameter: 'region' }],
    });
  });

  test('a place in a list of an older snapshot has moved on', async () => {
    const after = Buffer.from(JSON.stringify(['models', '2026-08-22', 'WzUwMDAsMl0'])).toString('base64url');
    const { status, body } = await ask(`/api/v1/models?after=${after}`);
    expect([status, body.includes('the list is of 2026-08-23 by now')]).toEqual([410, true]);
  });

  test('a place of another list or order is refused', async () => {
    const { body } = await ask('/api/v1/releases?show=all&limit=1');
    const next: { next: string } = JSON.parse(body);
    const after = new URL(next.next).searchParams.get('after');
    expect((await ask(`/api/v1/models?after=${after}`)).status).toBe(400);
    expect((await ask(`/api/v1/releases?sort=downloads&after=${after}`)).status).toBe(400);
  });

  test('methods, bodies and long addresses are problems too', async () => {
    const [post, body, long] = await Promise.all([
      ask('/api/v1/models', {}, 'POST'),
      ask('/api/v1/models', { 'content-length': '20000' }),
      ask(`/api/v1/models?q=${'a'.repeat(3000)}`),
    ]);
    expect([post.status, body.status, long.status]).toEqual([405, 413, 414]);
    expect(post.headers.allow).toBe('GET, HEAD, OPTIONS');
    for (const { headers } of [post, body, long])
      expect(headers['content-type']).toBe('application/problem+json');
  });
});

describe('how much one network may ask', () => {
  test('answers count down, and beyond the limit comes 429 until the window ends', async () => {
    const reader = { 'x-forwarded-for': '10.0.0.1, 203.0.113.9' };
    const first = await ask('/api/v1/status', reader);
    expect(first.headers['ratelimit-policy']).toBe('"minute";q=300;w=60');
    expect(first.headers['ratelimit']).toMatch(/^"minute";r=299;t=\d+$/);
    await Promise.all(Array.from({ length: 299 }, () => ask('/api/v1/models?limit=1', reader)));
    const refused = await ask('/api/v1/models?limit=1', { 'x-forwarded-for': '6.6.6.6, 203.0.113.9' });
    const other = await ask('/api/v1/models?limit=1', { 'x-forwarded-for': '203.0.113.9, 203.0.113.10' });
    expect([refused.status, other.status]).toEqual([429, 200]);
    expect(refused.headers['retry-after']).toMatch(/^\d+$/);
    expect(JSON.parse(refused.body)).toMatchObject({ type: '/api#problem-too-many-requests' });
    expect((await ask('/regions', reader)).status).toBe(200);
  });
});

test('a census without a snapshot says so', async () => {
  const empty = await apiSite({ publish: false });
  const answer = await fetch(`${empty.url}/api/v1/models`);
  expect([answer.status, answer.headers.get('retry-after')]).toEqual([503, '600']);
  expect((await fetch(`${empty.url}/api/v1/status`)).status).toBe(200);
  await empty.close();
});

function ask(path: string, headers: Record<string, string> = {}, method = 'GET'): Promise<Answered> {
  return new Promise((resolve, reject) => {
    const send = method === 'GET' ? get : request;
    const { hostname, port } = new URL(site.url);
    send({ hostname, port, path, headers, method, agent: false }, (response) => {
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
