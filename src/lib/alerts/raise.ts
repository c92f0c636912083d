import type { Db } from '../../../db/client.ts';
import { searchForHappenings } from './search.ts';
import { tellReaders } from './tell.ts';

/** Searches for what subscribers want to hear of and queues mails about it. Returns a sentence about what was done. */
export async function raiseAlerts(db: Db, about: { today: string; signal: AbortSignal }): Promise<string> {
  const found = await searchForHappenings(db);
  const { mails, unreadable } = await tellReaders(db, about);
  return [
    found === null ? 'nothing was published since' : `${happened(found)} that somebody asked to hear of`,
    mails === 0 ? 'no mail queued' : mails === 1 ? 'one mail queued' : `${mails} mails queued`,
    ...(unreadable > 0 ? [`${unreadable} subscribers whose preferences cannot be read`] : []),
  ].join('; ');
}

function happened(count: number): string {
  if (count === 0) return 'nothing happened';
  return count === 1 ? 'one thing happened' : `${count} things happened`;
}
