import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { leave } from '../../../../../src/lib/subscribers/store/change.ts';
import { findSubscriber } from '../../../../../src/lib/subscribers/store/subscribers.ts';
import { type SubscriberSite, subscriberSite } from './subscriber-site.ts';

let site: SubscriberSite;
beforeAll(async () => {
  site = await subscriberSite();
});
afterAll(() => site.close());
beforeEach(async () => {
  await site.database.db`truncate subscribe_requests`;
});

const form = (email: string, more = {}) => ({ email, cadence: 'weekly', ...more });
const subscribe = (email: string, more = {}) => site.send('/digest/subscribe', form(email, more));

test('the form leads to a confirmation that waits to be sent, and the page says to look into the mail', async () => {
  const { status, body, headers } = await subscribe('Ada@Example.org', { cadence: 'monthly', region: 'cn' });
  const found = await findSubscriber(site.database.db, 'ada@example.org');
  const waiting = await site.database
    .db`select kind, state from deliveries where subscriber_id = ${found?.subscriberId ?? 0}`;

  expect([status, headers['cache-control'], headers['x-robots-tag']]).toEqual([
    200,
    'no-store',
    'noindex, nofollow',
  ]);
  expect(JSON.parse(body)).toMatchObject({ title: 'Look into your mail', at: '/digest/subscriber' });
  expect(found).toMatchObject({
    status: 'unconfirmed',
    email: 'Ada@example.org',
    preferences: { cadence: 'monthly', focus: { region: ['cn'] } },
  });
  expect([...waiting]).toEqual([{ kind: 'confirm', state: 'pending' }]);
});

describe('nobody learns whether an address is known', () => {
  const { db } = { db: () => site.database.db };
  const kinds = ['new', 'active', 'waiting', 'suspended', 'left'] as const;
  const addresses = (round: number) =>
    kinds.map((kind, n) => ({ kind, email: `r${round}-${n}@example.org` }));

  async function prepare(round: number): Promise<void> {
    await db()`delete from subscribe_requests`;
    for (const { kind, email } of addresses(round)) {
      if (kind === 'new') continue;
      if (kind === 'waiting') await subscribe(email);
      else {
        const { subscriberId } = await site.subscribed(email, 'manage');
        if (kind === 'suspended')
          await db()`update subscribers set status = 'suspended' where subscriber_id = ${subscriberId}`;
        if (kind === 'left') await leave(db(), { subscriberId, via: 'mail' });
      }
    }
  }

  test('a new one, an active one, one that waits, one whose mail came back and one that left get the same answer', async () => {
    const rounds = 10;
    const took = new Map<string, number[]>(kinds.map((kind) => [kind, []]));
    const answers = new Set<string>();
    for (let round = 0; round < rounds; round += 1) {
      await prepare(round);
      const all = addresses(round);
      // Each kind comes first once: what a connection warms up counts for none of them.
      const turned = [...all.slice(round % all.length), ...all.slice(0, round % all.length)];
      for (const { kind, email } of turned) {
        const started = performance.now();
        const { status, body, headers } = await subscribe(email);
        took.get(kind)?.push(performance.now() - started);
        const { date: _date, 'x-request-id': _id, ...rest } = headers;
        answers.add(JSON.stringify([status, body.replace(email, 'ADDRESS'), rest]));
      }
    }
    // The quickest of each: what else runs on the machine only adds.
    const quickest = [...took.values()].map((all) => Math.min(...all));

    expect(answers.size).toBe(1);
    expect(Math.max(...quickest) - Math.min(...quickest)).toBeLessThan(20);
  });
});

test('an address that is none, and choices that are not there, bring the form back, filled in, with what is wrong', async () => {
  const { status, body, headers } = await subscribe('ada@example', {
    models: 'no/such-model-at-all\n\0evil\u202e',
    publishers: 'mistral',
    region: 'atlantis',
    group: 'region:cn',
    side: 'above',
    percent: '120',
    claims: 'on',
  });
  const shown = JSON.parse(body);

  expect([status, headers['referrer-policy']]).toEqual([400, 'strict-origin-when-cross-origin']);
  expect(shown).toMatchObject({ at: '/digest/subscribe', kind: 'form' });
  expect(shown.form).toMatchObject({
    email: 'ada@example',
    publishers: 'mistral',
    opens: { focus: true, watch: true, alerts: true },
  });
  expect(shown.form.problems).toEqual([
    { field: 'email', says: expect.stringContaining('not an address') },
    { field: 'focus', says: 'Regions: there is no "atlantis".' },
    { field: 'models', says: 'There is no model "no/such-model-at-all".' },
    { field: 'models', says: 'There is no model "evil".' },
    {
      field: 'publishers',
      says: expect.stringMatching(/^There is no publisher "mistral" .* Perhaps Mistral AI/),
    },
    { field: 'thresholds', says: 'Share 1: write a percentage between 0 and 100, as 50 or 12.5.' },
  ]);
});

test('choices under which nothing would ever come are refused', async () => {
  const says = async (more: object) =>
    JSON.parse((await subscribe('eve@example.org', more)).body).form.problems.map(
      (one: { says: string }) => one.says,
    );

  expect([
    await says({ cadence: 'never' }),
    await says({ releases: 'on' }),
    await says({ cadence: 'daily' }),
  ]).toEqual([
    ['Without a digest and without an alert nothing would ever come: choose one of them.'],
    ['Alerts of releases need at least one publisher to watch.'],
    ['Choose how often the digest is to come.'],
  ]);
  expect(await site.status('eve@example.org')).toBeNull();
});

test('what fills in the field that people do not see is told the same, and nothing is done', async () => {
  const [bot, person] = [
    await subscribe('bot@example.org', { website: 'x' }),
    await subscribe('one@example.org'),
  ];

  expect([bot.status, bot.body.replace('bot@', 'one@')]).toEqual([200, person.body]);
  expect(await site.status('bot@example.org')).toBeNull();
});

test('a network that sent three within the hour, and the thousandth network, are told to come back', async () => {
  const from = (email: string, network: string) =>
    site.send('/digest/subscribe', form(email), { from: network });
  const statuses = [];
  for (const n of [1, 2, 3, 4]) statuses.push((await from(`n${n}@example.org`, `2001:db8:1:2::${n}`)).status);
  statuses.push((await from('n5@example.org', '198.51.100.7')).status);
  await site.database
    .db`insert into subscribe_requests (network_mark) select marked('n' || n) from generate_series(1, 99) n`;
  const last = await from('n6@example.org', '198.51.100.8');

  expect(statuses).toEqual([200, 200, 200, 429, 200]);
  expect([last.status, last.headers['retry-after'], JSON.parse(last.body).title]).toEqual([
    429,
    '3600',
    'Too many requests',
  ]);
  expect(await site.status('n4@example.org')).toBeNull();
});

test('forms that are sent again and again are not even read', async () => {
  const statuses = new Map<number, number>();
  for (let n = 0; n < 35; n += 1) {
    const { status } = await site.send('/digest/subscribe', form('no address'), { from: '198.51.100.99' });
    statuses.set(status, (statuses.get(status) ?? 0) + 1);
  }

  expect([...statuses]).toEqual([
    [400, 30],
    [429, 5],
  ]);
});

describe('a form of another site', () => {
  test.each([
    { 'sec-fetch-site': 'cross-site' },
    { 'sec-fetch-site': 'same-site' },
    { origin: 'https://evil.example' },
    { origin: 'null' },
    { origin: 'https://census.example.org.evil.example' },
  ])('subscribes nobody: %j', async (headers) => {
    const { status, body } = await site.send('/digest/subscribe', form('victim@example.org'), { headers });

    expect([status, JSON.parse(body).title]).toEqual([403, 'This form was sent from another site']);
    expect(await site.status('victim@example.org')).toBeNull();
  });

  test('is told apart from the site under the name by which its readers reach it', async () => {
    const host = 'census.intranet:4321';
    const own = await site.send('/digest/subscribe', form('own@example.org'), {
      headers: { host, origin: `http://${host}` },
    });

    expect([own.status, await site.status('own@example.org')]).toEqual([200, 'unconfirmed']);
  });
});

test('where the form is closed it says why, and takes nobody', async () => {
  const closed = await subscriberSite({ subscriptions: 'no-mail' });
  try {
    const { status, body } = await closed.send('/digest/subscribe', form('late@example.org'));
    const { token, subscriberId } = await closed.subscribed('old@example.org', 'unsubscribe');
    const left = await closed.send(`/digest/unsubscribe/${token}`, {});

    expect([status, JSON.parse(body).lead]).toEqual([503, expect.stringContaining('cannot send mail yet')]);
    expect([left.status, await closed.status('late@example.org')]).toEqual([200, null]);
    expect(
      await closed.database.db`select status from subscribers where subscriber_id = ${subscriberId}`,
    ).toEqual([{ status: 'unsubscribed' }]);
  } finally {
    await closed.close();
  }
});
