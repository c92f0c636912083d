import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { ISSUE, ORIGIN, publishIssue, reader } from '../src/lib/delivery/readers.ts';
import { type TestDatabase, testDatabase } from '../support/database.ts';
import { placeVariables } from '../support/place-variables.ts';
import { startProgram, stopPrograms } from '../support/program.ts';
import { parsed, type StandInSmtp, smtpPassword, smtpUser, startSmtp } from '../support/smtp/start-smtp.ts';

// Each test starts programs.
vi.setConfig({ testTimeout: 90_000 });

let database: TestDatabase;
let smtp: StandInSmtp;
let folder: string;

beforeAll(async () => {
  [database, smtp, folder] = await Promise.all([
    testDatabase(),
    startSmtp(),
    mkdtemp(join(tmpdir(), 'digest-send-')),
  ]);
  await publishIssue(database.db);
}, 120_000);
afterAll(async () => {
  await stopPrograms();
  await Promise.all([database.drop(), smtp.close(), rm(folder, { recursive: true })]);
});

const authority = join(import.meta.dirname, '../fixtures/smtp/test-authority.pem');

const withMail = () => ({
  SMTP_URL: `smtp://${smtpUser}:${encodeURIComponent(smtpPassword)}@localhost:${smtp.settings.port}`,
  SMTP_CA_FILE: authority,
  MAIL_FROM: 'Open Model Census <digest@example.org>',
});

const variables = (more: Record<string, string> = {}) => ({
  ...placeVariables(database.connection),
  DATA_DIR: folder,
  PUBLIC_URL: ORIGIN,
  ...more,
});

const digest = (words: string[], more: Record<string, string> = {}) =>
  startProgram('census.ts', { args: ['digest', ...words], variables: variables(more) }).ended;

const week = ['--week', ISSUE];

test('without a mail server an issue becomes a file, a test too, and everything says so', async () => {
  const [sent, tried, status] = await Promise.all([
    digest(['send', ...week]),
    digest(['send', ...week, '--test', 'you@example.org', '--json']),
    digest(['status']),
  ]);
  const file = join(folder, 'mail', `${ISSUE}.eml`);
  const whole = await parsed({ raw: await readFile(file) });
  const { file: testFile } = JSON.parse(tried.stdout) as { file: string };
  const asTest = await parsed({ raw: await readFile(testFile) });

  expect([sent.code, tried.code, status.code]).toEqual([1, 0, 0]);
  expect(sent.stdout).toContain(`no mail is sent: SMTP_URL is not set; as a mail it is in ${file}`);
  expect(status.stdout).toContain('No mail is sent: SMTP_URL is not set.');
  expect(await readdir(join(folder, 'mail'))).toHaveLength(2);
  expect(whole.html).not.toMatch(/unsubscribe\//);
  expect(asTest.subject).toBe(`[Test] ${whole.subject}`);
  for (const form of [asTest.html, asTest.text]) expect(form).toContain('This is a test.');
  expect(asTest.to).toEqual([{ address: 'you@example.org', name: '' }]);
  expect(await database.db`select 1 from deliveries`).toHaveLength(0);
});

test('a test goes to one address that is nobody’s subscription, and is counted nowhere', async () => {
  const [sent, refused] = await Promise.all([
    digest(['send', ...week, '--test', 'you@example.org'], withMail()),
    digest(['send', ...week, '--test', 'you@example.org, me@example.org'], withMail()),
  ]);
  const { subject, html = '', headers } = await parsed(smtp.received[0] ?? { raw: Buffer.alloc(0) });

  expect(sent).toMatchObject({ code: 0, stdout: expect.stringContaining(`${ISSUE} is sent as a test.`) });
  expect(refused).toMatchObject({
    code: 2,
    stderr: expect.stringContaining('--test takes exactly one address'),
  });
  expect(smtp.received).toHaveLength(1);
  expect(subject).toMatch(/^\[Test\] /);
  expect(headers.some(({ key }) => key.startsWith('list-'))).toBe(false);
  expect(html).not.toMatch(/digest\/(unsubscribe|settings)\//);
  expect(await database.db`select 1 from deliveries union all select 1 from subscriber_tokens`).toHaveLength(
    0,
  );
  smtp.received.length = 0;
});

test('a dry run says who gets it and why, without addresses; then it is sent, once; then what became of it', async () => {
  const { db } = database;
  const ids = [
    await reader(db, 'ada@example.com'),
    await reader(db, 'grace@example.com', { preferences: { cadence: 'monthly' } }),
    await reader(db, 'lost@example.com'),
  ];
  smtp.answers = { recipient: (to) => (to.startsWith('lost') ? '550 5.1.1 no such user' : null) };
  const dry = await digest(['send', ...week, '--dry-run', '--json'], withMail());
  const before = await db`select 1 from deliveries`;
  const sent = await digest(['send', ...week, '--json'], withMail());
  const again = await digest(['send', ...week], withMail());
  const status = await digest(['status'], withMail());

  expect(JSON.parse(dry.stdout)).toEqual({
    issue: ISSUE,
    subscribers: [
      {
        subscriberId: ids[0],
        address: 'a…@example.com',
        gets: true,
        why: 'weekly, confirmed before it was built',
      },
      { subscriberId: ids[1], address: 'g…@example.com', gets: false, why: 'chose monthly' },
      {
        subscriberId: ids[2],
        address: 'l…@example.com',
        gets: true,
        why: 'weekly, confirmed before it was built',
      },
    ],
  });
  expect(before).toHaveLength(0);
  expect(JSON.parse(sent.stdout)).toMatchObject({ added: 2, sent: 1, failed: 1, waiting: 0 });
  expect([dry.code, sent.code, again.code]).toEqual([0, 1, 0]);
  expect(again.stdout).toContain(`${ISSUE}: 0 new mails. 0 sent`);
  expect(smtp.received.map(({ to }) => to)).toEqual([['ada@example.com']]);
  expect(status.stdout).toMatch(/issue 2026-W47 +1 sent, 1 failed\n1 subscribers get no more mail/);
  expect([dry, sent, again, status].map(({ stdout, stderr }) => stdout + stderr).join()).not.toMatch(
    /(ada|grace|lost)@/,
  );
});

test('what is uncertain is listed, and an operator decides', async () => {
  const { db } = database;
  await db`update deliveries set state = 'uncertain' where state = 'sent'`;
  const [{ id } = { id: '' }] = await db<
    { id: string }[]
  >`select delivery_id as id from deliveries where state = 'uncertain'`;
  const status = await digest(['status', '--json'], withMail());
  const [neither, nobody] = await Promise.all([
    digest(['resolve', id], withMail()),
    digest(['resolve', '--skip', '999999'], withMail()),
  ]);
  const resolved = await digest(['resolve', '--skip', id], withMail());

  expect(JSON.parse(status.stdout)).toMatchObject({ mail: { sends: true, uncertain: [Number(id)] } });
  expect([neither.code, nobody.code, resolved.code]).toEqual([2, 1, 0]);
  expect(resolved.stdout).toContain('1 uncertain mails are left as they are.');
});

test('a worker sends what is put on its way at once, and is gone within seconds of SIGTERM', async () => {
  const { db } = database;
  await db`delete from deliveries`;
  smtp.received.length = 0;
  smtp.answers = {};
  const worker = startProgram('worker.ts', {
    variables: variables({
      ...withMail(),
      COLLECT: 'off',
      SCHEDULE_DIGEST: 'off',
      SCHEDULE_CLAIMS: 'off',
      SCHEDULE_EDITIONS: 'off',
      SCHEDULE_WHOLE_EDITIONS: 'off',
      SCHEDULE_REJUDGE: 'off',
      SCHEDULE_PACK: 'off',
    }),
  });
  await worker.logged('sender-started');
  await db`insert into deliveries (kind, key, subscriber_id) select 'issue', ${ISSUE}, subscriber_id from subscribers where email like 'ada%'`;
  await worker.logged('mails-sent');
  const from = performance.now();
  worker.kill('SIGTERM');
  const { code, stdout, stderr } = await worker.ended;

  expect(performance.now() - from).toBeLessThan(6000);
  expect([code, stderr]).toEqual([0, '']);
  expect(stdout).not.toContain('ada@');
  expect(smtp.received.map(({ to }) => to)).toEqual([['ada@example.com']]);
  expect(await db`select 1 from delivery_senders`).toHaveLength(0);
});
