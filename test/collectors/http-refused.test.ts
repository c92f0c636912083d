import { inspect } from 'node:util';
import { describe, expect, test } from 'vitest';
import { politeReader } from '../../collectors/http.ts';
import { effectsOn } from '../support/effects.ts';
import type { Fault, FaultAction, StandInHub } from '../support/hub/start-hub.ts';
import { walkOn } from './hub/walk-through.ts';
import { hubOf, ONE, reading, TOKEN } from './reading.ts';

const always = Number.POSITIVE_INFINITY;

/** Whoever shows a token is refused. */
function refusing(status: number, body = '{"error":"no"}'): Fault {
  return {
    match: ({ authorization }) => authorization !== null,
    action: { kind: 'status', status, body },
    times: always,
  };
}

function shown({ requests }: StandInHub): string[] {
  return requests.map(({ authorization, status }) => `${authorization ? 'token' : 'none'} ${status}`);
}

describe('a token that the Hub refuses', () => {
  test.each([401, 403])('with %d is left out from then on, and said once', async (status) => {
    const { hub, effects, read } = await reading(null, 1, { faults: [refusing(status)] });

    expect(await read()).toEqual(ONE);
    expect(await read()).toEqual(ONE);
    expect(shown(hub)).toEqual([`token ${status}`, 'none 200', 'none 200']);
    expect(effects.logged.map(({ event }) => event)).toEqual(['token-refused']);
    expect(effects.slept).toEqual([]);
  });

  test.each([401, 403])('with %d where nobody is let in ends the walk at once', async (status) => {
    const { hub, effects, read } = await reading({ kind: 'status', status, body: '{"error":"no"}' }, 100);

    await expect(read()).rejects.toThrow(expect.objectContaining({ name: 'SourceError', status }));
    expect(shown(hub)).toEqual([`token ${status}`, `none ${status}`]);
    expect(effects.logged).toEqual([]);
    expect(effects.slept).toEqual([]);
  });

  test('is no reason to give up a Hub that fails for a moment', async () => {
    const { hub, read } = await reading(null, 1, {
      faults: [
        refusing(401),
        {
          match: ({ authorization }) => authorization === null,
          action: { kind: 'status', status: 503 },
          times: 2,
        },
      ],
    });

    expect(await read()).toEqual(ONE);
    expect(shown(hub)).toEqual(['token 401', 'none 503', 'none 503', 'none 200']);
  });

  test('that was good before costs a walk no model', async () => {
    const hub = await hubOf({ models: { generated: 50 } });
    let pages = 0;
    hub.addFaults({
      match: ({ authorization }) => authorization !== null && ++pages > 3,
      action: { kind: 'status', status: 401 },
      times: always,
    });
    const walked = await walkOn(hub, { pageSize: 10 });

    expect(walked.pages.flatMap(({ entries }) => entries)).toHaveLength(50);
    expect(walked.effects.logged.map(({ event }) => event)).toEqual(['token-refused']);
    expect(shown(hub).filter((one) => one === 'token 401')).toHaveLength(1);
  });

  test('leaves its quota behind: the address has one of its own', async () => {
    const empty = { ratelimit: '"api";r=0;t=200', 'ratelimit-policy': '"fixed window";"api";q=1000;w=300' };
    const { effects, read } = await reading({ kind: 'status', status: 401, headers: empty });

    expect(await read()).toEqual(ONE);
    expect(effects.slept).toEqual([]);
  });
});

test.each([401, 403])('without a token %d ends the walk at once', async (status) => {
  const hub = await hubOf({ faults: [{ action: { kind: 'status', status }, times: 100 }] });
  const read = politeReader({ base: hub.url, token: undefined, effects: effectsOn('2026-11-20') });

  await expect(read(`${hub.url}/api/models`, Array.isArray)).rejects.toThrow(
    expect.objectContaining({ status }),
  );
  expect(hub.requests).toHaveLength(1);
});

describe('the token stands nowhere', () => {
  const echo = `Bearer ${TOKEN}`;
  const ECHOES: readonly (readonly [string, FaultAction])[] = [
    ['a refusal', { kind: 'status', status: 401, body: `{"error":"bad: ${echo}"}` }],
    ['a failure', { kind: 'status', status: 503, body: echo }],
    ['a failure whose words are cut in the middle of it', longEcho()],
    ['a bad question', { kind: 'status', status: 400, body: echo }],
    ['HTML with status 200', { kind: 'body', change: () => `<pre>${echo}</pre>` }],
    ['JSON that breaks behind it', { kind: 'body', change: () => `["${'x'.repeat(500)} ${echo} oops` }],
    ['JSON that breaks at it', { kind: 'body', change: () => `${' '.repeat(100)}${TOKEN}` }],
    ['a list that is none', { kind: 'items', change: () => ({ error: echo }) }],
    ['a Link', { kind: 'link', to: { value: `</api/models?cursor=${TOKEN}>; rel="next"` } }],
    ['a redirect', { kind: 'redirect', to: `http://evil.example/?${TOKEN}` }],
  ];

  function longEcho(): FaultAction {
    return { kind: 'status', status: 503, body: `${'x'.repeat(180)}${echo}` };
  }

  test.each(ECHOES)('though %s repeats it', async (_, action) => {
    const { effects, read } = await reading(action, always);
    const outcome = await read().catch((error: unknown) => error);

    expectHidden([outcome, effects.logged]);
  });

  test('though a Link in the middle of a walk repeats it', async () => {
    const hub = await hubOf({ models: { generated: 50 } });
    const to = { value: `</api/models?limit=10&cursor=${TOKEN}>; rel="next"` };
    hub.addFaults({ match: { page: 2 }, action: { kind: 'link', to } });
    const { pages, effects } = await walkOn(hub, { pageSize: 10, token: TOKEN });

    expect(pages.flatMap(({ entries }) => entries)).toHaveLength(50);
    expect(effects.logged.map(({ event }) => event)).toEqual(['link-refused']);
    expectHidden([pages, effects.logged]);
  });

  test('though no header can carry it', async () => {
    const hub = await hubOf();
    const effects = effectsOn('2026-11-20');
    const read = politeReader({ base: hub.url, token: `${TOKEN}\n${TOKEN}`, effects });
    const outcome = await read(`${hub.url}/api/models`, Array.isArray).catch((error: unknown) => error);

    expect(outcome).toBeInstanceOf(Error);
    expectHidden([outcome, effects.logged]);
  });
});

/** Not in whole, and not by its end, which is what a cut would leave. */
function expectHidden(value: unknown): void {
  const all = inspect(value, { depth: null, showHidden: true, maxStringLength: null });
  expect(all).not.toContain(TOKEN.slice(0, 10));
  expect(all).not.toContain(TOKEN.slice(-10));
}
