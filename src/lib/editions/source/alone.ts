import type { Db } from '../../../../db/client.ts';
import { only } from '../../../../db/client.ts';

/** Another process builds an edition of the panel right now. */
export class BuildingElsewhere extends Error {
  override readonly name = 'BuildingElsewhere';
}

/**
 * Runs `work` while nobody else who uses this database builds editions of the panel. The server knows at once when a
 * builder is gone, however it ended. Throws BuildingElsewhere.
 */
export async function aloneWith<Result>(db: Db, panel: string, work: () => Promise<Result>): Promise<Result> {
  const done: Result[] = [];
  await db.begin(async (tx) => {
    const name = `edition of ${panel}`;
    const asked = await tx<{ got: boolean }[]>`
      select pg_try_advisory_xact_lock(hashtextextended(${name}, 4321150818)) as "got"`;
    if (!only(asked).got)
      throw new BuildingElsewhere(`An edition of ${panel} is being built by another process.`);
    done.push(await work());
  });
  return only(done);
}
