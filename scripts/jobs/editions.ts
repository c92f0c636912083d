import type { JobContext } from '../../collectors/schedule/job.ts';
import { buildEdition } from '../../src/lib/editions/build/build-edition.ts';
import type { EditionKind } from '../../src/lib/editions/dictionary/index.ts';
import { makeRoom } from '../../src/lib/editions/make-room.ts';
import { isLooking, readOfSnapshots } from '../../src/lib/editions/source/of-snapshot.ts';
import { editionsFolder } from '../../src/lib/editions/store.ts';

const PATIENCE_MS = 180_000;

/** An edition for every panel whose newest snapshot has none of that kind. */
export async function writeEditions(kind: EditionKind, context: JobContext): Promise<string> {
  const { db, env, onProgress } = context;
  const { now, signal, log } = context.effects;
  const root = editionsFolder(env.dataDir);
  const built: string[] = [];
  await letLooksPass(context);
  for (const { panel } of await readOfSnapshots(db, null)) {
    const says = (words: string) => onProgress(`edition of ${panel}: ${words}`);
    const one = await buildEdition({ db, root, panel, kind, now, signal, onProgress: says });
    if (!one?.isNew) continue;
    log('edition-built', { panel, edition: one.edition.edition, kind });
    built.push(`${panel}/${one.edition.edition}`);
  }
  const removed = kind === 'aggregates' ? await makeRoomIn(root, context) : [];
  return [
    built.length === 0 ? 'every panel has its edition' : `built ${built.join(', ')}`,
    ...(removed.length === 0 ? [] : [`removed the files of ${removed.join(', ')}`]),
  ].join('; ');
}

/** Where the operator wants old files away. */
async function makeRoomIn(root: string, { env, effects }: JobContext): Promise<readonly string[]> {
  const { editionsKeepDays: keepDays } = env;
  if (keepDays === null) return [];
  const removed = await makeRoom({ root, keepDays, now: effects.now });
  if (removed.length > 0) effects.log('edition-files-removed', { editions: removed, keepDays });
  return removed;
}

/** Files can wait some minutes for a look at the Hub, which would be of a later hour; a walk through everything takes longer. */
async function letLooksPass({ db, effects, onProgress }: JobContext): Promise<void> {
  const until = effects.now().getTime() + PATIENCE_MS;
  while ((await isLooking(db)) && effects.now().getTime() < until) {
    effects.signal.throwIfAborted();
    onProgress('editions wait for the look that is being taken');
    await effects.sleep(3000);
  }
}
