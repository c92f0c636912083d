import { afterAll, beforeAll, expect, test } from 'vitest';
import { parametersOf } from '../../src/lib/api/describe-parameters.ts';
import { RESOURCES } from '../../src/lib/api/index.ts';
import { PROBLEMS } from '../../src/lib/api/problem.ts';
import { type RunningSite, sampleSite } from '../support/site.ts';

let site: RunningSite;
let html: string;
beforeAll(async () => {
  site = await sampleSite();
  html = await (await fetch(`${site.url}/api`)).text();
}, 120_000);
afterAll(() => site?.stop());

test('every resource, parameter, field and problem stands on the page', () => {
  const words = RESOURCES.flatMap((resource) => [
    `/api/v1${resource.path}`,
    ...parametersOf(resource).map(({ key }) => `>${key}</code>`),
    ...Object.keys(resource.row.shape).map((name) => `>${name}</code>`),
  ]);
  const anchors = PROBLEMS.map(({ id }) => `id="problem-${id}"`);
  expect([...words, ...anchors].filter((word) => !html.includes(word))).toEqual([]);
});

test('every example on the page is answered by this site, but for editions it may not have', async () => {
  const examples = [...html.matchAll(/href="(\/api\/v1\/[^"]+)"/g)].map(([, path]) =>
    (path ?? '').replaceAll(/&(amp|#38);/g, '&'),
  );
  expect(examples.length).toBeGreaterThan(RESOURCES.length);
  const failed: string[] = [];
  for (const path of examples) {
    const { status } = await fetch(`${site.url}${path}`);
    // The sample holds the most downloaded models alone.
    if (status !== 200 && !(status === 404 && /\/(editions|models)\//.test(path)))
      failed.push(`${status} ${path}`);
  }
  expect(failed).toEqual([]);
});

test('every key leads to its words at /methods, and every name in the contents to its place', async () => {
  const methods = await (await fetch(`${site.url}/methods`)).text();
  const keys = [...html.matchAll(/href="\/methods#([^"]+)"/g)].map(([, id]) => id);
  const places = [...html.matchAll(/href="#([^"]+)"/g)].map(([, id]) => id);
  expect([keys.length > 20, places.length > RESOURCES.length]).toEqual([true, true]);
  expect(keys.filter((id) => !methods.includes(`id="${id}"`))).toEqual([]);
  expect(places.filter((id) => !html.includes(`id="${id}"`))).toEqual([]);
});

test('the page loads no script beside that of every page', () => {
  const scripts = [...html.matchAll(/<script[^>]*src="([^"]+)"/g)];
  expect(scripts.length).toBeLessThanOrEqual(1);
});

test.each([
  '/regions?panel=do-me',
  '/sizes?panel=do-me&region=us~europe&infrastructure=without',
  '/publishers',
  '/explore?panel=do-me&by=region~license&step=month',
  '/regions?panel=do-me&window=28d&compare=previous',
  '/licenses/exposure',
])('under the figure of %s stands the address of the same numbers in the API', async (path) => {
  const page = await (await fetch(`${site.url}${path}`)).text();
  const hrefOf = (name: string) =>
    new RegExp(`<a href="([^"]+)"[^>]*>${name}</a>`).exec(page)?.[1]?.replaceAll(/&(amp|#38);/g, '&');
  const [json, series] = [hrefOf('JSON'), hrefOf('API')];
  expect(series).toMatch(/^\/api\/v1\/series(\?|$)/);
  const [ofPage, ofApi] = await Promise.all(
    [json, series].map(async (address) => await (await fetch(`${site.url}${address}`)).json()),
  );
  expect(ofPage.rows.length).toBeGreaterThan(0);
  expect(ofApi.data).toEqual(ofPage.rows);
  expect(page).toContain(`as of its snapshot`);
});

test('a comparison of some groups has no address in the API, where a series holds all of them', async () => {
  const page = await (await fetch(`${site.url}/compare/regions/us-vs-cn?panel=do-me`)).text();
  expect(page).toContain('>JSON</a>');
  expect(page).not.toContain('>API</a>');
});

test('the list of models as a file begins with the models of the page, under the same lenses', async () => {
  const shown = async (path: string) => {
    const page = await (await fetch(`${site.url}${path}`)).text();
    const names = [...page.matchAll(/<a href="\/models\/[^"]+"[^>]*>\s*<bdi[^>]*>([^<]+)<\/bdi>/g)];
    const next = /href="(\/models\?[^"]*after=[^"]+)"/.exec(page)?.[1];
    return { names: names.map(([, name]) => name), next: next?.replaceAll(/&(amp|#38);/g, '&') };
  };
  const first = await shown('/models?region=us~cn&license=permissive');
  const second = await shown(first.next ?? '');
  const [csv, json, later] = await Promise.all([
    fetch(`${site.url}/models.csv?region=us~cn&license=permissive`),
    fetch(`${site.url}/models.json?region=us~cn&license=permissive`),
    fetch(`${site.url}${(first.next ?? '').replace('/models?', '/models.json?')}`),
  ]);
  expect([csv.url, csv.status]).toEqual([
    `${site.url}/api/v1/models.csv?region=us~cn&license=permissive&limit=1000&csv=spreadsheet`,
    200,
  ]);
  const rows = (await csv.text()).trim().split('\n').slice(1);
  const { data, next } = await json.json();
  const names = data.map(({ model }: { model: string }) => model);
  expect(names.slice(0, 50)).toEqual(first.names);
  expect(names.length).toBeGreaterThan(50);
  expect(rows).toHaveLength(names.length);
  expect(next === null || next.startsWith(site.url)).toBe(true);
  expect((await later.json()).data.slice(0, 50).map(({ model }: { model: string }) => model)).toEqual(
    second.names,
  );
});

test('a file of models that cannot be asked is refused in words', async () => {
  const [region, measure, after, lens] = await Promise.all(
    ['region=atlantis', 'measure=likes', `after=${'x'.repeat(300)}`, 'q=a'].map((query) =>
      fetch(`${site.url}/models.json?${query}`),
    ),
  );
  expect([region?.status, measure?.status, after?.status, lens?.status]).toEqual([400, 400, 400, 400]);
  expect(await measure?.text()).toContain('the list of models is always by downloads30d');
});
