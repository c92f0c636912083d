import type { Db } from '../../../db/client.ts';

/** What is kept: one reading for each key, of one version. */
interface Asked<Key> {
  key: Key;
  version: number;
}

/**
 * Keeps what a reading found for as long as the version stands, for each database and key. A failed reading is tried again by the
 * next who asks.
 */
export function keptByVersion<Key extends string | number, Found>(
  read: (db: Db, key: Key) => Promise<Found>,
): (db: Db, asked: Asked<Key>) => Promise<Found> {
  const kept = new WeakMap<Db, Map<Key, { version: number; found: Promise<Found> }>>();
  return async (db, { key, version }) => {
    const ofDb = kept.get(db) ?? new Map();
    kept.set(db, ofDb);
    const held = ofDb.get(key);
    if (held?.version === version) return await held.found;
    const reading = { version, found: read(db, key) };
    ofDb.set(key, reading);
    reading.found.catch(() => {
      if (ofDb.get(key) === reading) ofDb.delete(key);
    });
    return await reading.found;
  };
}
