import type { Db } from '../../../db/client.ts';
import { searchForHappenings } from './search.ts';
import { tellReaders } from './tell.ts';

/** Searches for what subscribers want to hear of and puts mails into the queue. Returns a sentence about what was done. */
export async function raiseAlerts(db: Db, about: { today: string; signal: AbortSignal }): Promise<string> {
  const found = await searchForHappenings(db);
  const { mails, unreadable } = await tellReaders(db, about);
  return [
    found === null
      ? 'nothing was published since'
      : `${found} things happened that somebody asked to hear of`,
    mails === 1 ? 'one mail in the queue' : `${mails} mails in the queue`,
    ...(unreadable > 0 ? [`${unreadable} subscribers whose preferences cannot be read`] : []),
  ].join('; ');
}
