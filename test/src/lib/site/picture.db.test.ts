import { afterAll, beforeAll, expect, test } from 'vitest';
import { answerModelPicture } from '../../../../src/lib/site/picture/answer-model-picture.ts';
import { look, model } from '../../../collectors/listing.ts';
import { type TestDatabase, testDatabase } from '../../../support/database.ts';

let database: TestDatabase;

beforeAll(async () => {
  database = await testDatabase();
  const world = (downloads: number) => [
    model(1, { id: 'openai/strange.png', downloads, cardData: { license: 'mit' } }),
    model(2, { id: '<svg/onload=alert(1)>', downloads: 5 }),
  ];
  await look(database.db, '2026-08-01', world(600));
  await look(database.db, '2026-08-29', world(1300));
});
afterAll(() => database.drop());

const ask = async (path: string) =>
  await answerModelPicture(database.db, new URL(path, 'https://census.example.org'));

test('a model has a picture of its counters, whatever its name ends in', async () => {
  const svg = await ask('/pictures/models/openai/strange.png.svg');
  const text = await svg?.text();
  expect(svg?.headers.get('content-disposition')).toBe(
    'inline; filename="open-model-census_model_openai-strange-png.svg"',
  );
  expect(text).toContain('<title id="title">openai/strange.png</title>');
  expect(text).toContain('Up from 600 to 1,300 downloads in 30 days');
  expect(text).toContain('https://census.example.org/models/openai/strange.png<');
  const png = Buffer.from(
    (await (await ask('/pictures/models/openai/strange.png.png'))?.arrayBuffer()) ?? new ArrayBuffer(),
  );
  expect(png.subarray(1, 4).toString()).toBe('PNG');
});

test('a name that is markup is text in its picture', async () => {
  const text = await (await ask('/pictures/models/%3Csvg%2Fonload=alert(1)%3E.svg'))?.text();
  expect(text).toContain('&lt;svg/onload=alert(1)&gt;');
  expect(text?.match(/<svg/g)).toHaveLength(1);
});

test.each(['/pictures/models/openai/strange.png', '/pictures/models/nobody/x.svg'])(
  'nothing is at %s',
  async (path) => {
    expect(await ask(path)).toBeNull();
  },
);

test('the picture of a model follows its panel, and refuses what it does not know', async () => {
  expect((await ask('/pictures/models/x.svg?a=b'))?.status).toBe(400);
  expect((await ask('/pictures/models/x.svg?panel=nowhere'))?.status).toBe(400);
});
