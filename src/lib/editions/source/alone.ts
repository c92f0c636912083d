import type { Db } from '../../../../db/client.ts';
import { only } from '../../../../db/client.ts';

/** Another process builds an edition of the panel right now. */
export class BuildingElsewhere extends Error {
  override readonly name = 'BuildingElsewhere';
}

/**
 * Runs `work` while nobody else who uses this database builds editions of the panel. The server knows at once when a
 * builder is gone, however it ended. Throws BuildingElsewhere.
 *
 * The lock belongs to a transaction that is open as long as `work` takes. It holds no snapshot and has no number of its own, so
 * that it keeps no vacuum back: a test asks the server. A lock of the session would have to be given
 * back by hand on a connection that the pool may renew, and behind a pooler of transactions it would belong to nobody.
 * Limits on long transactions are lifted for it alone; where the server ended it all the same, another builder could begin.
 */
export async function aloneWith<Result>(db: Db, panel: string, work: () => Promise<Result>): Promise<Result> {
  const done: Result[] = [];
  await db.begin('isolation level read committed read only', async (tx) => {
    await tx`
      select set_config(s.name, '0', true) from pg_settings s
      where s.name in ('idle_in_transaction_session_timeout', 'transaction_timeout')`;
    const name = `edition of ${panel}`;
    const asked = await tx<{ got: boolean }[]>`
      select pg_try_advisory_xact_lock(hashtextextended(${name}, 4321150818)) as "got"`;
    if (!only(asked).got)
      throw new BuildingElsewhere(`An edition of ${panel} is being built by another process.`);
    // The answer before stays open, with the snapshot it saw, until the next one; this one is closed at its end.
    await tx`select`.simple();
    done.push(await work());
  });
  return only(done);
}
