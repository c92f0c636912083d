import { describe, expect, test } from 'vitest';
import type { Fault, SeenRequest, StandInHub } from '../../support/hub/start-hub.ts';
import { eventsOf, hubOf, START, type Walked, walkOn } from './walk-through.ts';

const whole = { pageSize: 1000 } as const;
const limitOf = ({ url }: SeenRequest) => new URL(url, 'http://hub').searchParams.get('limit');
const cursorOf = ({ url }: SeenRequest) => new URL(url, 'http://hub').searchParams.get('cursor');

/** The sizes that were asked for, as `3 × 1000` where one was asked for three times in a row. */
function sizesOf({ requests }: StandInHub): string[] {
  const runs: { limit: string | null; times: number }[] = [];
  for (const limit of requests.map(limitOf)) {
    const run = runs.at(-1);
    if (run?.limit === limit) run.times++;
    else runs.push({ limit, times: 1 });
  }
  return runs.map(({ limit, times }) => `${times} × ${limit}`);
}

/** How many entries came, and how many different ones. */
function countsOf({ pages }: Walked): { entries: number; different: number } {
  const ids = pages
    .flatMap((page) => page.entries)
    .map((entry) => /"_id":"(\w+)"/.exec(JSON.stringify(entry))?.[1]);
  return { entries: ids.length, different: new Set(ids).size };
}

function stallsOf(page: number, times: number): Fault {
  return { match: { page }, action: { kind: 'gateway-timeout' }, times };
}

describe('a page that keeps failing', () => {
  test('is asked for in 500s and then 200s, from the same place, and no model is lost', async () => {
    const hub = await hubOf({ models: { generated: 2500 }, faults: [stallsOf(2, 6)] });
    const walked = await walkOn(hub, whole);

    expect(sizesOf(hub)).toEqual(['4 × 1000', '3 × 500', '9 × 200']);
    expect(new Set(hub.requests.slice(1, 8).map(cursorOf)).size).toBe(1);
    expect(countsOf(walked)).toEqual({ entries: 2500, different: 2500 });
    expect(walked.effects.logged.filter(({ event }) => event === 'page-size-lowered')).toEqual([
      { event: 'page-size-lowered', facts: { from: 1000, to: 500 } },
      { event: 'page-size-lowered', facts: { from: 500, to: 200 } },
    ]);
  });

  test('is waited for before every new question', async () => {
    const hub = await hubOf({ models: { generated: 2500 }, faults: [stallsOf(2, 6)] });
    const { effects } = await walkOn(hub, whole);

    expect(effects.slept).toEqual([750, 1500, 3000, 750, 1500, 3000]);
  });

  test('is given up after eight failures at the smallest size', async () => {
    const hub = await hubOf({ models: { generated: 2500 }, faults: [stallsOf(1, 100)] });
    const failed = walkOn(hub, whole);

    await expect(failed).rejects.toThrow(expect.objectContaining({ name: 'SourceError', status: 504 }));
    expect(sizesOf(hub)).toEqual(['3 × 1000', '3 × 500', '8 × 200']);
  });

  test('twice is asked for as it was', async () => {
    const hub = await hubOf({
      models: { generated: 2500 },
      faults: [stallsOf(1, 2), stallsOf(2, 2), stallsOf(3, 2)],
    });
    const walked = await walkOn(hub, whole);

    expect(sizesOf(hub)).toEqual(['10 × 1000']);
    expect(countsOf(walked)).toEqual({ entries: 2500, different: 2500 });
  });

  test('for other reasons than its weight is asked for as it was', async () => {
    const hub = await hubOf({
      models: { generated: 2500 },
      faults: [
        { match: { page: 2 }, action: { kind: 'rate-limited', how: 'no-headers' }, times: 5 },
        { match: { page: 2 }, action: { kind: 'truncate-gzip' }, times: 5 },
      ],
    });
    const walked = await walkOn(hub, whole);

    expect(sizesOf(hub).every((size) => size.endsWith('× 1000'))).toBe(true);
    expect(countsOf(walked)).toEqual({ entries: 2500, different: 2500 });
  });

  test('is not asked for in pages that are hardly smaller', async () => {
    const hub = await hubOf({ models: { generated: 600 }, faults: [stallsOf(2, 7)] });
    const walked = await walkOn(hub, { pageSize: 250 });

    expect(sizesOf(hub)).toEqual(['11 × 250']);
    expect(eventsOf(walked)).not.toContain('page-size-lowered');
  });

  test('takes nothing from a look at the head', async () => {
    const hub = await hubOf({ models: { generated: 2500 }, faults: [stallsOf(2, 3)] });
    const walked = await walkOn(hub, { ...whole, order: 'downloads', atMost: 1700 });

    expect(sizesOf(hub)).toEqual(['4 × 1000', '2 × 500']);
    expect(countsOf(walked)).toEqual({ entries: 1700, different: 1700 });
  });
});

describe('a Hub that has recovered', () => {
  test('is asked for more after twenty pages, one step at a time', async () => {
    const hub = await hubOf({ models: { generated: 15_500 }, faults: [stallsOf(1, 6)] });
    const walked = await walkOn(hub, whole);

    expect(sizesOf(hub)).toEqual(['3 × 1000', '3 × 500', '20 × 200', '20 × 500', '3 × 1000']);
    expect(countsOf(walked)).toEqual({ entries: 15_500, different: 15_500 });
    expect(walked.effects.logged.filter(({ event }) => event === 'page-size-raised')).toEqual([
      { event: 'page-size-raised', facts: { from: 200, to: 500 } },
      { event: 'page-size-raised', facts: { from: 500, to: 1000 } },
    ]);
  });

  test('and fails once more has to answer twenty pages from then on', async () => {
    const hub = await hubOf({ models: { generated: 15_500 }, faults: [stallsOf(1, 3), stallsOf(11, 1)] });
    await walkOn(hub, whole);

    expect(sizesOf(hub)).toEqual(['3 × 1000', '31 × 500', '2 × 1000']);
  });

  test('is asked for less again where the larger page still fails', async () => {
    const large: Fault = {
      match: (request) => limitOf(request) === '1000',
      action: { kind: 'status', status: 503 },
      times: Number.POSITIVE_INFINITY,
    };
    const hub = await hubOf({ models: { generated: 11_000 }, faults: [large] });
    const walked = await walkOn(hub, whole);

    expect(sizesOf(hub)).toEqual(['3 × 1000', '20 × 500', '3 × 1000', '3 × 500']);
    expect(countsOf(walked)).toEqual({ entries: 11_000, different: 11_000 });
  });
});

test('a walk that is resumed goes on in the size it had', async () => {
  const hub = await hubOf({ models: { generated: 6000 }, faults: [stallsOf(1, 6)] });
  const { pages } = await walkOn(hub, whole);
  const asked = hub.requests.length;
  const resumeFrom = pages[0]?.next ?? null;
  const resumed = await walkOn(hub, whole, { ...START, resumeFrom, pages: 1, records: 200 });

  expect(hub.requests.slice(asked).map(limitOf).slice(0, 22)).toEqual([
    ...Array.from({ length: 20 }, () => '200'),
    '500',
    '500',
  ]);
  expect(countsOf(resumed)).toEqual({ entries: 5800, different: 5800 });
});
