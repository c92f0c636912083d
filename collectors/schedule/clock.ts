import type { Db } from '../../db/client.ts';
import type { Effects } from '../collector.ts';
import { databaseNow } from './ledger.ts';

/** Beyond this the difference is worth a line of the log. */
const WORTH_SAYING_MS = 5 * 60_000;

/**
 * The same effects with the clock of the database: workers whose own clocks differ agree on what day it is.
 * It runs on evenly, also when the clock of this machine is set.
 */
export async function onDatabaseClock(db: Db, effects: Effects): Promise<Effects> {
  const now = await databaseNow(db);
  const readAt = performance.now();
  const aheadMs = effects.now().getTime() - now.getTime();
  if (Math.abs(aheadMs) > WORTH_SAYING_MS) {
    effects.log('clock-differed', { aheadSeconds: Math.round(aheadMs / 1000), followed: 'database' });
  }
  return { ...effects, now: () => new Date(now.getTime() + performance.now() - readAt) };
}
