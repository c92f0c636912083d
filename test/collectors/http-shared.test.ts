import { expect, test } from 'vitest';
import { politeReader } from '../../collectors/http.ts';
import { effectsOn } from '../support/effects.ts';
import { hubOf, ONE, reading, TOKEN } from './reading.ts';

const quota = { requests: 100, windowMs: 300_000 } as const;

/** Another program of the same user, or another user of the same address. */
async function others(url: string, requests: number, token: string | null): Promise<void> {
  const headers: Record<string, string> = token ? { authorization: `Bearer ${token}` } : {};
  for (let i = 0; i < requests; i++) await (await fetch(`${url}/api/models`, { headers })).text();
}

test('a budget that others empty is left alone at the reserve, though we asked for little', async () => {
  const { hub, effects, read } = await reading(null, 1, { quota });
  for (let i = 0; i < 3; i++) {
    await read();
    await others(hub.url, 29, TOKEN);
  }
  expect(effects.slept).toEqual([]);

  // Ninety of a hundred are gone, three of them ours; the last answer said so only for sixty-one.
  await read();
  await read();

  expect(effects.logged).toEqual([
    { event: 'source-paced', facts: { remaining: 9, waitMs: expect.any(Number) } },
  ]);
  expect(effects.slept).toHaveLength(1);
  expect(effects.slept[0]).toBeGreaterThan(250_000);
  expect(hub.requests.filter(({ status }) => status === 429)).toEqual([]);
});

test('a budget that others empty between two of our pages costs one wait for its reset, and no page', async () => {
  const { hub, effects, read } = await reading(null, 1, { quota: { requests: 100, windowMs: 1500 } });
  // The wait takes as long as the Hub’s window says, and no longer than the test can bear.
  const sleep = effects.sleep;
  effects.sleep = async (ms) => {
    await sleep(ms);
    await new Promise((resolve) => setTimeout(resolve, 1600));
  };
  await read();
  await others(hub.url, 99, TOKEN);

  expect(await read()).toEqual(ONE);
  expect(hub.requests.filter(({ status }) => status === 429)).toHaveLength(1);
  expect(effects.slept).toHaveLength(1);
  expect(effects.slept[0]).toBeGreaterThanOrEqual(2000);
});

test('each answer corrects the budget: one that others filled again is used', async () => {
  const remaining = [60, 8, 90, 90];
  const hub = await hubOf();
  hub.addFaults(
    ...remaining.map((r, n) => ({
      match: () => hub.requests.length === n + 1,
      action: {
        kind: 'status',
        status: 200,
        body: '[]',
        headers: {
          ratelimit: `"api";r=${r};t=100`,
          'ratelimit-policy': '"fixed window";"api";q=100;w=300',
        },
      } as const,
    })),
  );
  const { effects, read } = readerOf(hub.url);
  for (let i = 0; i < 4; i++) await read();

  expect(effects.slept).toEqual([101_000]);
});

function readerOf(url: string) {
  const effects = effectsOn('2026-11-20');
  const ask = politeReader({ base: url, token: TOKEN, effects });
  return { effects, read: () => ask(`${url}/api/models`, Array.isArray) };
}
