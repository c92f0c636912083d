import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readSubscriber } from '../../../../../src/lib/subscribers/store/subscribers.ts';
import { issueToken } from '../../../../../src/lib/subscribers/store/tokens.ts';
import { type SubscriberSite, subscriberSite } from './subscriber-site.ts';

let site: SubscriberSite;
beforeAll(async () => {
  site = await subscriberSite();
});
afterAll(() => site.close());

const oneClick = 'List-Unsubscribe=One-Click';
const titleOf = ({ body }: { body: string }): string => JSON.parse(body).title;

/** Everything that could have changed. */
const everything = async () =>
  JSON.stringify([
    await site.database.db`select * from subscribers order by 1`,
    await site.database.db`select * from subscriber_tokens order by 1`,
    await site.database.db`select * from deliveries order by 1`,
    await site.database.db`select * from consent_events order by 1`,
  ]);

async function unconfirmed(email: string): Promise<{ subscriberId: number; token: string }> {
  await site.send('/digest/subscribe', { email, cadence: 'weekly' });
  const [row] = await site.database.db`select subscriber_id from subscribers where email = ${email}`;
  const subscriberId = Number(row?.['subscriber_id']);
  return { subscriberId, token: await issueToken(site.database.db, { subscriberId, purpose: 'confirm' }) };
}

test('opening a link changes nothing, however often a scanner does it; it is never kept and never passed on', async () => {
  const { token: confirm } = await unconfirmed('scanned@example.org');
  const { subscriberId, token: unsubscribe } = await site.subscribed(
    'scanned-too@example.org',
    'unsubscribe',
  );
  const manage = await issueToken(site.database.db, { subscriberId, purpose: 'manage' });
  const paths = [
    `/digest/confirm/${confirm}`,
    `/digest/unsubscribe/${unsubscribe}`,
    `/digest/settings/${manage}`,
    `/digest/settings/${manage}/delete`,
    `/digest/settings/${manage}/export`,
  ];
  const before = await everything();
  const answers = [];
  for (const path of [...paths, ...paths])
    for (const method of ['GET', 'HEAD']) answers.push(await site.ask(path, { method }));

  expect(await everything()).toBe(before);
  expect([...new Set(answers.map(({ status }) => status))].sort()).toEqual([200, 303]);
  for (const { headers } of answers)
    expect(headers).toMatchObject({
      'cache-control': 'no-store',
      'referrer-policy': 'no-referrer',
      'x-robots-tag': 'noindex, nofollow',
    });
  expect(answers.every(({ headers }) => headers['etag'] === undefined)).toBe(true);
});

test('a pressed button confirms, and pressed again it says the same', async () => {
  const { subscriberId, token } = await unconfirmed('confirmed@example.org');
  const [first, second] = [
    await site.send(`/digest/confirm/${token}`, {}, { headers: { origin: 'null' } }),
    await site.send(`/digest/confirm/${token}`, {}),
  ];

  expect([first, second].map((answer) => [answer.status, titleOf(answer)])).toEqual([
    [200, 'Confirmed'],
    [200, 'Confirmed'],
  ]);
  expect(await readSubscriber(site.database.db, subscriberId)).toMatchObject({ status: 'active' });
  expect(
    await site.database
      .db`select what from consent_events where subscriber_id = ${subscriberId} order by event_id`,
  ).toEqual([{ what: 'asked' }, { what: 'confirmed' }]);
});

test('a link that confirmed does not bring back who left', async () => {
  const { subscriberId, token } = await unconfirmed('gone@example.org');
  await site.send(`/digest/confirm/${token}`, {});
  const unsubscribe = await issueToken(site.database.db, { subscriberId, purpose: 'unsubscribe' });
  await site.send(`/digest/unsubscribe/${unsubscribe}`, oneClick);
  const late = await site.send(`/digest/confirm/${token}`, {});

  expect([late.status, await site.status('gone@example.org')]).toEqual([404, null]);
});

describe('one click', () => {
  const multipart = `--x\r\ncontent-disposition: form-data; name="List-Unsubscribe"\r\n\r\nOne-Click\r\n--x--\r\n`;

  test.each([
    ['urlencoded', { 'content-type': 'application/x-www-form-urlencoded' }, oneClick],
    ['multipart', { 'content-type': 'multipart/form-data; boundary=x' }, multipart],
    ['from a foreign site', { origin: 'https://mail.example', 'sec-fetch-site': 'cross-site' }, oneClick],
    ['without a body', {}, ''],
  ])(
    '%s: unsubscribes at once, without a cookie or a detour, and a second time',
    async (name, headers, body) => {
      const email = `${name.replaceAll(' ', '-')}@example.org`;
      const { subscriberId, token } = await site.subscribed(email, 'unsubscribe');
      const { db } = site.database;
      await db`insert into deliveries (kind, key, subscriber_id) values ('issue', '2026-W47', ${subscriberId})`;
      const press = () => site.ask(`/digest/unsubscribe/${token}`, { method: 'POST', headers, body });
      const [first, second] = [await press(), await press()];

      expect([first.status, second.status, first.headers['set-cookie']]).toEqual([200, 200, undefined]);
      expect(second.body).toBe(first.body);
      expect(await db`select status, email from subscribers where subscriber_id = ${subscriberId}`).toEqual([
        { status: 'unsubscribed', email: null },
      ]);
      expect(await db`select state from deliveries where subscriber_id = ${subscriberId}`).toEqual([
        { state: 'cancelled' },
      ]);
    },
  );

  test('with a token that is made up, cut, or for something else gets the same answer, and nobody leaves', async () => {
    const { subscriberId, token } = await site.subscribed('stays@example.org', 'unsubscribe');
    const manage = await issueToken(site.database.db, { subscriberId, purpose: 'manage' });
    const real = await site.subscribed('leaves@example.org', 'unsubscribe');
    const answers = [];
    for (const tried of [
      real.token,
      randomBytes(32).toString('base64url'),
      token.slice(0, 42),
      manage,
      'x',
      '%00',
      "'--",
    ])
      answers.push(await site.send(`/digest/unsubscribe/${tried}`, oneClick));

    expect(new Set(answers.map(({ status, body }) => `${status} ${body}`)).size).toBe(1);
    expect(await site.status('stays@example.org')).toBe('active');
  });
});

describe('the settings', () => {
  test('are the form as it stands; what is sent is kept, what is wrong is not', async () => {
    const { subscriberId, token } = await site.subscribed('settings@example.org', 'manage');
    const path = `/digest/settings/${token}`;
    const wrong = await site.send(path, { cadence: 'weekly', publishers: 'nobody-at-all-xyz' });
    const saved = await site.send(
      path,
      'cadence=monthly&license=rail&publishers=mistralai&releases=on&group=region%3Acn&side=above&percent=50',
    );
    const shown = JSON.parse((await site.ask(path)).body);

    expect([wrong.status, saved.status, JSON.parse(saved.body).settings.notice]).toEqual([400, 200, 'saved']);
    expect(shown.settings).toMatchObject({ email: 'settings@example.org', notice: null });
    expect(shown.form).toMatchObject({
      publishers: 'Mistral AI',
      thresholds: [{ group: 'region:cn', percent: '50' }, {}, {}],
    });
    expect(await readSubscriber(site.database.db, subscriberId)).toMatchObject({
      preferences: {
        cadence: 'monthly',
        focus: { license: ['rail'] },
        watch: { publishers: ['mistral-ai'] },
        alerts: {
          releases: true,
          thresholds: [{ dimension: 'region', id: 'cn', side: 'above', percent: 50 }],
        },
      },
    });
  });

  test('of somebody whose mail came back say so, and saving them tries it again', async () => {
    const { subscriberId, token } = await site.subscribed('bounced@example.org', 'manage');
    await site.database
      .db`update subscribers set status = 'suspended', bounces = 3 where subscriber_id = ${subscriberId}`;
    const shown = JSON.parse((await site.ask(`/digest/settings/${token}`)).body);
    await site.send(`/digest/settings/${token}`, { cadence: 'weekly' });

    expect([shown.settings.notice, await site.status('bounced@example.org')]).toEqual([
      'suspended',
      'active',
    ]);
  });

  test('give a copy of everything, and delete everything', async () => {
    const { token } = await site.subscribed('taker@example.org', 'manage');
    const copy = await site.send(`/digest/settings/${token}/export`, {});
    const deleted = await site.send(`/digest/settings/${token}/delete`, {});
    const after = await site.ask(`/digest/settings/${token}`);

    expect(copy.headers['content-disposition']).toContain('attachment');
    expect(JSON.parse(copy.body)).toMatchObject({
      email: 'taker@example.org',
      status: 'active',
      consent: [{ what: 'confirmed' }],
      links: 1,
    });
    expect(copy.body).not.toContain(token);
    expect([titleOf(deleted), after.status, titleOf(after)]).toEqual([
      'Deleted',
      404,
      'This link leads nowhere',
    ]);
  });
});
