import type { Db } from '../../../db/client.ts';
import { definitionOf } from '../definition/defaults.ts';
import { readFigure } from '../metrics/engine/read-figure.ts';
import {
  type PublisherReleases,
  readPublisherReleases,
  readWatchedModels,
  type WatchedModel,
  type WatchedQuery,
} from '../metrics/watched.ts';
import { lookUpTo, shareOf } from '../site/review/looks.ts';
import type { Payload, Section } from './payload.ts';
import { type Period, periodAt, periodOf } from './period.ts';
import { type WatchedShare, watchedSection } from './watched-section.ts';

/** What a reader watches: addresses of models and ids of publishers. */
export interface Watch {
  models: readonly string[];
  publishers: readonly string[];
}

/** Reads for many readers of one issue what each of them watches. */
export interface WatchedReader {
  /** Null where nothing is watched. */
  sectionFor: (db: Db, watch: Watch) => Promise<Section | null>;
}

/** So much is kept of one issue: what is watched by many is read once. */
const mostKept = 20_000;

/** Everything stands at the snapshot of the issue, but for names, and releases, which stand as of today. */
export function openWatched(payload: Payload): WatchedReader {
  const query: WatchedQuery = {
    panel: payload.panel.panel,
    asOf: payload.asOf,
    before: payload.comparedWith,
    from: payload.week.from,
    until: payload.week.until,
  };
  const models = keeping<WatchedModel>(
    async (db, names) =>
      new Map((await readWatchedModels(db, names, query)).map((model) => [model.name, model])),
  );
  const releases = keeping<PublisherReleases>(
    async (db, ids) =>
      new Map((await readPublisherReleases(db, ids, query)).map((each) => [each.publisher, each])),
  );
  const shares = once((db) => readShares(db, periodOf(payload), query));
  return {
    async sectionFor(db, watch) {
      if (watch.models.length === 0 && watch.publishers.length === 0) return null;
      return watchedSection(payload, watch, {
        models: await models(db, watch.models),
        releases: await releases(db, watch.publishers),
        shares: watch.publishers.length === 0 ? new Map() : await shares(db),
      });
    },
  };
}

type FactsOf<Fact> = (db: Db, names: readonly string[]) => Promise<ReadonlyMap<string, Fact>>;

/** The same reading, but of every name once; that nothing is known of one is kept as well. */
function keeping<Fact>(read: FactsOf<Fact>): FactsOf<Fact> {
  const kept = new Map<string, Fact | null>();
  return async (db, names) => {
    const missing = [...new Set(names)].filter((name) => !kept.has(name));
    const found = missing.length === 0 ? new Map<string, Fact>() : await read(db, missing);
    const facts = new Map<string, Fact>();
    for (const name of names) {
      const fact = found.get(name) ?? kept.get(name) ?? null;
      if (fact !== null) facts.set(name, fact);
    }
    if (kept.size + missing.length > mostKept) kept.clear();
    for (const name of missing) kept.set(name, found.get(name) ?? null);
    return facts;
  };
}

/** Reads at the first call, and again after one that failed. */
function once<Read>(read: (db: Db) => Promise<Read>): (db: Db) => Promise<Read> {
  const state: { reading: Promise<Read> | null } = { reading: null };
  return async (db) => {
    state.reading ??= read(db);
    try {
      return await state.reading;
    } catch (error) {
      state.reading = null;
      throw error;
    }
  };
}

/** Shares of all known publishers at the snapshot and at the one it is compared with. */
async function readShares(
  db: Db,
  period: Period,
  { panel, asOf, before, until }: WatchedQuery,
): Promise<ReadonlyMap<string, WatchedShare>> {
  const figure = await readFigure(
    db,
    definitionOf({
      panel,
      by: ['publisher'],
      step: period.kind,
      snapshot: asOf,
      window: { from: periodAt(period.kind, before ?? asOf).from, until },
    }),
  );
  const [now, then] = [lookUpTo(figure, asOf), lookUpTo(figure, before)];
  return new Map(
    figure.groups
      .filter(({ open }) => !open)
      .map(({ ids: [id = ''], names: [name = ''] }) => [
        id,
        { name, share: shareOf(now, [id]), before: then && shareOf(then, [id]) },
      ]),
  );
}
