import { learnFromRecordings } from '../collectors/accounts/recorded.ts';
import type { Effects } from '../collectors/collector.ts';
import { lookedAt, publishedLive } from '../collectors/published.ts';
import { type Progress, runCollector } from '../collectors/run-collector.ts';
import { sampleCollectors } from '../collectors/sample/index.ts';
import type { Db } from '../db/client.ts';
import { SnapshotRejected } from '../db/errors.ts';

/**
 * Loads the recordings that ship with the product, unless a live panel is published already. Looks that are
 * there are passed over, so an interrupted start goes on where it stopped. Partial looks are rejected like any
 * other. `onFirst` is called once the first look is in and pages have something to show.
 */
export async function loadSample(
  { db, effects }: { db: Db; effects: Effects },
  { onFirst, onProgress }: { onFirst: () => Promise<void>; onProgress: (says: string) => void },
): Promise<void> {
  let first = true;
  if (!(await publishedLive(db))) {
    const done = await lookedAt(db);
    for await (const collector of sampleCollectors()) {
      effects.signal.throwIfAborted();
      const asOf = collector.asOf(effects);
      if (!done.has(`${collector.panel.panel} ${asOf}`)) {
        onProgress(`Loading the sample: ${collector.panel.title}, ${asOf}`);
        await loadLook(collector, { db, effects });
      }
      if (!first) continue;
      first = false;
      await onFirst();
    }
    await learnFromRecordings(db);
  }
  if (first) await onFirst();
}

async function loadLook(
  collector: Parameters<typeof runCollector>[0],
  run: { db: Db; effects: Effects; onProgress?: (progress: Progress) => void },
): Promise<void> {
  try {
    await runCollector(collector, run);
  } catch (error) {
    // A partial look is kept out and stands in the quality log; the next day may be whole again.
    if (!(error instanceof SnapshotRejected)) throw error;
  }
}
