import { afterAll, beforeAll, expect, test } from 'vitest';
import { VERDICTS } from '../../db/vocab/inheritance.ts';
import { LICENSE_CLASSES } from '../../db/vocab/license-classes.ts';
import { MEASURES } from '../../db/vocab/measures.ts';
import { REGIONS } from '../../db/vocab/regions.ts';
import { SIZE_CLASSES } from '../../db/vocab/size-classes.ts';
import { METRICS } from '../../src/lib/metrics/index.ts';
import { type RunningSite, sampleSite } from '../support/site.ts';

let site: RunningSite;
let text: string;

beforeAll(async () => {
  site = await sampleSite();
  text = plain(await (await fetch(`${site.url}/methods`)).text());
}, 120_000);

afterAll(() => site?.stop());

test.each([
  ['regions', REGIONS.flatMap(({ id, name, says }) => [id, name, says])],
  ['license classes', LICENSE_CLASSES.flatMap(({ id, name, says }) => [id, name, says])],
  ['size classes', SIZE_CLASSES.flatMap(({ id, name }) => [id, name])],
  ['verdicts', VERDICTS.flatMap(({ id, name, says }) => [id, name, says])],
  ['measures', MEASURES.flatMap(({ id, name, unit, says }) => [id, name, unit, says])],
  ['metrics', METRICS.flatMap(({ id, title, question, method }) => [id, title, question, method])],
])('all %s stand at /methods, word for word', (_, words) => {
  expect(words.filter((word) => !text.includes(plain(word)))).toEqual([]);
});

test('the terms of every published panel stand at /methods', () => {
  expect([...text.matchAll(/Commit [0-9a-f]{7,40}/g)].length).toBeGreaterThanOrEqual(3);
});

test('every link within /methods leads somewhere', async () => {
  const html = await (await fetch(`${site.url}/methods`)).text();
  const targets = [...html.matchAll(/href="(?:\/methods)?#([^"]+)"/g)].map(([, id]) => id);
  expect(targets.length).toBeGreaterThan(5);
  expect(targets.filter((id) => !html.includes(`id="${id}"`))).toEqual([]);
});

/** As a reader sees it: no marks, no entities, single spaces. */
function plain(html: string): string {
  return html
    .replaceAll(/<[^>]+>/g, ' ')
    .replaceAll(/&#39;|&quot;|&amp;|&lt;|&gt;/g, (entity) => entities[entity] ?? entity)
    .replaceAll(/[\s\u00a0]+/g, ' ')
    .trim();
}

const entities: Readonly<Record<string, string>> = {
  '&#39;': "'",
  '&quot;': '"',
  '&amp;': '&',
  '&lt;': '<',
  '&gt;': '>',
};
