import type { JobContext } from '../../collectors/schedule/job.ts';
import { packClosedMonths } from '../../db/pack.ts';
import { isUnjudged, rejudge } from '../../db/rejudge.ts';
import { raiseAlerts } from '../../src/lib/alerts/raise.ts';
import { recomputeClaims } from '../../src/lib/claims/recompute.ts';
import { bringTogether, departureFile } from '../../src/lib/subscribers/departure-log.ts';
import { purge } from '../../src/lib/subscribers/store/upkeep.ts';

export async function packMonths({ db }: JobContext): Promise<string> {
  const packed = await packClosedMonths(db);
  if (packed.length === 0) return 'nothing to pack';
  return `packed ${packed.map(({ panel, month }) => `${panel} ${month.slice(0, 7)}`).join(', ')}`;
}

export async function judgeAnew({ db, effects: { signal }, onProgress }: JobContext): Promise<string> {
  if (!(await isUnjudged(db))) return 'everything is judged by the reference in force';
  const { snapshots } = await rejudge(db, { signal, onProgress });
  return `${snapshots} days judged anew`;
}

export async function checkClaims({ db }: JobContext): Promise<string> {
  const recorded = await recomputeClaims(db);
  if (recorded === null) return 'the ledger stands as of the newest publication';
  return `${recorded.claims} claims computed, ${recorded.changes.length} with another status`;
}

export async function keepPromises({ db, env, effects }: JobContext): Promise<string> {
  const ended = await bringTogether(db, departureFile(env.dataDir));
  if (ended > 0) effects.log('departures-replayed', { subscribers: ended });
  const { unconfirmed } = await purge(db);
  return `${unconfirmed} addresses without a confirmation removed, ${ended} that had left ended again`;
}

export async function alertSubscribers({ db, effects: { now, signal } }: JobContext): Promise<string> {
  return await raiseAlerts(db, { today: now().toISOString().slice(0, 10), signal });
}
