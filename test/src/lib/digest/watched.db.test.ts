import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Db } from '../../../../db/client.ts';
import { buildIssue } from '../../../../src/lib/digest/build.ts';
import { mailOf } from '../../../../src/lib/digest/mail.ts';
import type { Block, Payload } from '../../../../src/lib/digest/payload.ts';
import { openWatched } from '../../../../src/lib/digest/watched.ts';
import { weekNamed } from '../../../../src/lib/digest/week.ts';
import { readIssue, type StoredIssue } from '../../../../src/lib/metrics/digest-issues.ts';
import { model } from '../../../collectors/listing.ts';
import { type TestDatabase, testDatabase } from '../../../support/database.ts';
import { ALIBABA, fresh, publish } from '../alerts/days-of-alerts.ts';

const ORIGIN = 'https://census.example.org';
const ENDS = '2026-11-22';
const evil = 'evil/"><img-onerror=x>';

let database: TestDatabase;
let issue: StoredIssue<Payload>;

beforeAll(async () => {
  database = await testDatabase();
  const { db } = database;
  const doomed = model(7, { id: 'acme/doomed', downloads: 700 });
  const many = Array.from({ length: 40 }, (_, at) =>
    model(100 + at, { id: `a-team-of-people/a-model-of-theirs-${at}`, downloads: 200 + at }),
  );
  const hostile = model(8, { id: evil, downloads: 500 });
  await publish(db, '2026-09-20', { more: [doomed, hostile, ...many] });
  await publish(db, '2026-11-15', { more: [doomed, hostile, ...many] });
  await publish(db, '2026-11-20', { more: [hostile, ...many] });
  await publish(db, '2026-11-21', { more: [hostile, ...many] });
  const more = [fresh('2026-11-18', 'Qwen4-14B', 400), hostile, ...many];
  await publish(db, ENDS, { china: 50_000, license: 'other', qwen: 'Qwen/Qwen3-8B-Base', more });
  const week = weekNamed('2026-W47');
  if (!week) throw new Error('there is such a week');
  await buildIssue(db, { period: week, panel: null, origin: ORIGIN, today: '2026-11-23', reason: null });
  const stored = await readIssue<Payload>(db, '2026-W47');
  if (!stored) throw new Error('there is no issue');
  issue = stored;
}, 60_000);
afterAll(() => database.drop());

const blocksOf = async (models: readonly string[], publishers: readonly string[] = []) =>
  (await openWatched(issue.payload).sectionFor(database.db, { models, publishers }))?.blocks ?? [];

const rowsOf = (blocks: readonly Block[]) =>
  blocks.flatMap((block) =>
    block.kind === 'table' ? block.rows.map(({ name, cells }) => [name, ...cells]) : [],
  );

test('a watched model has its downloads, their change and its place at the snapshot of the issue', async () => {
  const blocks = await blocksOf(['nobody-knows/mystery', 'Qwen/Qwen3-8B-Base', 'meta-llama/Llama-3.1-8B']);

  expect(rowsOf(blocks)).toEqual([
    ['Qwen/Qwen3-8B-Base', '50k', '+25.0\u00a0%', '1'],
    ['meta-llama/Llama-3.1-8B', '40k', '−20.0\u00a0%', '2'],
    ['nobody-knows/mystery', '10k', '±0.0\u00a0%', '3'],
  ]);
});

test('of a model that stood still for months the last count stands', async () => {
  const blocks = await blocksOf(['a-team-of-people/a-model-of-theirs-7', 'Qwen/Qwen3-8B-Base']);

  expect(rowsOf(blocks)[1]).toEqual(['a-team-of-people/a-model-of-theirs-7', '207', '±0', '37']);
});

test('a label that changed, a new name, a departure and a release are told', async () => {
  const blocks = await blocksOf(['Qwen/Qwen3-8B', 'acme/doomed', evil], [ALIBABA, 'meta-llama']);
  const entries = blocks.flatMap((block) => (block.kind === 'entries' ? block.entries : []));

  expect(entries.map(({ name, says }) => `${name}: ${says}`)).toEqual([
    'Qwen/Qwen3-8B-Base: license changed from apache-2.0 to other; you watch it as Qwen/Qwen3-8B, which it was called before',
    'acme/doomed: gone since 2026-11-21'.replace('2026-11-21', '21 November 2026'),
    expect.stringMatching(/Qwen.*: released Qwen\/Qwen4-14B$/),
  ]);
  expect(rowsOf(blocks).slice(0, 3)).toEqual([
    ['Qwen/Qwen3-8B-Base', '50k', '+25.0\u00a0%', '1'],
    [evil, '500', '±0', expect.any(String)],
    ['acme/doomed', '–', '–', '–'],
  ]);
});

test('a watched publisher has its share and how it changed', async () => {
  expect(rowsOf(await blocksOf([], [ALIBABA, 'meta-llama'])).map(([, ...cells]) => cells)).toEqual([
    ['45.8\u00a0%', '+9.4'],
    ['36.6\u00a0%', '−8.9'],
  ]);
});

test('what the panel never had is named, not left out', async () => {
  const blocks = await blocksOf(['no/such'], ['nobody']);

  expect(blocks).toMatchObject([
    { kind: 'say', sentences: [{ says: 'Not found in this panel: no/such and nobody.' }] },
  ]);
  expect(await openWatched(issue.payload).sectionFor(database.db, { models: [], publishers: [] })).toBeNull();
});

test('what many readers watch is read once', async () => {
  const reader = openWatched(issue.payload);
  const watch = { models: ['Qwen/Qwen3-8B', 'no/such'], publishers: [ALIBABA] };
  const first = await reader.sectionFor(database.db, watch);
  // A client that cannot ask anything.
  const mute: Db = Object.create(null);

  expect(await reader.sectionFor(mute, watch)).toEqual(first);
});

test('the section leads the mail, in HTML and in text, and the mail of who watches fifty models stays small', async () => {
  const models = Array.from({ length: 40 }, (_, at) => `a-team-of-people/a-model-of-theirs-${at}`);
  const watch = { models: [...models, 'Qwen/Qwen3-8B', evil], publishers: [ALIBABA, 'meta-llama'] };
  const watched = await openWatched(issue.payload).sectionFor(database.db, watch);
  const reading = { origin: ORIGIN, personal: null, focus: {} };
  const [plain, mail] = [mailOf(issue, [], reading), mailOf(issue, [], { ...reading, watched })];

  expect(mail.html.indexOf('What you watch')).toBeLessThan(mail.html.indexOf('At a glance'));
  expect(mail.text.slice(0, mail.text.indexOf('AT A GLANCE'))).toMatch(
    /WHAT YOU WATCH[\s\S]*Qwen3-8B-Base \[\d+\] +50k +\+25.0 % +1/,
  );
  expect(mail.html).toContain('<bdi>a-team-of-people/a-model-of-theirs-3</bdi> &nbsp;203 · ±0 · 41<br>');
  expect(mail.html).not.toContain('<img-onerror');
  // The largest golden issue has 56 kB.
  expect(Buffer.byteLength(mail.html) - Buffer.byteLength(plain.html)).toBeLessThan(24_000);
});
