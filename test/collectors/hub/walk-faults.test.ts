import { describe, expect, test } from 'vitest';
import { walk } from '../../../collectors/hub/walk.ts';
import { SourceError } from '../../../db/errors.ts';
import { effectsOn } from '../../support/effects.ts';
import type { Fault, HubItem } from '../../support/hub/start-hub.ts';
import { ALL, eventsOf, hubOf, namesOf, START, TEN, walkThrough } from './walk-through.ts';

describe('what a Link may do', () => {
  test.each([1, 2, 3])('lost after page %d it loses nothing', async (page) => {
    const walked = await walkThrough([{ match: { page }, action: { kind: 'no-link' } }]);

    expect(walked.names).toEqual(ALL);
    expect(eventsOf(walked)).toEqual(['link-missing']);
  });

  test('lost after a page whose last record is broken it loses nothing', async () => {
    const spoiled = (items: HubItem[]) => [...items, { id: 'acme/broken' }];
    const walked = await walkThrough([
      { match: { page: 2 }, action: { kind: 'no-link' } },
      { match: { page: 2 }, action: { kind: 'items', change: spoiled } },
    ]);

    expect(walked.names.filter((name) => name !== 'broken')).toEqual(ALL);
  });

  test('missing at the end, the end is verified', async () => {
    const walked = await walkThrough();

    expect(eventsOf(walked)).toEqual([]);
    expect(walked.pages.at(-1)?.entries).toEqual([]);
  });

  test.each(['other-host', 'http-scheme', 'userinfo', 'other-path'] as const)(
    'of the kind %s is not followed, and nothing is lost',
    async (to) => {
      const { hub, names } = await walkThrough([{ match: { page: 2 }, action: { kind: 'link', to } }]);

      expect(names).toEqual(ALL);
      expect(new Set(hub.requests.map(({ path }) => path))).toEqual(new Set(['/api/models']));
    },
  );

  test('to a listener on this machine never brings it a request', async () => {
    const stranger = await hubOf({ models: [] });
    const value = `<${stranger.url}/api/models?cursor=x>; rel="next"`;
    const { names } = await walkThrough([{ match: { page: 2 }, action: { kind: 'link', to: { value } } }]);

    expect(names).toEqual(ALL);
    expect(stranger.requests).toEqual([]);
  });

  test.each(['relative', 'two-links'] as const)('of the kind %s is followed', async (to) => {
    expect((await walkThrough([{ match: { page: 2 }, action: { kind: 'link', to } }])).names).toEqual(ALL);
  });

  test('whose cursor the Hub itself does not take is replaced by one of ours, and nothing is lost', async () => {
    const value = '</api/models?cursor=broken>; rel="next"';
    const walked = await walkThrough([{ match: { page: 2 }, action: { kind: 'link', to: { value } } }]);

    expect(walked.names).toEqual(ALL);
    expect(eventsOf(walked)).toEqual(['link-refused']);
  });

  test('that leads in a circle everywhere ends with a SourceError', async () => {
    const circle: Fault = { action: { kind: 'cursor-loop' }, times: Number.POSITIVE_INFINITY };

    await expect(walkThrough([circle])).rejects.toThrow('the walk makes no progress');
  });

  test('that leads in a circle at one page is left behind', async () => {
    const circle: Fault = {
      match: { page: 2 },
      action: { kind: 'cursor-loop' },
      times: Number.POSITIVE_INFINITY,
    };
    const walked = await walkThrough([circle]);

    expect(walked.names).toEqual([
      'm0',
      'm1',
      'm2',
      'm3',
      'm4',
      'm5',
      'm3',
      'm4',
      'm5',
      'm6',
      'm7',
      'm8',
      'm9',
    ]);
    expect(eventsOf(walked)).toEqual(['page-repeated']);
  });
});

describe('pages that go wrong', () => {
  test('a repeated page hides none', async () => {
    const walked = await walkThrough([{ match: { page: 2 }, action: { kind: 'repeat-page' } }]);

    expect(walked.names).toEqual(['m0', 'm1', 'm2', ...ALL]);
    expect(eventsOf(walked)).toEqual(['page-repeated']);
  });

  test('the same page for ever ends with a SourceError', async () => {
    let first: HubItem[] | null = null;
    const same = (items: HubItem[]) => {
      first ??= items;
      return first;
    };

    await expect(
      walkThrough([{ action: { kind: 'items', change: same }, times: Number.POSITIVE_INFINITY }]),
    ).rejects.toThrow(SourceError);
  });

  test('an empty page with a Link hides none', async () => {
    const walked = await walkThrough([{ match: { page: 2 }, action: { kind: 'empty-page-with-link' } }]);

    expect(walked.names).toEqual(ALL);
    expect(eventsOf(walked)).toEqual(['page-empty']);
  });

  test('an empty page that a Link led to is no end', async () => {
    const walked = await walkThrough([
      { match: { page: 3 }, action: { kind: 'empty-page-with-link' } },
      { match: { page: 3 }, action: { kind: 'no-link' } },
    ]);

    expect(walked.names).toEqual(ALL);
  });

  test('an empty page behind a lost Link hides none, and is asked three times', async () => {
    const walked = await walkThrough([
      { match: { page: 1 }, action: { kind: 'no-link' } },
      { match: { page: 2 }, action: { kind: 'empty-page-with-link' }, times: 2 },
    ]);

    expect(walked.names).toEqual(ALL);
  });

  test('a page that stays empty is passed by its Link', async () => {
    const empty: Fault = { match: { page: 2 }, action: { kind: 'empty-page-with-link' }, times: 3 };

    expect((await walkThrough([empty])).names).toEqual(['m0', 'm1', 'm2', 'm6', 'm7', 'm8', 'm9']);
  });

  test('empty pages with Links for ever end with a SourceError', async () => {
    const empty: Fault = { action: { kind: 'empty-page-with-link' }, times: Number.POSITIVE_INFINITY };

    await expect(walkThrough([empty])).rejects.toThrow('the walk makes no progress');
  });

  const crowd = (count: number) => (items: HubItem[]) => [
    ...items,
    ...Array.from({ length: count - items.length }, () => ({ id: 'acme/crowd' })),
  ];

  test('a page of more than five thousand entries is none: it is asked once more', async () => {
    const crowded: Fault = { match: { page: 2 }, action: { kind: 'items', change: crowd(5001) } };
    const walked = await walkThrough([crowded]);

    expect(walked.names).toEqual(ALL);
    expect(eventsOf(walked)).toEqual(['source-retried']);
  });

  test('a page of five thousand entries is one', async () => {
    const crowded: Fault = { match: { page: 2 }, action: { kind: 'items', change: crowd(5000) } };
    const walked = await walkThrough([crowded]);

    expect(walked.pages[1]?.entries).toHaveLength(5000);
    expect(walked.names.filter((name) => name !== 'crowd')).toEqual(ALL);
  });

  test('pages of more than five thousand entries for ever end with a SourceError', async () => {
    const crowded: Fault = {
      action: { kind: 'items', change: crowd(5001) },
      times: Number.POSITIVE_INFINITY,
    };

    await expect(walkThrough([crowded])).rejects.toThrow('gave up after 8 failures');
  });

  test('a page that fails twice is asked a third time, and nothing is lost', async () => {
    const { names, effects } = await walkThrough([
      { match: { page: 3 }, action: { kind: 'gateway-timeout' } },
      { match: { page: 3 }, action: { kind: 'truncate-json' } },
      { match: { page: 3 }, action: { kind: 'reset-mid-body' } },
    ]);

    expect(names).toEqual(ALL);
    expect(effects.slept.length).toBeGreaterThan(0);
  });

  test('a page that fails for good comes after all pages before it', async () => {
    const hub = await hubOf({
      models: TEN,
      faults: [{ match: { page: 3 }, action: { kind: 'status', status: 503 }, times: 100 }],
    });
    const options = {
      hubUrl: hub.url,
      token: undefined,
      order: 'createdAt',
      atMost: null,
      pageSize: 3,
    } as const;
    const seen: string[] = [];
    const whole = (async () => {
      for await (const page of walk(effectsOn('2026-11-20'), options, START)) seen.push(...namesOf(page));
    })();

    await expect(whole).rejects.toThrow(expect.objectContaining({ name: 'SourceError', status: 503 }));
    expect(seen).toEqual(['m0', 'm1', 'm2', 'm3', 'm4', 'm5']);
  });
});
