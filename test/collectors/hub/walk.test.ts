import { afterEach, describe, expect, test } from 'vitest';
import type { Page, WalkState } from '../../../collectors/collector.ts';
import { type WalkOptions, walk } from '../../../collectors/hub/walk.ts';
import { SourceError } from '../../../db/errors.ts';
import { effectsOn, type TestEffects } from '../../support/effects.ts';
import { type Fault, type HubItem, type StandInHub, startHub, type World } from '../../support/hub/start-hub.ts';

const running: StandInHub[] = [];

afterEach(async () => {
  await Promise.all(running.splice(0).map((hub) => hub.close()));
});

/** Ten models, oldest first, the oldest downloaded least. */
const TEN: readonly HubItem[] = Array.from({ length: 10 }, (_, i) => ({
  id: `acme/m${i}`,
  createdAt: new Date(Date.UTC(2024, 0, 1, 0, 0, i)).toISOString(),
  downloads: i * 10,
}));
const ALL = ['m0', 'm1', 'm2', 'm3', 'm4', 'm5', 'm6', 'm7', 'm8', 'm9'];

interface Walked {
  hub: StandInHub;
  effects: TestEffects;
  pages: Page[];
  /** Names in order of appearance, without `acme/`. */
  names: string[];
}

const START: WalkState = { resumeFrom: null, pages: 0, records: 0 };

async function walkThrough(
  faults: readonly Fault[] = [],
  options: Partial<WalkOptions> = {},
  from = START,
): Promise<Walked> {
  const hub = await startHub({ models: TEN, faults });
  running.push(hub);
  return await walkOn(hub, options, from);
}

async function walkOn(hub: StandInHub, options: Partial<WalkOptions> = {}, from = START): Promise<Walked> {
  const effects = effectsOn('2026-11-20');
  const pages: Page[] = [];
  const asked = { hubUrl: hub.url, token: 'hf_token', order: 'createdAt', atMost: null, pageSize: 3, ...options } as const;
  for await (const page of walk(effects, asked, from)) pages.push(page);
  return { hub, effects, pages, names: pages.flatMap(namesOf) };
}

function namesOf(page: Page): string[] {
  return page.entries.map((entry) => /"id":"acme\/(\w+)"/.exec(JSON.stringify(entry))?.[1] ?? '?');
}

function eventsOf({ effects }: Walked): string[] {
  return effects.logged.map(({ event }) => event);
}

/** Something happens just before this page is answered. */
function before(page: number, change: (world: World) => void): Fault[] {
  return [{ match: { page }, action: { kind: 'world', change } }];
}

describe('a walk by creation', () => {
  test('sees every model exactly once, oldest first', async () => {
    const { names, pages } = await walkThrough();

    expect(names).toEqual(ALL);
    expect(pages.map((page) => page.entries.length)).toEqual([3, 3, 3, 1, 0]);
  });

  test('sees every model of a generated population exactly once', async () => {
    const hub = await startHub({ models: { generated: 2500, seed: 7 } });
    running.push(hub);
    const { pages } = await walkOn(hub, { pageSize: 1000 });

    const ids = pages.flatMap((page) => page.entries).map((entry) => /[0-9a-f]{24}/.exec(JSON.stringify(entry))?.[0]);
    expect(new Set(ids).size).toBe(2500);
    expect(ids).toHaveLength(2500);
  });

  test('asks for the fields we read, a thousand models at a time', async () => {
    const { hub } = await walkThrough([], { pageSize: 1000 });

    expect(hub.requests[0]?.url).toBe(
      '/api/models?limit=1000&sort=createdAt&direction=1&expand=author&expand=baseModels&expand=cardData' +
        '&expand=createdAt&expand=disabled&expand=downloads&expand=downloadsAllTime&expand=gated&expand=gguf' +
        '&expand=lastModified&expand=library_name&expand=likes&expand=pipeline_tag&expand=private' +
        '&expand=safetensors&expand=sha&expand=tags&expand=trendingScore',
    );
  });

  test('goes on where an earlier one stopped', async () => {
    const { hub, pages } = await walkThrough();
    const { names } = await walkOn(hub, {}, { resumeFrom: pages[1]?.next ?? null, pages: 2, records: 6 });

    expect(names).toEqual(['m6', 'm7', 'm8', 'm9']);
  });

  test('asks for one page ahead and no more', async () => {
    const hub = await startHub({ models: TEN });
    running.push(hub);
    const options = { hubUrl: hub.url, token: undefined, order: 'createdAt', atMost: null, pageSize: 1 } as const;
    const pages = walk(effectsOn('2026-11-20'), options, START);
    await pages.next();
    await new Promise((resolve) => setTimeout(resolve, 100));

    expect(hub.requests).toHaveLength(2);
    await pages.return(undefined);
  });

  test('of an empty Hub ends with one empty page', async () => {
    const hub = await startHub({ models: [] });
    running.push(hub);
    const { pages } = await walkOn(hub);

    expect(pages.map(({ entries, next }) => ({ entries, next }))).toEqual([{ entries: [], next: null }]);
  });
});

describe('what a Link may do', () => {
  test.each([1, 2, 3])('lost after page %d it loses nothing', async (page) => {
    const walked = await walkThrough([{ match: { page }, action: { kind: 'no-link' } }]);

    expect(walked.names).toEqual(ALL);
    expect(eventsOf(walked)).toEqual(['link-missing', 'link-missing']);
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

    expect(eventsOf(walked)).toEqual(['link-missing']);
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
    const stranger = await startHub({ models: [] });
    running.push(stranger);
    const value = `<${stranger.url}/api/models?cursor=x>; rel="next"`;
    const { names } = await walkThrough([{ match: { page: 2 }, action: { kind: 'link', to: { value } } }]);

    expect(names).toEqual(ALL);
    expect(stranger.requests).toEqual([]);
  });

  test.each(['relative', 'two-links'] as const)('of the kind %s is followed', async (to) => {
    expect((await walkThrough([{ match: { page: 2 }, action: { kind: 'link', to } }])).names).toEqual(ALL);
  });

  test('that leads in a circle everywhere ends with a SourceError', async () => {
    const circle: Fault = { action: { kind: 'cursor-loop' }, times: Number.POSITIVE_INFINITY };

    await expect(walkThrough([circle])).rejects.toThrow('the walk makes no progress');
  });

  test('that leads in a circle at one page is left behind', async () => {
    const circle: Fault = { match: { page: 2 }, action: { kind: 'cursor-loop' }, times: Number.POSITIVE_INFINITY };
    const walked = await walkThrough([circle]);

    expect(walked.names).toEqual(['m0', 'm1', 'm2', 'm3', 'm4', 'm5', 'm3', 'm4', 'm5', 'm6', 'm7', 'm8', 'm9']);
    expect(eventsOf(walked)).toEqual(['page-repeated', 'link-missing']);
  });
});

describe('pages that go wrong', () => {
  test('a repeated page hides none', async () => {
    const walked = await walkThrough([{ match: { page: 2 }, action: { kind: 'repeat-page' } }]);

    expect(walked.names).toEqual(['m0', 'm1', 'm2', ...ALL]);
    expect(eventsOf(walked)).toEqual(['page-repeated', 'link-missing']);
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
    expect(eventsOf(walked)).toEqual(['page-empty', 'link-missing']);
  });

  test('an empty page that a Link led to is no end', async () => {
    const walked = await walkThrough([
      { match: { page: 3 }, action: { kind: 'empty-page-with-link' } },
      { match: { page: 3 }, action: { kind: 'no-link' } },
    ]);

    expect(walked.names).toEqual(ALL);
  });

  test('a page that stays empty is passed by its Link', async () => {
    const empty: Fault = { match: { page: 2 }, action: { kind: 'empty-page-with-link' }, times: 2 };

    expect((await walkThrough([empty])).names).toEqual(['m0', 'm1', 'm2', 'm6', 'm7', 'm8', 'm9']);
  });

  test('empty pages with Links for ever end with a SourceError', async () => {
    const empty: Fault = { action: { kind: 'empty-page-with-link' }, times: Number.POSITIVE_INFINITY };

    await expect(walkThrough([empty])).rejects.toThrow('the walk makes no progress');
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
    const hub = await startHub({
      models: TEN,
      faults: [{ match: { page: 3 }, action: { kind: 'status', status: 503 }, times: 100 }],
    });
    running.push(hub);
    const options = { hubUrl: hub.url, token: undefined, order: 'createdAt', atMost: null, pageSize: 3 } as const;
    const seen: string[] = [];
    const whole = (async () => {
      for await (const page of walk(effectsOn('2026-11-20'), options, START)) seen.push(...namesOf(page));
    })();

    await expect(whole).rejects.toThrow(expect.objectContaining({ name: 'SourceError', status: 503 }));
    expect(seen).toEqual(['m0', 'm1', 'm2', 'm3', 'm4', 'm5']);
  });
});

describe('while the world changes between pages', () => {
  test('a new model comes at the end', async () => {
    const { names } = await walkThrough(before(2, (world) => world.insert({ id: 'acme/new' })));

    expect(names).toEqual([...ALL, 'new']);
  });

  test('a removed model that was not reached is missing, and no other', async () => {
    const { names } = await walkThrough(before(2, (world) => world.remove('acme/m3')));

    expect(names).toEqual(ALL.filter((name) => name !== 'm3'));
  });

  test('a removed model that was seen stays seen, and no other is lost', async () => {
    const { names } = await walkThrough(before(2, (world) => world.remove('acme/m2')));

    expect(names).toEqual(ALL);
  });

  test('a renamed model comes once, under the name it had when its page was read', async () => {
    const { names } = await walkThrough(
      before(2, (world) => {
        world.rename('acme/m0', 'acme/late');
        world.rename('acme/m5', 'acme/soon');
      }),
    );

    expect(names).toEqual(['m0', 'm1', 'm2', 'm3', 'm4', 'soon', 'm6', 'm7', 'm8', 'm9']);
  });

  test('counters that are refreshed lose and repeat nothing', async () => {
    const { names } = await walkThrough([
      ...before(2, (world) => world.refreshAll(1)),
      ...before(3, (world) => world.setCounters('acme/m9', { downloads: 1_000_000 })),
    ]);

    expect(names).toEqual(ALL);
  });

  test('by downloads a model that rises past the cursor is missed, and one that falls comes twice', async () => {
    const { names } = await walkThrough(
      before(2, (world) => {
        world.setCounters('acme/m0', { downloads: 1_000_000 });
        world.setCounters('acme/m9', { downloads: 1 });
      }),
      { order: 'downloads' },
    );

    expect(names).toEqual(['m9', 'm8', 'm7', 'm6', 'm5', 'm4', 'm3', 'm2', 'm1', 'm9']);
  });
});

describe('a walk of the head', () => {
  test('stops at the number asked for', async () => {
    const { names, hub } = await walkThrough([], { order: 'downloads', atMost: 5 });

    expect(names).toEqual(['m9', 'm8', 'm7', 'm6', 'm5']);
    expect(hub.requests).toHaveLength(2);
  });

  test('stops at a full page without asking for another', async () => {
    const { names, hub } = await walkThrough([], { order: 'downloads', atMost: 6 });

    expect(names).toEqual(['m9', 'm8', 'm7', 'm6', 'm5', 'm4']);
    expect(hub.requests).toHaveLength(2);
  });

  test('ends with the Hub where there are fewer', async () => {
    const { names } = await walkThrough([], { order: 'downloads', atMost: 100 });

    expect(names).toEqual(ALL.toReversed());
  });

  test('resumed counts what was read before', async () => {
    const { hub, pages } = await walkThrough([], { order: 'downloads', atMost: 5 });
    const resumeFrom = pages[0]?.next ?? null;
    const { names } = await walkOn(hub, { order: 'downloads', atMost: 5 }, { resumeFrom, pages: 1, records: 3 });

    expect(names).toEqual(['m6', 'm5']);
  });

  test('that loses a Link among equal downloads loses nothing', async () => {
    const equal = TEN.map((model) => ({ ...model, downloads: 7 }));
    const hub = await startHub({ models: equal, faults: [{ match: { page: 2 }, action: { kind: 'no-link' } }] });
    running.push(hub);
    const { names } = await walkOn(hub, { order: 'downloads' });

    expect(names.toSorted()).toEqual(ALL);
  });
});
