import { expect, test } from 'vitest';
import { politeReader } from '../../collectors/http.ts';
import { effectsOn } from '../support/effects.ts';
import type { Fault, FaultAction } from '../support/hub/start-hub.ts';
import { hubOf, ONE } from './reading.ts';

const heavy = '/api/models?expand=downloads';

/** A reader of a Hub with these faults, that names a lighter address after so many stalls. */
async function lightening(faults: readonly Fault[], after: number, lighter = `${heavy}&limit=1`) {
  const hub = await hubOf({ faults });
  const effects = effectsOn('2026-11-20');
  const ask = politeReader({ base: hub.url, token: undefined, effects, deadlineMs: 200 });
  const told: number[] = [];
  const lighten = (url: string, stalls: number) => {
    told.push(stalls);
    return stalls === after && url === `${hub.url}${heavy}` ? new URL(lighter, hub.url).href : null;
  };
  const read = () => ask(`${hub.url}${heavy}`, Array.isArray, lighten);
  return { hub, effects, told, read };
}

/** The first request meets the first, the second the second: a plan alone would let one request meet all. */
function inTurn(...actions: readonly FaultAction[]): Fault[] {
  let asked = 0;
  const turns = actions.map((action, n) => ({ match: () => asked === n, action }));
  return [{ action: { kind: 'world', change: () => asked++ }, times: Number.POSITIVE_INFINITY }, ...turns];
}

test('a stall is a 5xx, silence beyond the deadline and bytes that drip beyond it', async () => {
  const { hub, told, read } = await lightening(
    inTurn(
      { kind: 'status', status: 503 },
      { kind: 'delay', ms: 400 },
      { kind: 'drip', bytes: 1, everyMs: 50 },
      { kind: 'gateway-timeout' },
    ),
    99,
  );

  expect((await read()).body).toEqual(ONE);
  expect(told).toEqual([1, 2, 3, 4]);
  expect(hub.requests).toHaveLength(5);
});

test('a broken answer breaks the row of stalls, and a 429 does not', async () => {
  const { told, read } = await lightening(
    inTurn(
      { kind: 'status', status: 503 },
      { kind: 'status', status: 429 },
      { kind: 'status', status: 500 },
      { kind: 'truncate-json' },
      { kind: 'status', status: 502 },
    ),
    99,
  );

  expect((await read()).body).toEqual(ONE);
  expect(told).toEqual([1, 2, 1]);
});

test('the lighter address is asked after the wait, and the answer names it', async () => {
  const { hub, effects, read } = await lightening([{ action: { kind: 'gateway-timeout' }, times: 3 }], 3);
  const { asked, body } = await read();

  expect(body).toEqual(ONE);
  expect(asked).toBe(`${hub.url}${heavy}&limit=1`);
  expect(hub.requests.map(({ url }) => url)).toEqual([heavy, heavy, heavy, `${heavy}&limit=1`]);
  expect(effects.slept).toEqual([750, 1500, 3000]);
});

test('the lighter address has all eight attempts, and the error names it', async () => {
  const { hub, read } = await lightening([{ action: { kind: 'gateway-timeout' }, times: 100 }], 7);

  await expect(read()).rejects.toThrow(
    expect.objectContaining({ name: 'SourceError', status: 504, url: `${hub.url}${heavy}&limit=1` }),
  );
  expect(hub.requests).toHaveLength(7 + 8);
});

test('a lighter address elsewhere is refused', async () => {
  const stranger = await hubOf();
  const faults: readonly Fault[] = [{ action: { kind: 'gateway-timeout' } }];
  const { read } = await lightening(faults, 1, `${stranger.url}/api/models`);

  await expect(read()).rejects.toThrow('refused');
  expect(stranger.requests).toEqual([]);
});
