import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { placesOf } from '../src/lib/subscribers/everywhere.ts';
import { type TestDatabase, testDatabase } from '../support/database.ts';
import { placeVariables } from '../support/place-variables.ts';
import { startProgram, stopPrograms } from '../support/program.ts';

// Each test starts programs.
vi.setConfig({ testTimeout: 90_000 });

let database: TestDatabase;
let folder: string;

beforeAll(async () => {
  database = await testDatabase();
  folder = await mkdtemp(join(tmpdir(), 'subscribers-'));
});
afterAll(async () => {
  await stopPrograms();
  await database.drop();
  await rm(folder, { recursive: true });
});

const subscribers = (...args: string[]) =>
  startProgram('census.ts', {
    args: ['subscribers', ...args],
    variables: { ...placeVariables(database.connection), DATA_DIR: folder },
  }).ended;

test('an address is asked, or made active where its owner agreed; lists show it only where it is asked for', async () => {
  const asked = await subscribers('add', 'Grace@Example.org');
  const active = await subscribers(
    'add',
    'ada@example.org',
    '--confirmed',
    '--consented',
    'Signed the list.',
    '--cadence',
    'monthly',
  );
  const again = await subscribers('add', 'ADA@example.org', '--confirmed', '--json');
  const confirmed = await subscribers('confirm', 'grace@example.org');
  const list = await subscribers('list', '--status', 'active');
  const withAddresses = JSON.parse((await subscribers('list', '--addresses', '--json')).stdout);

  expect([asked, active, again, confirmed, list].map(({ code }) => code)).toEqual([0, 0, 0, 0, 0]);
  expect(asked.stdout).toContain('Unconfirmed. The mail that asks goes out');
  expect(JSON.parse(again.stdout)).toEqual({ result: 'there' });
  expect(list.stdout).toMatch(/^ +1 {2}active {8}weekly {3}since .*\n +2 {2}active {8}monthly {2}since /m);
  expect(list.stdout).not.toContain('@');
  expect(withAddresses.subscribers.map(({ email }: { email: string }) => email)).toEqual([
    'Grace@example.org',
    'ada@example.org',
  ]);
});

test('one is shown and exported with what was agreed to; an address that is none is a wrong command line', async () => {
  const shown = await subscribers('show', 'ada@example.org');
  const exported = await subscribers('export', '2', '--json');
  const wrong = await subscribers('show', 'ada@localhost');

  expect(shown.stdout).toContain('Subscriber 2: active');
  expect(shown.stdout).toContain('The digest once a month.');
  expect(shown.stdout).toContain('confirmed (command line: Signed the list.)');
  expect(JSON.parse(exported.stdout)).toMatchObject({
    email: 'ada@example.org',
    consent: [{ what: 'confirmed', via: 'command line: Signed the list.' }],
  });
  expect(wrong.code).toBe(2);
  expect(wrong.stderr).toContain('"ada@localhost" is no mail address');
});

test('a deleted address is nowhere, and no import brings it back', async () => {
  const file = join(folder, 'list.csv');
  await writeFile(
    file,
    '\ufeffEmail,cadence\nADA@example.org,\nnew@example.org,monthly\nno address,\nx@example.org,daily\n',
  );
  const deleted = await subscribers('delete', 'ada@example.org');
  const places = await placesOf(database.db, 'ada@example.org');
  const unsaid = await subscribers('import', file);
  const imported = await subscribers('import', file, '--consented', 'By letter.', '--json');
  const nobody = await subscribers('show', 'ada@example.org');

  expect([deleted.code, places, unsaid.code, nobody.code]).toEqual([0, [], 2, 1]);
  expect(JSON.parse(imported.stdout)).toEqual({
    lines: 4,
    taken: 2,
    added: 1,
    confirmed: 0,
    there: 0,
    left: 1,
    refused: [4, 5],
  });
  expect(imported.code).toBe(1);
  expect(await readFile(join(folder, 'departures.jsonl'), 'utf8')).toMatch(/^\{"mark":"[\da-f]{64}",/);
});

test('the status says whether the form is open, and how many are in which state', async () => {
  const { stdout, code } = await subscribers('status', '--json');

  expect(code).toBe(0);
  expect(JSON.parse(stdout)).toEqual({
    form: 'no-mail',
    statuses: [{ status: 'active', subscribers: 2 }],
    waiting: 1,
    lately: 0,
    departures: 1,
  });
});
