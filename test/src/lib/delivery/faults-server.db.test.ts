import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { readEnv } from '../../../../db/env.ts';
import { Secret } from '../../../../db/secret.ts';
import { tellWithheld } from '../../../../scripts/mail-issue.ts';
import { enqueueIssue } from '../../../../src/lib/delivery/store/enqueue.ts';
import { resume } from '../../../../src/lib/delivery/store/pauses.ts';
import { readDeliveryReport } from '../../../../src/lib/delivery/store/report.ts';
import { type TestDatabase, testDatabase } from '../../../support/database.ts';
import {
  parsed,
  type SmtpWorld,
  type StandInSmtp,
  smtpPassword,
  smtpUser,
  startSmtp,
} from '../../../support/smtp/start-smtp.ts';
import { forgetReaders, ISSUE, publishIssue, reader, sendIssue, settingsOf, whatBecame } from './readers.ts';

let database: TestDatabase;
let smtp: StandInSmtp;

beforeAll(async () => {
  [database, smtp] = await Promise.all([testDatabase(), startSmtp()]);
  await publishIssue(database.db);
}, 120_000);
afterAll(() => Promise.all([database.drop(), smtp.close()]));
afterEach(async () => {
  smtp.answers = {};
  smtp.received.length = 0;
  smtp.passwords.length = 0;
  await forgetReaders(database.db);
});

/** The same day, so many minutes later, for everything that is on its way. */
const later = (minutes: number) => database.db`
  update deliveries set due_at = due_at - make_interval(mins => ${minutes}),
    created_at = created_at - make_interval(mins => ${minutes})`;

describe('a mail server that cannot be trusted', () => {
  const refused = async (world: SmtpWorld, more: object = {}) => {
    const { db } = database;
    await reader(db, 'ada@example.com');
    const server = await startSmtp(world);
    const settings = settingsOf({ ...server.settings, ...more });
    const { logged } = await sendIssue(db, settings);
    await server.close();
    return { logged, server, line: (await whatBecame(db))[0] };
  };
  const untried = { state: 'pending', attempts: 0, status: 'active', bounces: 0 };

  test.each([
    ['as its certificate is of another machine', { certificate: 'elsewhere' }, {}],
    ['as nobody vouches for its certificate', {}, { authorities: [] }],
    [
      'as its certificate is of another machine, from the first byte on',
      { certificate: 'elsewhere', secure: true },
      {},
    ],
  ] as const)('%s gets no password and no mail', async (_, world, more) => {
    const { line, server, logged } = await refused(world, more);

    expect(line).toMatchObject(untried);
    expect([server.passwords, server.received]).toEqual([[], []]);
    expect(logged).toEqual([expect.stringMatching(/^mail-server-away .*(certificate|altnames)/i)]);
  });

  test('as it does not turn to TLS gets no password and no mail', async () => {
    const password = new Secret('correct horse');
    const { line, server } = await refused(
      { certificate: 'none' },
      { startTls: true, user: 'census', password },
    );

    expect(line).toMatchObject(untried);
    expect([server.passwords, server.received]).toEqual([[], []]);
  });

  test('is not believed because a variable turns checks off', async () => {
    const before = process.env['NODE_TLS_REJECT_UNAUTHORIZED'];
    process.env['NODE_TLS_REJECT_UNAUTHORIZED'] = '0';
    const { line, server } = await refused({ certificate: 'elsewhere' });
    if (before === undefined) delete process.env['NODE_TLS_REJECT_UNAUTHORIZED'];

    expect([line?.state, server.passwords]).toEqual(['pending', []]);
  });
});

describe('a mail server that takes nothing', () => {
  test('of ours, as the password is wrong, pauses everything and blames no reader', async () => {
    const { db } = database;
    for (let n = 0; n < 20; n++) await reader(db, `r${n}@example.com`);
    const settings = settingsOf({ ...smtp.settings, password: new Secret('wrong') });
    const first = await sendIssue(db, settings);
    const tried = smtp.passwords.length;
    const second = await sendIssue(db, settings);
    const lines = await whatBecame(db);

    expect(new Set(lines.map((line) => `${line.state} ${line.attempts} ${line.bounces}`))).toEqual(
      new Set(['pending 0 0']),
    );
    expect(first.logged.filter((line) => line.startsWith('mail-server-away'))).toHaveLength(1);
    expect(second.logged).toEqual([]);
    expect(smtp.passwords.length).toBe(tried);
    expect(await readDeliveryReport(db, 9)).toMatchObject({
      pauses: [{ kind: '', key: '', reason: expect.stringContaining('535') }],
    });
  });

  test('as our address is refused blames no reader either', async () => {
    const { db } = database;
    for (let n = 0; n < 5; n++) await reader(db, `r${n}@example.com`);
    smtp.answers = { sender: () => '553 5.7.1 not your address' };
    await sendIssue(db, settingsOf(smtp.settings));

    expect(new Set((await whatBecame(db)).map((line) => `${line.state} ${line.bounces}`))).toEqual(
      new Set(['pending 0']),
    );
  });

  test('for a day is asked again, and everything arrives once it is back', async () => {
    const { db } = database;
    for (let n = 0; n < 12; n++) await reader(db, `r${n}@example.com`);
    const gone = settingsOf({ ...smtp.settings, port: 1 });
    for (let minute = 0; minute < 5; minute++) {
      await sendIssue(db, gone);
      await later(300);
      await db`update delivery_pauses set resumes_at = now() - interval '1 second'`;
    }
    await sendIssue(db, settingsOf(smtp.settings));

    expect(smtp.received).toHaveLength(12);
    expect(await readDeliveryReport(db, 9)).toMatchObject({ pauses: [], mailings: [{ sent: 12 }] });
  });

  test('at one connection too many serves the mail over the others', async () => {
    const { db } = database;
    for (let n = 0; n < 30; n++) await reader(db, `r${n}@example.com`);
    const narrow = await startSmtp({ atMost: 2 });
    const { tally } = await sendIssue(db, settingsOf(narrow.settings));
    await narrow.close();

    expect(tally).toMatchObject({ sent: 30, failed: 0, putOff: 0 });
  });
});

describe('an issue of which more than a tenth fails', () => {
  test('is paused for half an hour, the operator is told, and it goes on', async () => {
    const { db } = database;
    for (let n = 0; n < 60; n++) await reader(db, `r${n}@example.com`);
    smtp.answers = { recipient: (to) => (to.startsWith('boss') ? null : '554 5.7.1 looks like spam') };
    const settings = settingsOf(smtp.settings, { operator: 'boss@example.org' });
    const first = await sendIssue(db, settings);
    const tried = (await whatBecame(db)).filter(({ state }) => state !== 'pending').length;
    const second = await sendIssue(db, settings);
    smtp.answers = {};
    await db`update delivery_pauses set resumes_at = now() - interval '1 second'`;
    await sendIssue(db, settings);
    const states = (await whatBecame(db)).map(({ state }) => state);

    expect(tried).toBeGreaterThanOrEqual(10);
    // What was composed when it was paused.
    expect(tried).toBeLessThanOrEqual(10 + 2 * 4);
    expect(first.logged.filter((line) => line.startsWith('mails-paused'))).toHaveLength(1);
    expect(second.tally).toMatchObject({ sent: 0, failed: 0 });
    expect(smtp.received.map(({ to }) => to[0]).filter((to) => to === 'boss@example.org')).toHaveLength(1);
    expect(states.filter((state) => state === 'sent')).toHaveLength(60 - tried);
    expect(states.filter((state) => state === 'failed')).toHaveLength(tried);
  });

  test('goes on at once where the operator says so', async () => {
    const { db } = database;
    await reader(db, 'ada@example.com');
    await db`insert into delivery_pauses values ('issue', ${ISSUE}, now(), now() + interval '30 minutes', 'test')`;
    const paused = await sendIssue(db, settingsOf(smtp.settings));
    const resumed = await resume(db, { kind: 'issue', key: ISSUE });
    await enqueueIssue(db, ISSUE);
    const { tally } = await sendIssue(db, settingsOf(smtp.settings));

    expect([paused.tally, resumed, tally]).toMatchObject([{ sent: 0 }, true, { sent: 1 }]);
  });
});

test('the operator is told by mail that an issue is withheld, once, and what to do', async () => {
  const env = readEnv({
    SMTP_URL: `smtp://${smtpUser}:${encodeURIComponent(smtpPassword)}@localhost:${smtp.settings.port}`,
    SMTP_CA_FILE: join(import.meta.dirname, '../../../fixtures/smtp/test-authority.pem'),
    MAIL_FROM: 'Open Model Census <digest@example.org>',
    MAIL_OPERATOR: 'boss@example.org',
  });
  const logged: string[] = [];
  const log = (event: string) => {
    logged.push(event);
  };
  await tellWithheld(
    { env, log },
    { period: { kind: 'week', name: '2026-W44' }, reason: 'The week has no complete snapshot of hub.' },
  );
  const [mail] = smtp.received;
  const { subject, text } = await parsed(mail ?? { raw: Buffer.alloc(0) });

  expect(logged).toEqual(['digest-withheld', 'operator-told']);
  expect(smtp.received.map(({ to }) => to)).toEqual([['boss@example.org']]);
  expect(subject).toBe('The digest of 2026-W44 is withheld');
  expect(text).toContain('The week has no complete snapshot of hub.');
  expect(text).toContain('census digest build --week 2026-W44');
});
