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
