import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readEnv } from '../../../../db/env.ts';
import { JOBS } from '../../../../scripts/jobs.ts';
import { monthMail } from '../../../../src/lib/delivery/mails/month.ts';
import { buildIssue, readPeriod } from '../../../../src/lib/digest/build.ts';
import { compose } from '../../../../src/lib/digest/compose.ts';
import { readDue } from '../../../../src/lib/digest/due.ts';
import { monthNamed } from '../../../../src/lib/digest/month.ts';
import type { Payload } from '../../../../src/lib/digest/payload.ts';
import { personalHtml, personalText } from '../../../../src/lib/digest/personal.ts';
import { readRecent } from '../../../../src/lib/digest/recent.ts';
import { readIssue, readIssueLines } from '../../../../src/lib/metrics/digest-issues.ts';
import { preferencesSchema } from '../../../../src/lib/subscribers/preferences.ts';
import { look } from '../../../collectors/listing.ts';
import { type TestDatabase, testDatabase } from '../../../support/database.ts';
import { effectsOn } from '../../../support/effects.ts';
import { DAYS, ORIGIN, panelOn } from './weeks-of-record.ts';

let database: TestDatabase;

/** The weeks of record, without their issues, and the last Sunday of November. */
beforeAll(async () => {
  database = await testDatabase();
  for (const day of [...DAYS, '2026-11-29']) await look(database.db, day, panelOn(day));
}, 120_000);
afterAll(() => database.drop());

const month = (name: string) => {
  const found = monthNamed(name);
  if (!found) throw new Error(`${name} is no month`);
  return found;
};

const build = (name: string, reason: string | null = null) =>
  buildIssue(database.db, { period: month(name), panel: null, origin: ORIGIN, today: '2026-11-30', reason });

const payloadOf = async (name: string) => {
  const read = await readPeriod(database.db, { period: month(name), panel: null, today: '2026-11-30' });
  if (!('reading' in read)) throw new Error(read.reason);
  return compose(read.reading, { edition: 1, reason: null });
};

test('a month gives the same HTML and the same text, to the byte', async () => {
  await build('2026-11');
  const stored = await readIssue<Payload>(database.db, '2026-11');
  const folder = '../../../fixtures/digest';

  await expect(personalHtml(stored?.html ?? '', null)).toMatchFileSnapshot(`${folder}/2026-11.html`);
  await expect(personalText(stored?.plain ?? '', null)).toMatchFileSnapshot(`${folder}/2026-11.txt`);
  expect(stored?.subject).toMatch(/· November 2026$/);
  expect(Buffer.byteLength(stored?.html ?? '')).toBeLessThan(80_000);
});

test('it goes to readers of the month alone, what they watch and follow first', async () => {
  const compose = (chosen: object, key = '2026-11') =>
    monthMail.compose({
      db: database.db,
      origin: ORIGIN,
      key,
      payload: null,
      recipient: {
        subscriberId: 1,
        email: 'somebody@example.org',
        preferences: preferencesSchema.parse(chosen),
        confirmedAt: new Date('2026-09-03T10:00:00Z'),
      },
      links: {
        confirm: async () => `${ORIGIN}/confirm`,
        manage: async () => `${ORIGIN}/manage`,
        unsubscribe: async () => `${ORIGIN}/unsubscribe`,
      },
    });
  const mail = await compose({
    cadence: 'monthly',
    focus: { region: ['cn'] },
    watch: { models: ['Qwen/Qwen3-8B'], publishers: ['openai'] },
  });
  const text = mail?.text.slice(0, mail.text.indexOf('AT A GLANCE'));

  expect(await compose({ cadence: 'weekly' })).toBeNull();
  expect(await compose({ cadence: 'monthly' }, '2026-08')).toBeNull();
  expect(text).toMatch(/Model +30 days +1 month +Place\nQwen\/Qwen3-8B \[4\] +395k +\+58.3 % +1\n/);
  expect(text).toMatch(/OpenAI \[\d+\] +9.8 % +−2.2[\s\S]*WHAT YOU FOLLOW[\s\S]*China +41.8 % +\+8.3/);
  expect(mail?.text).toContain('First comes what you chose: one model, one publisher and one group.');
  expect(mail?.text).toContain(`Unsubscribe: ${ORIGIN}/unsubscribe`);
  expect(mail?.pictures).toHaveLength(mail?.html.match(/"cid:/g)?.length ?? 0);
});

test('its last snapshot is held against the last of the month before', async () => {
  const { asOf, comparedWith, days } = await payloadOf('2026-11');

  expect([asOf, comparedWith, days]).toEqual(['2026-11-29', '2026-10-25', '2 to 29 November 2026']);
});

test('a first month compares with nothing, and a month with a gap says which days are missing', async () => {
  const first = await payloadOf('2026-09');
  const gap = JSON.stringify(await payloadOf('2026-10'));

  expect([first.headline, first.comparedWith]).toEqual(['The first month of this record', null]);
  expect(gap).toContain('The month is incomplete: 4 of 35 days were published.');
  expect(gap).toContain('31 days are missing');
});

test('it is frozen beside the weeks, which know nothing of it', async () => {
  expect(await build('2026-11')).toEqual({ kind: 'there', issue: '2026-11' });
  expect(await build('2026-11', 'A day was counted twice.')).toMatchObject({
    kind: 'built',
    issue: '2026-11-2',
  });
  const lines = await readIssueLines(database.db, 9, 'month');

  expect(lines.map(({ issue }) => issue)).toEqual(['2026-11-2', '2026-11']);
  expect(await readIssueLines(database.db, 9)).toEqual([]);
  const recent = await readRecent(database.db, { kind: 'month', today: '2026-12-01', count: 4 });
  expect(recent.map(({ period, issues }) => [period.name, issues.length])).toEqual([['2026-11', 2]]);
});

test('the worker builds it on the Monday after its last Sunday, with the week', async () => {
  const job = JOBS.find((each) => each.job === 'digest');
  const folder = await mkdtemp(join(tmpdir(), 'census-months-'));
  const run = (day: string) =>
    job?.run({
      db: database.db,
      env: readEnv({ LOG: 'json', PUBLIC_URL: ORIGIN, DATA_DIR: folder }),
      effects: effectsOn(day),
      onProgress: () => {},
    });
  await database.db`delete from digest_issues`;

  expect(await run('2026-11-16')).toMatch(/^issue 2026-W46 built: (?!.*issue 2026-1)/);
  expect(await run('2026-11-30')).toMatch(/^issue 2026-W48 built: .*; issue 2026-11 built: /);
  expect(await run('2026-11-30')).toMatch(
    /^issue 2026-W48 is there already; .*; issue 2026-11 is there already/,
  );
  expect((await readdir(join(folder, 'mail'))).toSorted()).toEqual([
    '2026-11.eml',
    '2026-W46.eml',
    '2026-W48.eml',
  ]);
  await rm(folder, { recursive: true });
  const due = await readDue(database.db, {
    kind: 'month',
    now: new Date('2026-12-28T07:00:00Z'),
    zone: 'UTC',
    waitHours: 24,
  });
  expect(due.waits).toBeNull();
  expect(due.period.name).toBe('2026-11');
});
