import { afterAll, beforeAll, expect, test } from 'vitest';
import { answerStructure } from '../../../../../src/lib/site/picture/answer-structure.ts';
import { look, model } from '../../../../collectors/listing.ts';
import { type TestDatabase, testDatabase } from '../../../../support/database.ts';

let database: TestDatabase;

beforeAll(async () => {
  database = await testDatabase();
  const counted = (downloads: number) => [
    model(1, { id: 'openai/gpt-oss-20b', downloads, downloadsAllTime: 10 * downloads }),
    model(2, { id: 'Qwen/Qwen3-8B', downloads: 1300, downloadsAllTime: 9000 }),
  ];
  await look(database.db, '2026-08-27', counted(400));
  await look(database.db, '2026-08-28', counted(2600));
});
afterAll(() => database.drop());

async function ask(path: string): Promise<Response | null> {
  const url = new URL(path, 'https://census.example.org');
  const [, view, format] = /^\/([^.]*)\.(.*)$/.exec(url.pathname) ?? [];
  return await answerStructure({ url, db: database.db, view, format });
}

test.each([
  ['/concentration.svg?panel=hub', 'of 2 models have'],
  ['/concentration.svg?panel=hub&level=publisher', 'publishers'],
  ['/dynamics.svg?panel=hub', 'downloads'],
  ['/families.svg?panel=hub', 'GPT-OSS'],
])('%s is the picture of its page, with its address', async (path, says) => {
  const answer = await ask(path);
  const svg = (await answer?.text()) ?? '';
  expect(answer?.headers.get('content-type')).toBe('image/svg+xml');
  expect(svg).toContain(says);
  expect(svg).toContain(`census.example.org${path.replace('.svg', '').split('?')[0]}`);
  expect(svg).not.toMatch(/NaN|undefined|Infinity/);
});

test('a picture of what the page cannot follow is refused in words, and other pages have none', async () => {
  const refused = await ask('/concentration.png?level=planet');
  expect(refused?.status).toBe(400);
  expect(await refused?.text()).toContain('"planet" is not one of');
  expect(await ask('/registry.png')).toBeNull();
  expect(await ask('/concentration.gif')).toBeNull();
});
