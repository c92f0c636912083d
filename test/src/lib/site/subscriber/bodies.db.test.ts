import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { WORDS } from '../../api/hostile-words.ts';
import { type SubscriberSite, subscriberSite } from './subscriber-site.ts';

let site: SubscriberSite;
beforeAll(async () => {
  site = await subscriberSite();
});
afterAll(() => site.close());

describe('a body', () => {
  const post = (headers: Record<string, string>, body = '') =>
    site.ask('/digest/subscribe', { method: 'POST', headers, body });

  test('that is no form of ours is refused in words', async () => {
    const statuses = [];
    for (const type of ['multipart/form-data; boundary=x', 'application/json', 'text/plain', ''])
      statuses.push((await post({ ...(type ? { 'content-type': type } : {}) }, '{}')).status);

    expect(statuses).toEqual([415, 415, 415, 415]);
  });

  test('of more than 16 kB is refused, whether or not it says so', async () => {
    const type = { 'content-type': 'application/x-www-form-urlencoded' };
    const said = await post(type, `email=${'a'.repeat(17_000)}`);
    const chunked = await post({ ...type, 'transfer-encoding': 'chunked' }, `email=${'a'.repeat(17_000)}`);

    expect([said.status, chunked.status, said.headers['connection']]).toEqual([413, 413, 'close']);
  });

  test('that does not come holds no connection', async () => {
    const { hostname, port } = new URL(site.url);
    const started = performance.now();
    const answer = await new Promise<string>((resolve, reject) => {
      const socket = connect(Number(port), hostname);
      let text = '';
      socket.on('data', (part) => {
        text += part;
      });
      socket.on('close', () => resolve(text)).on('error', reject);
      socket.write(
        'POST /digest/subscribe HTTP/1.1\r\nhost: x\r\ncontent-type: application/x-www-form-urlencoded\r\ncontent-length: 500\r\n\r\nemail=',
      );
    });

    expect(answer).toMatch(/^HTTP\/1\.1 408 /);
    expect(performance.now() - started).toBeLessThan(3000);
  });

  test('with anything in any field is answered, and never with a fault', async () => {
    const { token } = await site.subscribed('hostile@example.org', 'manage');
    const names = [
      'email',
      'cadence',
      'region',
      'family',
      'models',
      'publishers',
      'group',
      'side',
      'percent',
      'website',
    ];
    const statuses = new Set<number>();
    for (const [at, word] of WORDS.entries()) {
      const name = names[at % names.length] ?? '';
      const fields = { email: `h${at}@example.org`, cadence: 'weekly', [name]: word };
      // A hundred within the hour would be too many.
      if (at % 90 === 0) await site.database.db`delete from subscribe_requests`;
      statuses.add((await site.send('/digest/subscribe', fields)).status);
      statuses.add((await site.send(`/digest/settings/${token}`, fields)).status);
    }
    statuses.delete(413);

    expect([...statuses].sort()).toEqual([200, 400]);
  });
});

test('other methods are refused, and lost links lead to words', async () => {
  const put = await site.ask('/digest/confirm/x', { method: 'PUT' });
  const lost = [];
  for (const path of [
    '/digest/confirm',
    '/digest/settings/',
    '/digest/unsubscribe',
    '/digest/settings/a/b',
    '/digest/confirm/a/b',
  ])
    lost.push(await site.ask(path));

  expect([put.status, put.headers['allow']]).toEqual([405, 'GET, HEAD, POST']);
  expect(lost.map(({ status }) => status)).toEqual([404, 404, 404, 404, 404]);
});

test('neither an address nor a token comes into the log, whatever fails', async () => {
  const email = 'canary@example.org';
  const { token } = await site.subscribed(email, 'manage');
  const { db } = site.database;
  await db`alter table subscribers add constraint fails check (email <> 'victim@example.org')`;
  await db`alter table consent_events rename to away`;
  const answers = [
    await site.send('/digest/subscribe', { email, cadence: 'weekly' }),
    await site.send(`/digest/settings/${token}`, { cadence: 'monthly' }),
    await site.send(`/digest/settings/${token}/delete`, {}),
    await site.send('/digest/subscribe', { email: 'victim@example.org', cadence: 'weekly' }),
  ];
  await db`alter table away rename to consent_events`;

  expect(answers.map(({ status }) => status)).toEqual([500, 500, 500, 500]);
  expect(answers.map(({ body }) => body).join()).not.toMatch(/canary|victim/);
  expect(site.logged.filter((line) => line.startsWith('subscriber-failed'))).toHaveLength(4);
  expect(site.logged.join('\n')).not.toMatch(/@example|%40example|canary|victim/);
  expect(site.logged.join('\n')).not.toMatch(/[\w-]{43}/);
});
