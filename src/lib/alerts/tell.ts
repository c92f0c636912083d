import type { Db } from '../../../db/client.ts';
import { hasAlerts, preferencesSchema } from '../subscribers/preferences.ts';
import {
  type Noted,
  type Reader,
  readBacklog,
  readHappenings,
  type Telling,
  tellNext,
} from '../subscribers/store/alert-readers.ts';
import { type Alert, mostTold } from './happening.ts';
import { type Matcher, matcherOf } from './match.ts';

const readersAtOnce = 500;

export interface Told {
  mails: number;
  /** Subscribers whose preferences this program cannot read: they are told nothing. */
  unreadable: number;
}

/**
 * Puts a mail into the queue for every subscriber whom something concerns, at most one for each UTC day. What is found
 * after the mail of a day is told on the next.
 */
export async function tellReaders(
  db: Db,
  { today, signal }: { today: string; signal: AbortSignal },
): Promise<Told> {
  const told: Told = { mails: 0, unreadable: 0 };
  const through = await readBacklog(db, today);
  if (through === null) return told;
  const noted = await readHappenings(db);
  const matcher = matcherOf(noted.filter(({ happeningId }) => happeningId <= through));
  const choose = (readers: readonly Reader[]) =>
    readers.map((reader): Telling => {
      const alert = alertOf(matcher, reader);
      if (alert === undefined) told.unreadable += 1;
      return { subscriberId: reader.subscriberId, alert: alert ?? null };
    });
  for (let after: number | null = 0; after !== null; ) {
    signal.throwIfAborted();
    const batch = await tellNext(db, { day: today, through, after, limit: readersAtOnce }, choose);
    told.mails += batch.mails;
    after = batch.last;
  }
  return told;
}

/** Null: nothing concerns the reader. Undefined: what they chose cannot be read. */
function alertOf(matcher: Matcher, reader: Reader): Alert | null | undefined {
  const preferences = preferencesSchema.safeParse(reader.preferences);
  if (!preferences.success) return undefined;
  if (!hasAlerts(preferences.data)) return null;
  const happened = matcher(preferences.data, (noted) => isNew(noted, reader));
  if (happened.length === 0) return null;
  return { happened: happened.slice(0, mostTold), more: Math.max(0, happened.length - mostTold) };
}

/** Whoever was told nothing yet hears of what was noted after they confirmed. */
function isNew({ happeningId, notedAt }: Noted, { toldThrough, confirmedAt }: Reader): boolean {
  if (toldThrough !== null) return happeningId > toldThrough;
  return confirmedAt === null || notedAt > confirmedAt;
}
