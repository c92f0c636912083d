import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { MailKind } from '../../../../src/lib/delivery/mail-kind.ts';
import { issueMail } from '../../../../src/lib/delivery/mails/issue.ts';
import type { SenderOptions } from '../../../../src/lib/delivery/sender.ts';
import { resolveUncertain } from '../../../../src/lib/delivery/store/endings.ts';
import { readDeliveryReport } from '../../../../src/lib/delivery/store/report.ts';
import { type TestDatabase, testDatabase } from '../../../support/database.ts';
import { type Break, type BrokenSmtp, brokenSmtp } from '../../../support/smtp/broken-smtp.ts';
import { type StandInSmtp, startSmtp } from '../../../support/smtp/start-smtp.ts';
import { forgetReaders, publishIssue, reader, sendIssue, settingsOf, whatBecame } from './readers.ts';

let database: TestDatabase;
let smtp: StandInSmtp;
let broken: BrokenSmtp;

beforeAll(async () => {
  [database, smtp, broken] = await Promise.all([testDatabase(), startSmtp(), brokenSmtp()]);
  await publishIssue(database.db);
}, 120_000);
afterAll(() => Promise.all([database.drop(), smtp.close(), broken.close()]));
afterEach(async () => {
  smtp.answers = {};
  smtp.received.length = 0;
  smtp.passwords.length = 0;
  broken.whole.length = 0;
  broken.breakAt('nowhere');
  await forgetReaders(database.db);
});

/** The same day, so many minutes later, for everything that is on its way. */
const later = (minutes: number) => database.db`
  update deliveries set due_at = due_at - make_interval(mins => ${minutes}),
    created_at = created_at - make_interval(mins => ${minutes})`;

describe('a mail that is refused for now', () => {
  test('is tried after 5 minutes, 30 minutes, 2, 8 and 24 hours, then given up', async () => {
    const { db } = database;
    await reader(db, 'ada@example.com');
    smtp.answers = { recipient: () => '450 4.2.0 greylisted' };
    const states: unknown[] = [];
    for (const minutes of [0, 4, 2, 31, 121, 481, 1441]) {
      await later(minutes);
      await sendIssue(db, settingsOf(smtp.settings));
      states.push((await whatBecame(db)).map(({ state, attempts }) => `${state} ${attempts}`)[0]);
    }

    expect(states).toEqual([
      'pending 1',
      'pending 1',
      'pending 2',
      'pending 3',
      'pending 4',
      'pending 5',
      'failed 6',
    ]);
    expect(await whatBecame(db)).toMatchObject([{ status: 'active', bounces: 0 }]);
  });

  test('is given up after three days, however seldom it was tried', async () => {
    const { db } = database;
    await reader(db, 'ada@example.com');
    smtp.answers = { recipient: () => '451 4.3.0 try again' };
    await sendIssue(db, settingsOf(smtp.settings));
    await later(3 * 1440 + 1);
    await sendIssue(db, settingsOf(smtp.settings));

    expect(await whatBecame(db)).toMatchObject([
      { state: 'failed', attempts: 1, response: 'given up after 3 days: 451 4.3.0 try again' },
    ]);
  });

  test.each(['sender', 'recipient', 'message'] as const)('at the %s arrives later, once', async (at) => {
    const { db } = database;
    await reader(db, 'ada@example.com');
    smtp.answers = { [at]: () => '421 4.7.0 too many, try again' };
    await sendIssue(db, settingsOf(smtp.settings));
    smtp.answers = {};
    await later(6);
    await sendIssue(db, settingsOf(smtp.settings));

    expect(await whatBecame(db)).toMatchObject([{ state: 'sent', attempts: 2 }]);
    expect(smtp.received).toHaveLength(1);
  });
});

describe('a mail that is refused for good', () => {
  test('as there is no such mailbox ends the mail of its subscriber at once', async () => {
    const { db } = database;
    await reader(db, 'ada@example.com');
    await reader(db, 'grace@example.com');
    smtp.answers = { recipient: (to) => (to.startsWith('ada') ? '550 5.1.1 no such user' : null) };
    await sendIssue(db, settingsOf(smtp.settings));
    await later(10_000);
    await sendIssue(db, settingsOf(smtp.settings));

    expect(await whatBecame(db)).toMatchObject([
      { email: 'ada@example.com', state: 'failed', attempts: 1, status: 'suspended', bounces: 1 },
      { email: 'grace@example.com', state: 'sent', status: 'active' },
    ]);
  });

  test('for another reason ends it at the third time, and a mail that arrives counts anew', async () => {
    const { db } = database;
    await reader(db, 'ada@example.com');
    const seen: unknown[] = [];
    for (const answer of ['552 5.2.2 full', null, '552 5.2.2 full', '554 5.7.1 spam', '550 5.7.1 no']) {
      await db`delete from deliveries`;
      smtp.answers = { recipient: () => answer };
      await sendIssue(db, settingsOf(smtp.settings));
      seen.push((await whatBecame(db)).map(({ state, status, bounces }) => [state, status, bounces])[0]);
    }

    expect(seen).toEqual([
      ['failed', 'active', 1],
      ['sent', 'active', 0],
      ['failed', 'active', 1],
      ['failed', 'active', 2],
      ['failed', 'suspended', 3],
    ]);
  });

  test('after its last byte is as final', async () => {
    await reader(database.db, 'ada@example.com');
    smtp.answers = { message: () => '550 5.1.1 no such user' };
    await sendIssue(database.db, settingsOf(smtp.settings));

    expect(await whatBecame(database.db)).toMatchObject([{ state: 'failed', status: 'suspended' }]);
  });
});

describe('a connection that breaks', () => {
  const sendThrough = async (where: Break, more: Partial<SenderOptions> = {}) => {
    const { db } = database;
    await reader(db, 'ada@example.com');
    broken.breakAt(where);
    const { logged } = await sendIssue(db, settingsOf(broken.settings), more);
    const [line] = await whatBecame(db);
    return { line, logged };
  };

  test.each([
    'after the recipient',
    'after DATA',
    'in the middle of the message',
    '421 in place of 354',
    '421 after the final dot',
  ] as const)('%s leaves a mail that is sent again', async (where) => {
    const isLarge = where === 'in the middle of the message';
    const { line } = await sendThrough(where, isLarge ? { mails: { issue: largeMail } } : {});
    expect(line).toMatchObject({ state: 'pending', attempts: 1 });
    const before = broken.whole.length;
    broken.breakAt('nowhere');
    await later(6);
    await sendIssue(database.db, settingsOf(broken.settings));

    expect(await whatBecame(database.db)).toMatchObject([{ state: 'sent', attempts: 2 }]);
    expect(broken.whole).toHaveLength(before + 1);
  });

  test.each(['after the final dot', 'in the middle of the answer'] as const)(
    '%s leaves a mail of which nobody knows, and it is not sent again',
    async (where) => {
      const { line, logged } = await sendThrough(where);
      broken.breakAt('nowhere');
      await later(10_000);
      await sendIssue(database.db, settingsOf(broken.settings));

      expect(line).toMatchObject({ state: 'uncertain', attempts: 1, status: 'active' });
      expect(logged).toEqual([expect.stringMatching(/^mail-uncertain /)]);
      expect(broken.whole).toHaveLength(1);
      expect((await readDeliveryReport(database.db, 9)).uncertain).toHaveLength(1);
    },
  );

  test('after the final dot is for the operator to decide: again under the same Message-ID, or not', async () => {
    await sendThrough('after the final dot');
    broken.breakAt('nowhere');
    const resolved = await resolveUncertain(database.db, { ids: null, resend: true });
    await sendIssue(database.db, settingsOf(broken.settings));
    const ids = broken.whole.map((mail) => /^Message-ID: (.*)$/m.exec(mail)?.[1]);

    expect([resolved, await resolveUncertain(database.db, { ids: null, resend: true })]).toEqual([1, 0]);
    expect(ids).toEqual([expect.stringMatching(/^<2026-W47\.\d+@example\.org>$/), ids[0]]);
    expect(await whatBecame(database.db)).toMatchObject([{ state: 'sent' }]);

    await forgetReaders(database.db);
    await sendThrough('after the final dot');
    expect(await resolveUncertain(database.db, { ids: null, resend: false })).toBe(1);
    expect(await whatBecame(database.db)).toMatchObject([
      { state: 'cancelled', response: 'not sent again, by the operator' },
    ]);
  });

  test.each([
    ['between two mails costs nothing: the next goes over another', 'after each mail', 3],
    ['never is used for every mail', 'nowhere', 1],
  ] as const)('%s', async (_, where, connections) => {
    for (const name of ['ada', 'grace', 'edsger']) await reader(database.db, `${name}@example.com`);
    const before = broken.connections();
    broken.breakAt(where);
    const { tally } = await sendIssue(database.db, settingsOf(broken.settings));

    expect(tally).toMatchObject({ sent: 3, putOff: 0, uncertain: 0 });
    expect(broken.connections() - before).toBe(connections);
  });
});

/** A mail that no buffer of the system holds whole. */
const largeMail: MailKind = {
  ...issueMail,
  compose: async (about) => {
    const mail = await issueMail.compose(about);
    return mail && { ...mail, text: `${'x'.repeat(70)}\n`.repeat(300_000) };
  },
};
