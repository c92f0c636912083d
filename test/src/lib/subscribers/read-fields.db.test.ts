import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Choices, readChoices } from '../../../../src/lib/subscribers/choices.ts';
import { describePreferences } from '../../../../src/lib/subscribers/describe.ts';
import { fieldsOf, sentFields } from '../../../../src/lib/subscribers/fields.ts';
import { readFields } from '../../../../src/lib/subscribers/read-fields.ts';
import { look, model } from '../../../collectors/listing.ts';
import { type TestDatabase, testDatabase } from '../../../support/database.ts';

let database: TestDatabase;
let choices: Choices;

beforeAll(async () => {
  database = await testDatabase();
  const names = ['Qwen/Qwen3-8B', 'Qwen/Qwen3-0.6B', 'acme/first'];
  await look(
    database.db,
    '2026-11-21',
    names.map((id, n) => model(n, { id })),
  );
  const renamed = ['Qwen/Qwen3-8B', 'Qwen/Qwen3-0.6B', 'acme/second'];
  await look(
    database.db,
    '2026-11-22',
    renamed.map((id, n) => model(n, { id })),
  );
  choices = await readChoices(database.db);
});
afterAll(() => database.drop());

const read = (sent: string) => readFields(database.db, sentFields(new URLSearchParams(sent)), choices);
const lines = (...names: string[]) => encodeURIComponent(names.join('\r\n'));

test('models are found by the name they have now, in any case, by an old name, and by their address on the Hub', async () => {
  const models = lines(
    'qwen/qwen3-8b',
    '',
    ' acme/first ',
    'https://huggingface.co/Qwen/Qwen3-0.6B/',
    'Qwen/Qwen3-8B',
  );
  const { preferences, problems } = await read(`cadence=weekly&models=${models}&licenses=on`);

  expect(problems).toEqual([]);
  expect(preferences?.watch.models).toEqual(['Qwen/Qwen3-8B', 'acme/second', 'Qwen/Qwen3-0.6B']);
});

test('a model that is not there is named with the nearest names', async () => {
  const { problems } = await read(`cadence=weekly&models=${lines('qwen3')}`);

  expect(problems).toEqual([
    {
      field: 'models',
      says: expect.stringMatching(/^There is no model "qwen3"\. Perhaps Qwen\/Qwen3-.*\?$/),
    },
  ]);
});

test('publishers are found by id, name or namespace; each once', async () => {
  const { preferences } = await read(
    `cadence=weekly&publishers=${lines('mistral ai', 'mistralai', 'mistral-ai', 'OpenAI')}`,
  );

  expect(preferences?.watch.publishers).toEqual(['mistral-ai', 'openai']);
});

test('more than can be watched is refused before anything is looked up', async () => {
  const many = Array.from({ length: 51 }, (_, n) => `a/${n}`);
  const { problems } = await read(
    `cadence=weekly&models=${lines(...many)}&publishers=${lines(...many)}${'&group=region:cn&side=above&percent=5'.repeat(12)}`,
  );

  expect(problems.map(({ says }) => says)).toEqual([
    'At most 50 models can be watched; these are 51.',
    'At most 50 publishers can be watched; these are 51.',
    'At most 10 shares can be watched.',
  ]);
});

test('what was chosen fills in the form, and the form says the same again', async () => {
  const { preferences } = await read(
    `cadence=never&region=cn&family=qwen&models=Qwen/Qwen3-8B&publishers=openai&claims=on&releases=on&group=family:qwen&side=below&percent=12,5`,
  );
  if (preferences === null) throw new Error('it was refused');
  const again = await readFields(database.db, fieldsOf(preferences, choices), choices);

  expect(again).toEqual({ preferences, problems: [] });
  expect(describePreferences(preferences, choices)).toEqual([
    'No digest.',
    'Watched: Qwen/Qwen3-8B and OpenAI.',
    'Alerts, at most one mail a day: Qwen below 12.5 % of downloads, releases of watched publishers and claims whose status changes.',
  ]);
});
