import { afterAll, beforeAll, expect, test } from 'vitest';
import { parseDefinition } from '../../../../../src/lib/definition/parse.ts';
import { readPanels } from '../../../../../src/lib/metrics/panels.ts';
import { readLicensePairs } from '../../../../../src/lib/metrics/structure/read-license-pairs.ts';
import {
  EXPOSURE_KEYS,
  EXPOSURE_REACH,
  readExposurePage,
} from '../../../../../src/lib/site/exposure/exposure-view.ts';
import { textOf } from '../../../../../src/lib/site/phrase.ts';
import { look } from '../../../../collectors/listing.ts';
import { type TestDatabase, testDatabase } from '../../../../support/database.ts';
import { released } from '../../../../support/released.ts';

let database: TestDatabase;

const on = (license: string | null, ...bases: string[]) => ({
  cardData: { ...(license === null ? {} : { license }), base_model: bases, base_model_relation: 'finetune' },
});

/** A Llama and what others made of it; from the second look on, one label is looser. */
beforeAll(async () => {
  database = await testDatabase();
  const world = (label: string) => [
    released('2026-01-05', 1, {
      id: 'meta-llama/Llama-3.1-8B',
      downloads: 1000,
      cardData: { license: 'llama3.1' },
    }),
    released('2026-01-06', 2, { id: 'Qwen/Qwen3-8B', downloads: 500, cardData: { license: 'apache-2.0' } }),
    released('2026-02-01', 3, {
      id: 'acme/relabelled',
      downloads: 300,
      ...on('mit', 'meta-llama/Llama-3.1-8B'),
    }),
    released('2026-02-02', 4, { id: 'acme/silent', downloads: 100, ...on(null, 'Qwen/Qwen3-8B') }),
    released('2026-02-03', 5, { id: 'acme/same', downloads: 50, ...on('apache-2.0', 'Qwen/Qwen3-8B') }),
    released('2026-02-04', 6, {
      id: 'acme/merged',
      downloads: 50,
      ...on(label, 'Qwen/Qwen3-8B', 'acme/never-seen'),
    }),
  ];
  await look(database.db, '2026-11-02', world('cc-by-nc-4.0'));
  await look(database.db, '2026-11-09', world('apache-2.0'));
});
afterAll(() => database.drop());

async function read(query = '') {
  const url = new URL(`http://census/licenses/exposure${query}`);
  const definition = parseDefinition(url.searchParams, { ...EXPOSURE_REACH, own: EXPOSURE_KEYS });
  return await readExposurePage(database.db, { url, definition, panels: await readPanels(database.db) });
}

test('the page says what part of downloads carries labels that differ, by family and over time', async () => {
  const { exposure } = await read();
  expect(exposure.frame.title.replaceAll('\u00a0', ' ')).toBe(
    '20.0 % of downloads in 30 days carry a label that is known to differ from upstream terms; 20.0 % on 2 November 2026; labels can be compared for 22.5 % of them',
  );
  const coverage = exposure.frame.footer.find(({ term }) => term === 'Coverage')?.says ?? '';
  expect(coverage.replaceAll('\u00a0', ' ')).toBe(
    '90.0 % of the measure in models that declare a base is of labels that can be compared; such models have 25.0 % of the whole',
  );
  expect(exposure.rows.map(({ name, exposed, looser, missing }) => [name, exposed, looser, missing])).toEqual(
    [
      ['Llama', 300, 300, 0],
      ['Qwen', 100, 0, 100],
    ],
  );
  expect(exposure.rows[0]?.href).toBe('/licenses/exposure?family=llama');
  expect(exposure.series?.rows.map(({ on: day }) => day)).toEqual(['2026-11-02', '2026-11-09']);
  expect(exposure.frame.take?.csv).toBe('/explore.csv?by=family~inheritance');
});

test('the models that carry most stand with both labels and the reason', async () => {
  const { rows } = (await read()).models;
  expect(rows.map(({ repoId, downloads, verdict }) => [repoId, downloads, verdict])).toEqual([
    ['acme/relabelled', 300, 'Looser label'],
    ['acme/silent', 100, 'No label'],
  ]);
  expect(rows[0] && textOf(rows[0].labels)).toBe('mit; its base meta-llama/Llama-3.1-8B: llama3.1');
  expect(rows[0]?.reason).toBeTruthy();
  const { models } = await read('?family=qwen');
  expect(models.rows.map(({ repoId }) => repoId)).toEqual(['acme/silent']);
});

test('a derivative of two bases counts half under each, one of them never seen', async () => {
  const { pairs, asOf } = await readLicensePairs(database.db, { panel: null });
  expect(asOf).toBe('2026-11-09');
  expect(
    pairs.map(({ parentClass, childClass, models, downloads30d }) => [
      parentClass,
      childClass,
      models,
      downloads30d,
    ]),
  ).toEqual([
    ['community', 'permissive', 1, 300],
    ['permissive', 'none', 1, 100],
    ['permissive', 'permissive', 1.5, 75],
    ['unseen', 'permissive', 0.5, 25],
  ]);
});

test('the matrix says what part of the derivatives of a class carries which', async () => {
  const { pairs } = await read('?weigh=downloads');
  const row = pairs.heat?.rows.find(({ name }) => name === 'Permissive');
  expect(row?.total).toBe('175');
  expect(row?.cells.map(({ value }) => value)).toEqual([75 / 175, 100 / 175]);
  expect(pairs.frame.title).toContain('are labelled looser');
});

test('a changed label is drift, and stands in the newest changes', async () => {
  const { drift, changes } = await read();
  expect(drift.frame.title).toBe('1 license label changed; 1 went looser, 0 tighter');
  expect(changes.map(({ repoId, says }) => [repoId, textOf(says)])).toEqual([
    ['acme/merged', 'License label went from cc-by-nc-4.0 to apache-2.0, looser'],
  ]);
});

test('links keep what else was chosen', async () => {
  const { choices, weights } = await read('?region=us&split=region&weigh=downloads');
  const hrefs = [...choices, weights].flatMap(({ choices: each }) => each.map(({ href }) => href));
  expect(hrefs).toContain('/licenses/exposure?region=us&weigh=downloads');
  expect(hrefs).toContain('/licenses/exposure?region=us&split=region');
});
