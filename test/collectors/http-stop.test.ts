import { describe, expect, test } from 'vitest';
import { politeReader } from '../../collectors/http.ts';
import { walk } from '../../collectors/hub/walk.ts';
import { realEffects, Stopped } from '../../scripts/effects.ts';
import type { Fault, FaultAction } from '../support/hub/start-hub.ts';
import { hubOf } from './reading.ts';

const AT_ONCE_MS = 1000;
const window = (remaining: number) => ({
  ratelimit: `"api";r=${remaining};t=100`,
  'ratelimit-policy': '"fixed window";"api";q=500;w=300',
});

/** Asks twice in the real world, is told to stop as soon as `until` holds, and says how it ended and how late. */
async function stopped(faults: readonly Fault[], until: (events: readonly string[]) => boolean) {
  const hub = await hubOf({ models: { generated: 100 }, faults });
  const stop = new AbortController();
  const events: string[] = [];
  const effects = realEffects((event) => events.push(event), stop.signal);
  const read = politeReader({ base: hub.url, token: undefined, effects });
  const reading = (async () => {
    await read(`${hub.url}/api/models`, Array.isArray);
    await read(`${hub.url}/api/models`, Array.isArray);
  })().catch((error: unknown) => error);
  while (!until(events) || hub.requests.length === 0) await new Promise((go) => setTimeout(go, 10));
  await new Promise((go) => setTimeout(go, 50));
  const stoppedAt = performance.now();
  stop.abort(new Stopped());
  const error = await reading;
  return { error, lateMs: performance.now() - stoppedAt, requests: hub.requests.length };
}

describe('an asked stop ends at once', () => {
  const WAITS: readonly (readonly [string, string, FaultAction])[] = [
    ['the wait after a failure', 'source-retried', { kind: 'status', status: 503 }],
    [
      'the wait after a 429 with Retry-After',
      'source-retried',
      { kind: 'status', status: 429, headers: { 'retry-after': '600' } },
    ],
    [
      'the wait after a 429 of an exhausted window',
      'source-retried',
      { kind: 'rate-limited', how: 'window', resetSeconds: 200 },
    ],
    ['the wait after a 429 without headers', 'source-retried', { kind: 'rate-limited', how: 'no-headers' }],
    [
      'the wait for the budget',
      'source-paced',
      { kind: 'status', status: 200, body: '[]', headers: window(3) },
    ],
  ];

  test.each(WAITS)('%s', async (_, event, action) => {
    const { error, lateMs, requests } = await stopped([{ action }], (events) => events.includes(event));

    expect(error).toBeInstanceOf(Stopped);
    expect(lateMs).toBeLessThan(AT_ONCE_MS);
    expect(requests).toBe(1);
  });

  const SILENCES: readonly (readonly [string, FaultAction])[] = [
    ['the wait for an answer', { kind: 'delay', ms: 3000 }],
    ['the wait for the rest of a body', { kind: 'drip', bytes: 10, everyMs: 3000 }],
  ];

  test.each(SILENCES)('%s', async (_, action) => {
    const { error, lateMs, requests } = await stopped([{ action }], () => true);

    expect(error).toBeInstanceOf(Stopped);
    expect(lateMs).toBeLessThan(AT_ONCE_MS);
    expect(requests).toBe(1);
  });

  test('a walk that waits', async () => {
    const faults: readonly Fault[] = [
      { match: { page: 2 }, action: { kind: 'rate-limited', how: 'no-headers' }, times: 9 },
    ];
    const hub = await hubOf({ models: { generated: 100 }, faults });
    const stop = new AbortController();
    const effects = realEffects(() => setTimeout(() => stop.abort(new Stopped()), 50), stop.signal);
    const options = { hubUrl: hub.url, token: undefined, order: 'createdAt', atMost: null } as const;
    const began = performance.now();
    const pages = (async () => {
      const from = { resumeFrom: null, pages: 0, records: 0 };
      for await (const page of walk(effects, { ...options, pageSize: 10 }, from)) expect(page).toBeDefined();
    })();

    await expect(pages).rejects.toThrow(Stopped);
    expect(performance.now() - began).toBeLessThan(2 * AT_ONCE_MS);
    expect(hub.requests).toHaveLength(2);
  });
});
