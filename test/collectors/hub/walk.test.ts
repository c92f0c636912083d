import { describe, expect, test } from 'vitest';
import { walk } from '../../../collectors/hub/walk.ts';
import { effectsOn } from '../../support/effects.ts';
import { ALL, hubOf, justBefore, START, TEN, walkOn, walkThrough } from './walk-through.ts';

describe('a walk by creation', () => {
  test('sees every model exactly once, oldest first', async () => {
    const { names, pages } = await walkThrough();

    expect(names).toEqual(ALL);
    expect(pages.map((page) => page.entries.length)).toEqual([3, 3, 3, 1, 0]);
  });

  test('sees every model of a generated population exactly once', async () => {
    const hub = await hubOf({ models: { generated: 2500, seed: 7 } });
    const { pages } = await walkOn(hub, { pageSize: 1000 });

    const ids = pages
      .flatMap((page) => page.entries)
      .map((entry) => /[0-9a-f]{24}/.exec(JSON.stringify(entry))?.[0]);
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
    const hub = await hubOf({ models: TEN });
    const options = {
      hubUrl: hub.url,
      token: undefined,
      order: 'createdAt',
      atMost: null,
      pageSize: 1,
    } as const;
    const pages = walk(effectsOn('2026-11-20'), options, START);
    await pages.next();
    await new Promise((resolve) => setTimeout(resolve, 100));

    expect(hub.requests).toHaveLength(2);
    await pages.return(undefined);
  });

  test('of an empty Hub ends with one empty page', async () => {
    const hub = await hubOf({ models: [] });
    const { pages } = await walkOn(hub);

    expect(pages.map(({ entries, next }) => ({ entries, next }))).toEqual([{ entries: [], next: null }]);
  });
});

describe('while the world changes between pages', () => {
  test('a new model comes at the end', async () => {
    const { names } = await walkThrough(justBefore(2, (world) => world.insert({ id: 'acme/new' })));

    expect(names).toEqual([...ALL, 'new']);
  });

  test('a removed model that was not reached is missing, and no other', async () => {
    const { names } = await walkThrough(justBefore(2, (world) => world.remove('acme/m3')));

    expect(names).toEqual(ALL.filter((name) => name !== 'm3'));
  });

  test('a removed model that was seen stays seen, and no other is lost', async () => {
    const { names } = await walkThrough(justBefore(2, (world) => world.remove('acme/m2')));

    expect(names).toEqual(ALL);
  });

  test('a renamed model comes once, under the name it had when its page was read', async () => {
    const { names } = await walkThrough(
      justBefore(2, (world) => {
        world.rename('acme/m0', 'acme/late');
        world.rename('acme/m5', 'acme/soon');
      }),
    );

    expect(names).toEqual(['m0', 'm1', 'm2', 'm3', 'm4', 'soon', 'm6', 'm7', 'm8', 'm9']);
  });

  test('counters that are refreshed lose and repeat nothing', async () => {
    const { names } = await walkThrough([
      ...justBefore(2, (world) => world.refreshAll(1)),
      ...justBefore(3, (world) => world.setCounters('acme/m9', { downloads: 1_000_000 })),
    ]);

    expect(names).toEqual(ALL);
  });

  test('by downloads a model that rises past the cursor is missed, and one that falls comes twice', async () => {
    const { names } = await walkThrough(
      justBefore(2, (world) => {
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
    const { names } = await walkOn(
      hub,
      { order: 'downloads', atMost: 5 },
      { resumeFrom, pages: 1, records: 3 },
    );

    expect(names).toEqual(['m6', 'm5']);
  });

  test('that loses a Link among equal downloads loses nothing', async () => {
    const equal = TEN.map((model) => ({ ...model, downloads: 7 }));
    const hub = await hubOf({ models: equal, faults: [{ match: { page: 2 }, action: { kind: 'no-link' } }] });
    const { names } = await walkOn(hub, { order: 'downloads' });

    expect(names.toSorted()).toEqual(ALL);
  });
});
