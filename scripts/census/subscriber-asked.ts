import type { Db } from '../../db/client.ts';
import { oneAddress } from '../../src/lib/subscribers/address.ts';
import { departureFile, noteDeparture } from '../../src/lib/subscribers/departure-log.ts';
import type { Departure } from '../../src/lib/subscribers/store/change.ts';
import {
  findSubscriber,
  readSubscriber,
  type Subscriber,
} from '../../src/lib/subscribers/store/subscribers.ts';
import { UsageError } from '../log.ts';
import type { CommandRun } from './command.ts';

/** What says who is meant. */
export const WHO = { usage: 'ADDRESS|NUMBER', least: 1, most: 1 } as const;

/** The subscriber of an address or a number; null, and a line that says so, where there is none. Throws UsageError. */
export async function askedSubscriber({
  db,
  args,
  json,
  print,
}: Pick<CommandRun, 'db' | 'args' | 'json' | 'print'>): Promise<Subscriber | null> {
  const [said = ''] = args;
  const found = await find(db, said);
  if (found === null)
    print(
      json
        ? JSON.stringify({ error: 'nobody' })
        : 'There is no such subscriber. Whoever left has no address any more.',
    );
  return found;
}

async function find(db: Db, said: string): Promise<Subscriber | null> {
  if (/^\d{1,15}$/.test(said)) return await readSubscriber(db, Number(said));
  return await findSubscriber(db, addressAsked(said));
}

/** Throws UsageError for what mail cannot be sent to. */
export function addressAsked(said: string): string {
  const address = oneAddress(said);
  if (address === null) throw new UsageError(`"${said}" is no mail address: write it as ada@example.org.`);
  return address;
}

/** How it was agreed to, for the record. Throws UsageError for an empty one, and for one that names somebody. */
export function consentAsked(said: unknown): string | null {
  if (typeof said !== 'string') return null;
  const how = said.replaceAll(/\p{C}+/gu, ' ').trim();
  if (how === '' || how.length > 200) throw new UsageError('--consented: say in a sentence how they agreed.');
  if (how.includes('@')) throw new UsageError('--consented: the record of consent holds no addresses.');
  return how;
}

/** Writes a departure down beside the database. */
export async function keepDeparture({ env }: CommandRun, departure: Departure | null): Promise<void> {
  if (departure) await noteDeparture(departureFile(env.dataDir), departure);
}

/** `2026-11-28 07:00`, UTC. */
export function momentOf(moment: Date | null): string {
  return moment === null ? '–' : moment.toISOString().slice(0, 16).replace('T', ' ');
}
