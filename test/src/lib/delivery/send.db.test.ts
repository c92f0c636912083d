import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { readEnv } from '../../../../db/env.ts';
import { JOBS } from '../../../../scripts/jobs.ts';
import { enqueueIssue, readAddressees } from '../../../../src/lib/delivery/store/enqueue.ts';
import { readDeliveryReport } from '../../../../src/lib/delivery/store/report.ts';
import type { Purpose } from '../../../../src/lib/subscribers/links.ts';
import { DEFAULT_PREFERENCES } from '../../../../src/lib/subscribers/preferences.ts';
import { findToken } from '../../../../src/lib/subscribers/store/tokens.ts';
import { type TestDatabase, testDatabase } from '../../../support/database.ts';
import { effectsOn } from '../../../support/effects.ts';
import { parsed, type Received, type StandInSmtp, startSmtp } from '../../../support/smtp/start-smtp.ts';
import {
  forgetReaders,
  ISSUE,
  ORIGIN,
  publishIssue,
  reader,
  sendIssue,
  settingsOf,
  whatBecame,
} from './readers.ts';

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
  await forgetReaders(database.db);
});

const tally = { sent: 0, failed: 0, uncertain: 0, cancelled: 0, putOff: 0 };

/** The one mail that somebody got. */
function mailTo(address: string): Received {
  const mails = smtp.received.filter(({ to }) => to[0] === address);
  if (mails.length !== 1 || !mails[0]) throw new Error(`${mails.length} mails to ${address}`);
  return mails[0];
}

describe('an issue', () => {
  test('reaches everybody once, over TLS and after a password, and is small', async () => {
    const { db } = database;
    await reader(db, 'ada@example.com');
    await reader(db, 'grace@example.com');
    const first = await sendIssue(db, settingsOf(smtp.settings));
    const second = await sendIssue(db, settingsOf(smtp.settings));

    expect([first.tally, second.tally]).toEqual([{ ...tally, sent: 2 }, tally]);
    for (const address of ['ada@example.com', 'grace@example.com']) {
      const mail = mailTo(address);
      const { subject, html, text, attachments, to } = await parsed(mail);
      expect(mail).toMatchObject({ user: 'census', isSecure: true, to: [address] });
      expect(mail.from).toMatch(/^bounces\+\d+@example\.org$/);
      expect(to).toEqual([{ address, name: '' }]);
      expect(subject).toMatch(/^[^\p{Cc}]{5,60}$/u);
      expect(Buffer.byteLength(html ?? '')).toBeLessThan(80_000);
      expect(mail.raw.length).toBeLessThan(400_000);
      expect(text?.length).toBeGreaterThan(300);
      for (const { contentId, mimeType } of attachments) {
        expect(mimeType).toBe('image/png');
        expect(html).toContain(`cid:${contentId?.slice(1, -1)}`);
      }
      for (const [image] of html?.matchAll(/<img[^>]*>/g) ?? []) expect(image).toMatch(/ alt="[^"]{20,}"/);
      expect(`${html}${text}`).not.toContain(address);
    }
    expect(
      (await whatBecame(db)).map(({ state, attempts, response }) => [state, attempts, response]),
    ).toEqual([
      ['sent', 1, '250 OK: message queued'],
      ['sent', 1, '250 OK: message queued'],
    ]);
  });

  test('holds links of its reader alone, which are known once it is on its way', async () => {
    const { db } = database;
    const ids = { ada: await reader(db, 'ada@example.com'), grace: await reader(db, 'grace@example.com') };
    await sendIssue(db, settingsOf(smtp.settings));
    const tokens = await Promise.all(
      (['ada', 'grace'] as const).map(async (who) => {
        const { html = '', text = '', headers } = await parsed(mailTo(`${who}@example.com`));
        const post = headers.find(({ key }) => key === 'list-unsubscribe')?.value ?? '';
        const tokenOf = (purpose: Purpose, path: string) => {
          const found = [html, text, ...(purpose === 'unsubscribe' ? [post] : [])].map(
            (form) => new RegExp(`${ORIGIN}/digest/${path}/([\\w-]{43})(?![\\w-])`).exec(form)?.[1],
          );
          expect(new Set(found).size).toBe(1);
          return found[0] ?? '';
        };
        const unsubscribe = tokenOf('unsubscribe', 'unsubscribe');
        const manage = tokenOf('manage', 'settings');
        expect(await findToken(db, unsubscribe, 'unsubscribe')).toBe(ids[who]);
        expect(await findToken(db, manage, 'manage')).toBe(ids[who]);
        expect(await findToken(db, manage, 'unsubscribe')).toBeNull();
        return [unsubscribe, manage];
      }),
    );

    expect(new Set(tokens.flat()).size).toBe(4);
  });

  test('says why it came, and puts first what its reader follows', async () => {
    const focus = { ...DEFAULT_PREFERENCES.focus, license: ['unknown', 'unreviewed', 'not-stated', 'none'] };
    await reader(database.db, 'ada@example.com', { preferences: { focus } });
    await sendIssue(database.db, settingsOf(smtp.settings));
    const { text = '' } = await parsed(mailTo('ada@example.com'));

    expect(text).toMatch(/You get this because you confirmed it on \d{1,2} \w+ \d{4}\./);
    expect(text).toContain('First comes what you chose: 4 groups.');
  });

  test('goes to the active who chose every week and confirmed before it was built', async () => {
    const { db } = database;
    await reader(db, 'weekly@example.com');
    await reader(db, 'monthly@example.com', { preferences: { cadence: 'monthly' } });
    await reader(db, 'never@example.com', { preferences: { cadence: 'never' } });
    await reader(db, 'later@example.com', { hours: -1 });
    await reader(db, 'gone@example.com');
    await db`update subscribers set status = 'suspended' where email = 'gone@example.com'`;
    await db`insert into subscribers (email, preferences) values ('new@example.com', '{}')`;
    const before = await readAddressees(db, ISSUE);
    await sendIssue(db, settingsOf(smtp.settings));
    const after = await readAddressees(db, ISSUE);

    expect(before.map(({ email, gets, why }) => [email, gets, why])).toEqual([
      ['weekly@example.com', true, 'weekly, confirmed before it was built'],
      ['monthly@example.com', false, 'chose monthly'],
      ['never@example.com', false, 'chose never'],
      ['later@example.com', false, 'confirmed after it was built'],
      ['gone@example.com', false, 'suspended'],
      ['new@example.com', false, 'unconfirmed'],
    ]);
    expect(smtp.received.map(({ to }) => to)).toEqual([['weekly@example.com']]);
    expect(after[0]).toMatchObject({ gets: false, why: 'has it: sent' });
  });

  test('is put on its way once, also by ten that do it at once', async () => {
    const { db } = database;
    for (let n = 0; n < 5; n++) await reader(db, `r${n}@example.com`);
    const added = await Promise.all(Array.from({ length: 10 }, () => enqueueIssue(db, ISSUE)));

    expect(added.reduce((sum, each) => sum + each, 0)).toBe(5);
    expect(await whatBecame(db)).toHaveLength(5);
  });

  test('is put on its way by the job that builds it, also where that was killed in between', async () => {
    const { db } = database;
    await reader(db, 'ada@example.com');
    const env = readEnv({
      LOG: 'json',
      SMTP_URL: 'smtps://localhost',
      MAIL_FROM: 'digest@example.org',
      PUBLIC_URL: ORIGIN,
    });
    const job = JOBS.find((each) => each.job === 'digest');
    const run = () => job?.run({ db, env, effects: effectsOn('2026-11-23'), onProgress: () => {} });

    expect(await run()).toBe('issue 2026-W47 is there already; 1 mail is on its way');
    expect(await run()).toBe('issue 2026-W47 is there already; no new mails');
    expect(await whatBecame(db)).toMatchObject([{ state: 'pending', attempts: 0 }]);
  });

  test('that is six days old goes to nobody, though it was on its way', async () => {
    const { db } = database;
    await reader(db, 'ada@example.com');
    await enqueueIssue(db, ISSUE);
    await db`update digest_issues set built_at = built_at - interval '7 days'`;
    const { tally: ended } = await sendIssue(db, settingsOf(smtp.settings));
    await reader(db, 'grace@example.com', { hours: 24 * 30 });
    const added = await enqueueIssue(db, ISSUE);
    await db`update digest_issues set built_at = built_at + interval '7 days'`;

    expect([ended, added, smtp.received]).toEqual([{ ...tally, cancelled: 1 }, 0, []]);
    expect(await whatBecame(db)).toMatchObject([
      { state: 'cancelled', response: 'older than 6 days, and not sent any more' },
    ]);
  });
});

describe('who leaves', () => {
  test('before a mail is taken is not written to', async () => {
    const { db } = database;
    await reader(db, 'ada@example.com');
    await enqueueIssue(db, ISSUE);
    await db`update subscribers set status = 'unsubscribed', email = null, preferences = '{}'`;
    const { tally: ended } = await sendIssue(db, settingsOf(smtp.settings));

    expect([ended, smtp.received]).toEqual([{ ...tally, cancelled: 1 }, []]);
  });

  test('between the envelope of a mail and its first byte gets nothing', async () => {
    const { db } = database;
    await reader(db, 'ada@example.com');
    await reader(db, 'grace@example.com');
    smtp.answers = {
      recipient: async (email) => {
        if (email === 'ada@example.com')
          await db`update subscribers set status = 'unsubscribed', email = null, preferences = '{}' where email = ${email}`;
        return null;
      },
    };
    const { tally: ended } = await sendIssue(db, settingsOf({ ...smtp.settings, concurrency: 1 }));

    expect(ended).toEqual({ ...tally, sent: 1, cancelled: 1 });
    expect(smtp.received.map(({ to }) => to)).toEqual([['grace@example.com']]);
    expect(await whatBecame(db)).toMatchObject([
      { state: 'cancelled', response: 'the subscriber does not want it any more' },
      { state: 'sent' },
    ]);
  });

  test('and comes back under another address gets nothing at the old one', async () => {
    const { db } = database;
    await reader(db, 'ada@example.com');
    smtp.answers = {
      recipient: async () => {
        await db`update subscribers set email = 'countess@example.com'`;
        return null;
      },
    };
    const { tally: ended } = await sendIssue(db, settingsOf(smtp.settings));

    expect([ended, smtp.received]).toEqual([{ ...tally, cancelled: 1 }, []]);
  });
});

test('an address that is not exactly one is never handed to a mail server', async () => {
  const { db } = database;
  const hostile = [
    'a@example.com, b@example.com',
    'a@example.com\r\nBcc: b@example.com',
    '"a b"@example.com',
  ];
  for (const email of hostile) await reader(db, email);
  const { tally: ended } = await sendIssue(db, settingsOf(smtp.settings));

  expect([ended, smtp.received]).toEqual([{ ...tally, failed: 3 }, []]);
  expect(new Set((await whatBecame(db)).map(({ response }) => response))).toEqual(
    new Set(['the address is not exactly one']),
  );
});

test('no address stands in the log, and none beside a delivery', async () => {
  const { db } = database;
  for (const name of ['taken', 'full', 'unknown', 'later']) await reader(db, `${name}@example.com`);
  const answers: Record<string, string> = {
    'full@example.com': '552 5.2.2 <full@example.com> is over quota',
    'unknown@example.com': '550 5.1.1 unknown@example.com: user unknown@example.com unknown',
    'later@example.com': '450 4.2.0 later@example.com is greylisted',
  };
  smtp.answers = { recipient: (address) => answers[address] ?? null };
  const { logged } = await sendIssue(db, settingsOf(smtp.settings));
  const report = await readDeliveryReport(db, 9);
  const responses = await db`select response from deliveries`;

  expect(logged).toHaveLength(2);
  expect(`${logged.join('')}${JSON.stringify(report)}${JSON.stringify(responses)}`).not.toMatch(
    /@|%40|quota@/,
  );
  expect(report).toMatchObject({
    suspended: 1,
    mailings: [{ kind: 'issue', key: ISSUE, sent: 1, failed: 2, pending: 1 }],
  });
});
