import { expect, test } from 'vitest';
import { politeReader } from '../../collectors/http.ts';
import { SourceError } from '../../db/errors.ts';
import { effectsOn } from '../support/effects.ts';
import { hubOf, ONE, reading, TOKEN } from './reading.ts';

test('the token goes to the Hub with our name', async () => {
  const { hub, read } = await reading(null);
  await read();

  expect(hub.requests[0]?.authorization).toBe(`Bearer ${TOKEN}`);
  expect(hub.requests[0]?.userAgent).toMatch(/^open-model-census\/\d/);
});

test('the token is not sent where there is none', async () => {
  const hub = await hubOf();
  await politeReader({ base: hub.url, token: undefined, effects: effectsOn('2026-11-20') })(
    `${hub.url}/api/models`,
    Array.isArray,
  );

  expect(hub.requests[0]?.authorization).toBeNull();
});

test.each([301, 302, 307, 308] as const)('the token never follows a %d to another host', async (status) => {
  const stranger = await hubOf();
  const { hub, read } = await reading({ kind: 'redirect', to: `${stranger.url}/api/models`, status });

  await expect(read()).rejects.toThrow(`refused a redirect to ${stranger.url}`);
  expect(stranger.requests).toEqual([]);
  expect(hub.requests).toHaveLength(1);
});

test.each([
  'file:///etc/passwd',
  'http://169.254.169.254/latest/meta-data',
  'http://[::1]:1/',
  'http://10.0.0.1/api/models',
  'http://localhost/api/models',
  '//evil.example/x',
  '/\\evil.example/x',
  'data:application/json,[]',
])('the token never follows a redirect to %s', async (to) => {
  const { hub, read } = await reading({ kind: 'redirect', to });

  await expect(read()).rejects.toThrow(SourceError);
  expect(hub.requests).toHaveLength(1);
});

test('the token never follows a redirect from https to http, nor to another port', async () => {
  const effects = effectsOn('2026-11-20');
  for (const to of ['http://hub.test/api/models', 'https://hub.test:8443/api/models']) {
    const asked: string[] = [];
    const redirecting: typeof fetch = async (url) => {
      asked.push(String(url));
      return new Response(null, { status: 307, headers: { location: to } });
    };
    const read = politeReader({
      base: 'https://hub.test',
      token: TOKEN,
      effects: { ...effects, fetch: redirecting },
    });

    await expect(read('https://hub.test/api/models', Array.isArray)).rejects.toThrow('refused a redirect');
    expect(asked).toEqual(['https://hub.test/api/models']);
  }
});

test('the token follows a redirect within the Hub', async () => {
  const { hub, effects, read } = await reading({
    kind: 'redirect',
    to: '/api/models?expand=downloads&again=1',
  });

  expect(await read()).toEqual(ONE);
  expect(hub.requests.map(({ authorization }) => authorization)).toEqual([
    `Bearer ${TOKEN}`,
    `Bearer ${TOKEN}`,
  ]);
  expect(effects.slept).toEqual([]);
});

test('the token does not go round in circles', async () => {
  const { hub, read } = await reading({ kind: 'redirect', to: '/api/models' }, 100);

  await expect(read()).rejects.toThrow('refused a redirect');
  expect(hub.requests).toHaveLength(4);
});

test('the token is not sent to an address that is not the Hub’s', async () => {
  const stranger = await hubOf();
  const { hub } = await reading(null);
  const read = politeReader({ base: hub.url, token: TOKEN, effects: effectsOn('2026-11-20') });

  await expect(read(`${stranger.url}/api/models`, Array.isArray)).rejects.toThrow('refused');
  expect(stranger.requests).toEqual([]);
});

test('the token stands in no message and no log line', async () => {
  const { effects, read } = await reading({ kind: 'status', status: 503, body: 'no' }, 100);
  const message = await read().catch(String);

  expect(JSON.stringify([message, effects.logged])).not.toContain(TOKEN);
});
