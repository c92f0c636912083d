import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { RESOURCES } from '../../../../src/lib/api/index.ts';
import { openApi } from '../../../../src/lib/api/open-api.ts';
import { type ApiSite, apiSite } from './api-site.ts';

const envelope = z.object({
  data: z.union([z.array(z.record(z.string(), z.unknown())), z.record(z.string(), z.unknown())]),
  meta: z.record(z.string(), z.unknown()),
  next: z.string().nullable(),
});
const operation = z.object({
  get: z.object({ responses: z.object({ 200: z.object({ content: z.record(z.string(), z.unknown()) }) }) }),
});
const documented = z.object({ paths: z.record(z.string(), operation) });

let site: ApiSite;
beforeAll(async () => {
  site = await apiSite();
});
afterAll(() => site.close());

const examples = RESOURCES.flatMap(({ path, isOne, examples: all }) =>
  all.map((example) => ({
    example,
    path: example.startsWith(`${path}.`) ? (example.split('?')[0] ?? '') : path,
    isOne,
  })),
);
const lists = examples.filter(({ isOne }) => !isOne);

const ask = (below: string, headers: Record<string, string> = {}) =>
  fetch(`${site.url}/api/v1${below}`, { headers });

async function json(below: string) {
  const answer = await ask(below);
  return envelope.parse(await answer.json());
}

async function rows(below: string) {
  return z.array(z.record(z.string(), z.unknown())).parse((await json(below)).data);
}

const asForm = (example: string, form: string) => example.replace(/^(\/\w+)(\.\w+)?/, `$1.${form}`);

describe('what the document promises', () => {
  const document = openApi('https://census.example.org');
  const ajv = addFormats.default(new Ajv2020({ strict: false, allErrors: true }));
  ajv.addSchema({ ...document, $id: 'census' });
  const promised = (path: string, type: string): ValidateFunction => {
    const at = `#/paths/${path.replaceAll('/', '~1')}/get/responses/200/content/${type.replaceAll('/', '~1')}/schema`;
    return ajv.compile({ $ref: `census${encodeURI(at)}` });
  };

  test.each(examples)('is what $example answers', async ({ example, path }) => {
    const answer = await ask(example);
    const [type = ''] = (answer.headers.get('content-type') ?? '').split(';');
    const known = documented.parse(document).paths[path];
    expect(answer.status).toBe(200);
    expect(Object.keys(known?.get.responses[200].content ?? {})).toContain(type);
    if (type !== 'application/json') return;
    const body: unknown = await answer.json();
    const holds = promised(path, type);
    holds(body);
    expect(holds.errors ?? []).toEqual([]);
  });

  test('lines of NDJSON are rows of the document', async () => {
    for (const { example, path } of lists) {
      const text = await (await ask(asForm(example, 'ndjson'))).text();
      const holds = promised(`${path.replace(/\.\w+$/, '')}.ndjson`, 'application/x-ndjson');
      for (const line of text.split('\n').filter(Boolean)) expect(holds(JSON.parse(line))).toBe(true);
    }
  });
});

test.each(lists)('$example says the same as JSON, CSV and NDJSON', async ({ example }) => {
  const [asJson, csv, ndjson] = await Promise.all([
    rows(asForm(example, 'json')),
    ask(asForm(example, 'csv')).then((answer) => answer.text()),
    ask(asForm(example, 'ndjson')).then((answer) => answer.text()),
  ]);
  const table = z.array(z.record(z.string(), z.string())).parse(parse(csv, { columns: true }));
  const text = (value: unknown) =>
    value === null || value === undefined ? '' : Array.isArray(value) ? value.join('~') : String(value);
  const lines = ndjson.split('\n').filter(Boolean);

  expect(lines.map((line): unknown => JSON.parse(line))).toEqual(asJson);
  expect(table).toHaveLength(asJson.length);
  for (const [at, row] of asJson.entries())
    expect(Object.entries(row).map(([name, value]) => [name, text(value)])).toEqual(
      Object.entries(table[at] ?? {}).filter(([name]) => name in row),
    );
});

test.each([
  ['/models?limit=7', 'model'],
  ['/models?limit=7&region=unreviewed', 'model'],
  ['/models?limit=7&relation=undeclared~original', 'model'],
  ['/models?limit=7&q=acme', 'model'],
  ['/models?limit=1&publisher=openai~openai-gpt-gpt-2-legacy-canonical-namespace', 'model'],
  ['/releases?limit=7&show=all', 'model'],
  ['/releases?limit=7&show=all&sort=downloads', 'model'],
  ['/publishers?limit=90&region=cn', 'id'],
  ['/licenses?limit=30', 'id'],
  ['/claims?limit=20', 'id'],
  ['/families?limit=9', 'id'],
  ['/history?limit=1&model=Qwen/Qwen3-8B', 'as_of'],
  ['/quality?limit=1', 'logged_at'],
])('the parts of %s join without loss or repeat', async (path, key) => {
  const whole = await rows(path.replace(/limit=\d+/, 'limit=1000'));
  const seen: unknown[] = [];
  let parts = 0;
  for (let next: string | null = path; next !== null; parts += 1) {
    const { data, next: after } = await json(next);
    seen.push(...z.array(z.record(z.string(), z.unknown())).parse(data));
    next = after?.replace(/^.*\/api\/v1/, '') ?? null;
  }
  expect(seen).toEqual(whole);
  expect(new Set(seen.map((row) => JSON.stringify(row))).size).toBe(seen.length);
  expect(parts).toBeGreaterThan(1);
  expect(whole[0]).toHaveProperty(key);
});

test('a list and a figure count the same models', async () => {
  const { meta, data } = await json('/models?region=us&limit=1000');
  const [last] = (await rows('/series?measure=models&region=us')).slice(-1);
  expect([meta['matching'], data.length, last?.['value']]).toEqual([2, 2, 2]);
});

test('lenses without an index let the same models through as the figures count', async () => {
  for (const lens of [
    'publisher=openai',
    'publisher=unreviewed',
    'family=qwen',
    'relation=finetune',
    'country=US',
  ]) {
    const { meta, data } = await json(`/models?limit=1000&${lens}`);
    const [last] = (await rows(`/series?measure=models&${lens}`)).slice(-1);
    expect([lens, data.length, meta['matching']]).toEqual([lens, last?.['value'], last?.['value']]);
  }
});

test('an earlier day is answered with what was known then', async () => {
  const value = async (path: string) => (await rows(path)).at(-1)?.['value'];
  expect(await value('/series?measure=models&snapshot=2026-08-15')).toBe(66);
  expect(await value('/series?measure=models')).toBe(66);
  expect(await value('/series?measure=models&snapshot=2026-08-22')).toBe(67);
  const then = await json('/models/acme/late.csv?snapshot=2026-08-15');
  expect(then.data).toMatchObject({ model: 'acme/late.csv', panels: [], versions: [] });
  const early = await json('/regions?snapshot=2026-08-15');
  expect(early.meta).toMatchObject({ as_of: '2026-08-15' });
});

test('a name leads to its model whatever it ends in, and hostile ones are text', async () => {
  const late = await json('/models/acme/late.csv');
  const hostile = await json(`/models/${encodeURIComponent('<svg/onload=alert(1)>')}`);
  const formula = await json('/models/acme/%3D1%2B1');
  expect([late.data, hostile.data, formula.data]).toMatchObject([
    { model: 'acme/late.csv' },
    { model: '<svg/onload=alert(1)>' },
    { model: 'acme/=1+1' },
  ]);
});

test('CSV is exact, and safe for spreadsheets where that is asked for', async () => {
  const [exact, safe] = await Promise.all(
    ['exact', 'spreadsheet'].map((csv) => ask(`/models.csv?q=tuned&csv=${csv}`).then((a) => a.text())),
  );
  expect(exact).toContain(',"=hyperlink(""x"",""y"")",');
  expect(safe).toContain(`,"'=hyperlink(""x"",""y"")",`);
});

test('an answer is held until something new is published', async () => {
  const first = await ask('/models?limit=3');
  const etag = first.headers.get('etag') ?? '';
  const again = await ask('/models?limit=3', { 'if-none-match': etag });
  expect([first.status, again.status, await again.text()]).toEqual([200, 304, '']);
  expect(etag).toMatch(/^W\/"/);
  expect((await ask('/status')).headers.get('etag')).toBeNull();
});

test('nothing failed behind these answers', () => expect(site.faults).toEqual([]));
