import type { Db } from '../../db/client.ts';
import { readRecording } from '../sample/read-recordings.ts';
import { bareAccount, type RecordedAccount } from './account.ts';
import { keepRecorded } from './store.ts';

/** The accounts of the recordings that ship with the product, by namespace: only `do-me` kept their kind. */
export async function recordedAccounts(): Promise<RecordedAccount[]> {
  const last = new Map<string, RecordedAccount>();
  for await (const { id, date, authorType } of readRecording('do-me')) {
    const namespace = id.split('/')[0] ?? id;
    const kind = authorType === 'org' ? 'organization' : 'user';
    last.set(namespace, { account: bareAccount(namespace, kind, 'do-me'), seenOn: date });
  }
  return [...last.values()].sort((a, b) => (a.account.namespace < b.account.namespace ? -1 : 1));
}

/** Stores them where the kind is unknown. Returns how many were new. Asks nobody; half a second. */
export async function learnFromRecordings(db: Db): Promise<number> {
  return await keepRecorded(db, await recordedAccounts());
}
