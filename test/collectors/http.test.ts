import { createServer } from 'node:http';
import { describe, expect, test } from 'vitest';
import { politeReader } from '../../collectors/http.ts';
import { effectsOn } from '../support/effects.ts';
import type { FaultAction } from '../support/hub/start-hub.ts';
import { hubOf, ONE, reading } from './reading.ts';

describe('a 429', () => {
  test('of an exhausted window waits for its reset, a second more and some jitter', async () => {
    const { effects, read } = await reading({ kind: 'rate-limited', how: 'window', resetSeconds: 55 });

    expect(await read()).toEqual(ONE);
    expect(effects.slept).toEqual([56_500]);
  });

  test('of another limiter does not wait for the window', async () => {
    const { effects, read } = await reading({ kind: 'rate-limited', how: 'other-limiter' });

    expect(await read()).toEqual(ONE);
    expect(effects.slept).toEqual([90_000]);
  });

  test('without headers waits a minute and a half', async () => {
    const { effects, read } = await reading({ kind: 'rate-limited', how: 'no-headers' });

    expect(await read()).toEqual(ONE);
    expect(effects.slept).toEqual([90_000]);
  });

  test.each([
    ['120', 120_000],
    ['Fri, 20 Nov 2026 12:02:00 GMT', 120_000],
    ['Fri, 20 Nov 2026 11:00:00 GMT', 1000],
    ['0', 1000],
    ['1000000000', 900_000],
    ['soon', 90_000],
    ['-5', 90_000],
    ['1.5', 90_000],
    ['2026-11-20', 90_000],
    ['', 90_000],
  ])('with Retry-After %s waits %d ms', async (retryAfter, waited) => {
    const { effects, read } = await reading({
      kind: 'status',
      status: 429,
      headers: { 'retry-after': retryAfter },
    });

    expect(await read()).toEqual(ONE);
    expect(effects.slept).toEqual([waited]);
  });

  test.each([
    ['7', 31_500],
    ['120', 120_000],
    ['1000000000', 900_000],
    ['soon', 31_500],
  ])(
    'with an exhausted window of 30 s and Retry-After %s waits for the later',
    async (retryAfter, waited) => {
      const { effects, read } = await reading({
        kind: 'status',
        status: 429,
        headers: { 'retry-after': retryAfter, ratelimit: '"api";r=0;t=30' },
      });

      expect(await read()).toEqual(ONE);
      expect(effects.slept).toEqual([waited]);
    },
  );

  test.each([
    ['r=0;t=0', 1500],
    ['r=0;t=1000000000', 901_500],
    ['r=0;t=-30', 90_000],
    ['r=-1;t=30', 90_000],
    ['r=0', 90_000],
    ['all gone', 90_000],
  ])('that says %s waits %d ms', async (said, waited) => {
    const headers = { ratelimit: `"api";${said}` };
    const { effects, read } = await reading({ kind: 'status', status: 429, headers });

    expect(await read()).toEqual(ONE);
    expect(effects.slept).toEqual([waited]);
  });

  test('counts a quarter of a failure: the reader gives up after 32', async () => {
    const { hub, effects, read } = await reading({ kind: 'rate-limited', how: 'no-headers' }, 100);

    await expect(read()).rejects.toThrow(expect.objectContaining({ name: 'SourceError', status: 429 }));
    expect(hub.requests).toHaveLength(32);
    expect(effects.slept).toHaveLength(31);
  });
});

describe('an answer that helps nobody is asked for again', () => {
  test.each([408, 425, 500, 502, 503, 504, 520, 521, 522, 523, 524])('status %d', async (status) => {
    const { effects, read } = await reading({ kind: 'status', status });

    expect(await read()).toEqual(ONE);
    expect(effects.slept).toEqual([750]);
  });

  const bomb = `[${' '.repeat(65 * 1024 * 1024)}]`;
  const FAULTS: readonly (readonly [string, FaultAction])[] = [
    ['a gateway time-out in HTML', { kind: 'gateway-timeout' }],
    ['a 502 that says JSON and is not', { kind: 'broken-json-502' }],
    ['truncated JSON', { kind: 'truncate-json' }],
    ['HTML with status 200', { kind: 'html-200' }],
    ['an empty body', { kind: 'empty-200' }],
    ['truncated gzip', { kind: 'truncate-gzip' }],
    ['a reset before the headers', { kind: 'reset-before-headers' }],
    ['a reset in the body', { kind: 'reset-mid-body' }],
    ['an object in place of a list', { kind: 'items', change: () => ({ error: 'maintenance' }) }],
    ['null in place of a list', { kind: 'items', change: () => null }],
    ['more than 64 MB after decompression', { kind: 'body', change: () => bomb }],
  ];

  test.each(FAULTS)('%s', async (_, action) => {
    const { hub, effects, read } = await reading(action, 1, { models: { generated: 100 } });

    expect(await read()).toHaveLength(100);
    expect(hub.requests).toHaveLength(2);
    expect(effects.slept).toEqual([750]);
    expect(effects.logged.map(({ event }) => event)).toEqual(['source-retried']);
  });

  test('bytes that are no UTF-8', async () => {
    const bodies = [Buffer.from([0x5b, 0x22, 0xff, 0x22, 0x5d]), Buffer.from('["a"]')];
    const effects = { ...effectsOn('2026-11-20'), fetch: async () => new Response(bodies.shift() ?? null) };
    const read = politeReader({ base: 'https://hub.test', token: undefined, effects });

    expect((await read('https://hub.test/api/models', Array.isArray)).body).toEqual(['a']);
    expect(effects.slept).toEqual([750]);
  });

  test('silence beyond the deadline, and bytes that drip beyond it', async () => {
    const hub = await hubOf({
      faults: [
        { action: { kind: 'delay', ms: 400 } },
        { action: { kind: 'drip', bytes: 1, everyMs: 50 }, times: 2 },
      ],
    });
    const effects = effectsOn('2026-11-20');
    const read = politeReader({ base: hub.url, token: undefined, effects, deadlineMs: 200 });

    expect((await read(`${hub.url}/api/models?expand=downloads`, Array.isArray)).body).toEqual(ONE);
    expect(effects.slept).toEqual([750, 1500]);
  });
});

describe('giving up', () => {
  test('comes after eight failures with ever longer waits, and says where and what', async () => {
    const { hub, effects, read } = await reading({ kind: 'status', status: 503 }, 100);

    await expect(read()).rejects.toThrow(
      expect.objectContaining({
        name: 'SourceError',
        status: 503,
        url: `${hub.url}/api/models?expand=downloads`,
      }),
    );
    expect(hub.requests).toHaveLength(8);
    expect(effects.slept).toEqual([750, 1500, 3000, 6000, 12_000, 24_000, 45_000]);
  });

  test('after resets has no status', async () => {
    const { read } = await reading({ kind: 'reset-before-headers' }, 100);

    await expect(read()).rejects.toThrow(expect.objectContaining({ name: 'SourceError', status: null }));
  });

  test('on a Hub that nobody runs has no status', async () => {
    const { hub, read } = await reading(null);
    await hub.close();

    await expect(read()).rejects.toThrow(expect.objectContaining({ name: 'SourceError', status: null }));
  });

  test('on a Hub that speaks no TLS has no status', async () => {
    const { hub } = await reading(null);
    const effects = effectsOn('2026-11-20');
    const base = hub.url.replace('http:', 'https:');
    const read = politeReader({ base, token: undefined, effects })(`${base}/api/models`, Array.isArray);

    await expect(read).rejects.toThrow(expect.objectContaining({ name: 'SourceError', status: null }));
    expect(effects.slept).toHaveLength(7);
    expect(hub.requests).toEqual([]);
  });

  test.each(['EAI_AGAIN', 'ENOTFOUND', 'EPIPE', 'UND_ERR_CONNECT_TIMEOUT'])(
    'comes not at once on %s: the network is asked again',
    async (code) => {
      let failures = 7;
      const effects = effectsOn('2026-11-20');
      const failing = async () => {
        if (failures-- > 0)
          throw new TypeError('fetch failed', { cause: Object.assign(new Error(code), { code }) });
        return new Response('[]');
      };
      const read = politeReader({
        base: 'https://hub.test',
        token: undefined,
        effects: { ...effects, fetch: failing },
      });

      expect((await read('https://hub.test/api/models', Array.isArray)).body).toEqual([]);
      expect(effects.slept).toHaveLength(7);
    },
  );

  test('a failure of an earlier page does not count against the next', async () => {
    const { hub, read } = await reading({ kind: 'status', status: 503 }, 7);
    await read();
    hub.addFaults({ action: { kind: 'status', status: 503 }, times: 7 });

    expect(await read()).toEqual(ONE);
  });

  test.each([400, 404, 410, 451])('comes at once on status %d', async (status) => {
    const { hub, effects, read } = await reading({ kind: 'status', status, body: '{"error":"no"}' }, 100);

    await expect(read()).rejects.toThrow(expect.objectContaining({ name: 'SourceError', status }));
    expect(hub.requests).toHaveLength(1);
    expect(effects.slept).toEqual([]);
  });

  test('says what the Hub said, in one short line', async () => {
    const { read } = await reading({ kind: 'status', status: 400, body: `bad\n${'x'.repeat(10_000)}` });

    await expect(read()).rejects.toThrow(
      expect.objectContaining({ message: expect.stringMatching(/^.{40,400}$/) }),
    );
  });

  test('an asked stop is no failure: nothing is asked again', async () => {
    const stop = new AbortController();
    const hub = await hubOf({ faults: [{ action: { kind: 'delay', ms: 5000 } }] });
    const effects = effectsOn('2026-11-20', stop.signal);
    const read = politeReader({ base: hub.url, token: undefined, effects });
    setTimeout(() => stop.abort(new Error('asked to stop')), 50);

    await expect(read(`${hub.url}/api/models`, Array.isArray)).rejects.toThrow('asked to stop');
    expect(hub.requests).toHaveLength(1);
  });
});

describe('pacing', () => {
  /** A server whose headers say what is left of a quota of 500. */
  async function withRemaining(remaining: number): Promise<{ url: string; close: () => void }> {
    const server = createServer((_, response) => {
      response.setHeader('ratelimit', `"api";r=${remaining};t=100`);
      response.setHeader('ratelimit-policy', '"fixed window";"api";q=500;w=300');
      response.end('[]');
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    const port = typeof address === 'object' && address ? address.port : 0;
    return { url: `http://127.0.0.1:${port}`, close: () => server.close() };
  }

  test.each([
    [41, []],
    [40, [101_000]],
    [0, [101_000]],
  ])('with %d requests left the second page waits %j', async (remaining, slept) => {
    const { url, close } = await withRemaining(remaining);
    const effects = effectsOn('2026-11-20');
    const read = politeReader({ base: url, token: undefined, effects });
    await read(url, Array.isArray);
    await read(url, Array.isArray);
    close();

    expect(effects.slept).toEqual(slept);
  });

  test('a walk through the quota leaves forty requests to others', async () => {
    const { hub, effects, read } = await reading(null, 1, { quota: { requests: 500, windowMs: 300_000 } });
    for (let i = 0; i < 460; i++) await read();
    expect(effects.slept).toEqual([]);

    await read();

    expect(effects.slept).toHaveLength(1);
    expect(effects.slept[0]).toBeGreaterThan(250_000);
    expect(hub.requests.filter(({ status }) => status === 429)).toEqual([]);
  });

  test('a small quota keeps a tenth of itself', async () => {
    const { effects, read } = await reading(null, 1, { quota: { requests: 20, windowMs: 300_000 } });
    for (let i = 0; i < 18; i++) await read();
    expect(effects.slept).toEqual([]);

    await read();

    expect(effects.slept).toHaveLength(1);
  });
});
