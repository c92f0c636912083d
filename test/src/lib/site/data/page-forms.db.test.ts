import { afterAll, beforeAll, expect, test } from 'vitest';
import { definitionOf } from '../../../../../src/lib/definition/defaults.ts';
import { readPanels } from '../../../../../src/lib/metrics/panels.ts';
import {
  answerLed,
  LED_CLAIM,
  LED_EXPOSURE,
  LED_FAMILY,
  LED_FAMILY_LINEAGE,
  LED_OVERVIEW,
  LED_PUBLISHER,
  type LedPage,
} from '../../../../../src/lib/site/data/answer-led.ts';
import { answerRows, answerRowsOf } from '../../../../../src/lib/site/data/answer-rows.ts';
import { claimFile } from '../../../../../src/lib/site/data/claims-file.ts';
import { familyFile } from '../../../../../src/lib/site/data/family-file.ts';
import { lineageInForm, modelInForm } from '../../../../../src/lib/site/data/model-ending.ts';
import { answerFamilyPicture } from '../../../../../src/lib/site/picture/answer-structure.ts';
import { answerClaimPicture } from '../../../../../src/lib/site/picture/claim-picture.ts';
import { look, model } from '../../../../collectors/listing.ts';
import { type TestDatabase, testDatabase } from '../../../../support/database.ts';

let database: TestDatabase;

beforeAll(async () => {
  database = await testDatabase();
  const counted = (downloads: number) => [
    model(1, { id: 'openai/gpt-oss-20b', downloads }),
    model(2, { id: 'Qwen/Qwen3-8B', downloads: 1300 }),
    model(3, { id: 'acme/rows.csv', downloads: 5 }),
  ];
  await look(database.db, '2026-08-26', counted(400));
  await look(database.db, '2026-08-28', counted(600));
});
afterAll(() => database.drop());

const origin = 'https://census.example.org';
const formatOf = (path: string) => /\.(\w+)(\?|$)/.exec(path)?.[1];
const asked = (path: string) => ({ url: new URL(path, origin), db: database.db, format: formatOf(path) });
const lines = async (answer: Response | null) => ((await answer?.text()) ?? '').trim().split('\n');

test.each<[string, LedPage, string, string]>([
  ['/licenses/exposure.csv', LED_EXPOSURE, '', '/explore.csv?by=family~inheritance'],
  ['/licenses/exposure.png?panel=hub&split=none', LED_EXPOSURE, '', '/explore.png?panel=hub&by=inheritance'],
  [
    '/publishers/openai.csv?measure=models',
    LED_PUBLISHER,
    'openai',
    '/explore.csv?measure=models&publisher=openai',
  ],
  ['/families/qwen.json?panel=hub', LED_FAMILY, 'qwen', '/api/v1/families/qwen?panel=hub'],
  ['/families/qwen/lineage.csv?panel=hub', LED_FAMILY_LINEAGE, 'qwen', '/lineage.csv?panel=hub&family=qwen'],
  ['/claims/C1.json', LED_CLAIM, 'C1', '/api/v1/claims/C1'],
  ['/overview.png?panel=hub', LED_OVERVIEW, '', '/regions.png?panel=hub'],
])('%s leads to where it is, with what the reader asked', async (path, page, id, to) => {
  const answer = await answerLed(page, { ...asked(path), id });
  expect([answer?.status, answer?.headers.get('location')]).toEqual([302, to]);
});

test('a name that is not there is no page, a key that is not known is refused', async () => {
  for (const page of [LED_PUBLISHER, LED_FAMILY, LED_FAMILY_LINEAGE, LED_CLAIM])
    expect(await answerLed(page, { ...asked('/x/nobody.json'), id: 'nobody' })).toBeNull();
  expect((await answerLed(LED_EXPOSURE, asked('/licenses/exposure.csv?x=1')))?.status).toBe(400);
  expect(await answerRowsOf(familyFile('nobody'), asked('/families/nobody.csv'))).toBeNull();
  expect(await answerRowsOf(claimFile('nobody'), asked('/claims/nobody.csv'))).toBeNull();
});

test('a family has its models as rows and its derivatives as a picture', async () => {
  const rows = await lines(await answerRowsOf(familyFile('qwen'), asked('/families/qwen.csv?panel=hub')));
  expect(rows).toHaveLength(2);
  expect(rows[1]).toMatch(/^qwen,Qwen\/Qwen3-8B,/);
  const svg = await lines(
    await answerFamilyPicture({ ...asked('/families/qwen.svg?panel=hub'), id: 'qwen' }),
  );
  expect(svg.join('')).toContain('Source: ');
  expect(await answerFamilyPicture({ ...asked('/families/nobody.svg'), id: 'nobody' })).toBeNull();
});

test('a claim has its numbers as rows and as a picture that says whose they are', async () => {
  const rows = await lines(await answerRowsOf(claimFile('C1'), asked('/claims/C1.csv')));
  expect(rows.slice(1).every((row) => row.startsWith('C1,'))).toBe(true);
  const svg = (await lines(await answerClaimPicture({ ...asked('/claims/C1.svg'), id: 'C1' }))).join('');
  expect(svg).toContain('A claim of others');
  expect(svg).toContain('as published');
});

test('the overview, the status and the review have their rows', async () => {
  const file = async (path: string) =>
    await lines(await answerRows({ ...asked(path), view: /^\/(\w+)/.exec(path)?.[1] }));
  expect((await file('/overview.csv?panel=hub'))[1]).toBe(
    'models,Models,3,count,public model repositories,0,2026-08-26,1,,2026-08-28',
  );
  expect((await file('/status.csv?panel=hub')).slice(1)).toEqual([
    'hub,2026-08-26,published,3',
    'hub,2026-08-27,missing,',
    'hub,2026-08-28,published,3',
  ]);
  const review = await file('/review.csv?panel=hub');
  expect(review.filter((row) => row.includes(',question,'))).toHaveLength(10);
  const moved = await answerRows({
    ...asked('/review.csv?panel=hub&from=2026-07-01&to=2026-09-30'),
    view: 'review',
  });
  expect(moved?.headers.get('location')).toBe('/review.csv?panel=hub&quarter=2026-q3');
});

test('an ending behind the name of a model is a form only where no model is called so', async () => {
  const at = { definition: definitionOf(), panels: await readPanels(database.db) };
  expect(await modelInForm(database.db, 'openai/gpt-oss-20b.csv', at)).toBe(
    '/api/v1/history.csv?panel=hub&model=openai/gpt-oss-20b&limit=1000&csv=spreadsheet',
  );
  expect(await modelInForm(database.db, 'openai/gpt-oss-20b.png', at)).toBe(
    '/pictures/models/openai/gpt-oss-20b.png?panel=hub',
  );
  expect(await lineageInForm(database.db, 'Qwen/Qwen3-8B.json', at)).toBe(
    '/lineage.json?model=Qwen/Qwen3-8B',
  );
  expect(await modelInForm(database.db, 'acme/rows', at)).toBeNull();
  expect(await modelInForm(database.db, 'acme/nothing.csv', at)).toBeNull();
});
