import { noteDeparture } from '../../subscribers/departure-log.ts';
import { type Departure, leave, type Said } from '../../subscribers/store/change.ts';
import type { SubscriberOptions } from './answer-subscriber.ts';

type Ending = Pick<SubscriberOptions, 'db' | 'log' | 'departures'>;

/** Ends the mail of a subscriber, and notes it outside of the database. Again: nothing. */
export async function endMail(options: Ending, said: Said): Promise<void> {
  const departure = await leave(options.db, said);
  if (departure === null) return;
  options.log('subscriber-left', { subscriberId: said.subscriberId });
  await note(options, departure);
}

/** The database knows it: a disk that is full keeps nobody subscribed. */
export async function note(
  { departures, log }: Pick<Ending, 'departures' | 'log'>,
  departure: Departure | null,
): Promise<void> {
  if (departures === null || departure === null) return;
  await noteDeparture(departures, departure).catch((error: NodeJS.ErrnoException) =>
    log('departure-not-noted', { reason: error.code ?? error.name }),
  );
}
