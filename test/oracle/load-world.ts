import type { Collector, ModelRecord } from '../../collectors/collector.ts';
import { namespaceOf } from '../../collectors/hub/parse.ts';
import { runCollector } from '../../collectors/run-collector.ts';
import type { Db } from '../../db/client.ts';
import { SnapshotRejected } from '../../db/errors.ts';
import { loadReference, type Reference } from '../../db/load-reference.ts';
import { effectsOn } from '../support/effects.ts';
import type { Entry, World, WorldLook } from './world.ts';

const PAGE = 5000;

/** Puts the reference in force and takes every look of the world, as a collector of one panel, `hub`. */
export async function loadWorld(db: Db, world: World, reference: Reference): Promise<void> {
  await loadReference(db, reference);
  for (const look of world.looks) await take(db, world, look);
}

/** From the next publication on every panel keeps slices, however small. */
export async function sliceEveryPanel(db: Db): Promise<void> {
  await db`create or replace function slices_from() returns integer language sql immutable as 'select 0'`.simple();
}

async function take(db: Db, world: World, look: WorldLook): Promise<void> {
  const run = runCollector(collectorOf(world, look), { db, effects: effectsOn(look.day) });
  if (look.fate !== 'rejected') {
    await run;
    return;
  }
  const refused = await run.then(
    () => null,
    (error: unknown) => error,
  );
  if (!(refused instanceof SnapshotRejected))
    throw new Error(`the look of ${look.day} was not rejected`, { cause: refused });
}

/** Its raw entries are places in the look. */
function collectorOf(world: World, { day, entries }: WorldLook): Collector {
  return {
    panel: {
      panel: 'hub',
      title: 'A generated world',
      population: 'Models that were generated for a test.',
      kind: 'live',
      sourceTitle: 'A generator',
      sourceUrl: 'https://example.org/',
      terms: 'None',
      rank: 1,
      whole: true,
      everyDays: 1,
    },
    asOf: () => day,
    parse: (place) => recordOf(world, entries[Number(place)]),
    async *walk(effects, from) {
      const count = Math.max(1, Math.ceil(entries.length / PAGE));
      for (let n = from.pages; n < count; n++) {
        const first = n * PAGE;
        const places = Array.from({ length: Math.min(PAGE, entries.length - first) }, (_, i) => first + i);
        yield {
          entries: places,
          asked: `page ${n + 1}`,
          fetchedAt: effects.now(),
          next: n + 1 < count ? `page ${n + 2}` : null,
        };
      }
    },
  };
}

function recordOf(world: World, entry: Entry | undefined): ModelRecord {
  const model = world.models[entry?.model ?? -1];
  if (!entry || !model) throw new Error('a look names a model that the world does not have');
  const { bases, repoId, ...said } = entry.said;
  return {
    objectId: model.objectId,
    repoId,
    namespace: namespaceOf(repoId),
    repoCreatedAt: model.createdAt === null ? null : new Date(model.createdAt),
    downloads30d: entry.downloads30d,
    downloadsAllTime: entry.downloadsAllTime,
    likes: entry.likes,
    attributes: {
      ...said,
      licenseLink: null,
      safetensorsParameters: null,
      ggufParameters: null,
      activeParameters: null,
      disabled: false,
      baseModels: bases.map(({ name }) => name),
      baseObjectIds: bases.map((base) =>
        base.resolved ? (world.models[base.model ?? -1]?.objectId ?? '') : '',
      ),
      lineageSource: bases.length > 0 ? 'hub' : null,
      tags: [],
    },
    repairs: [],
  };
}
