import { LRUCache } from 'lru-cache';
import type { Version } from '../metrics/publication.ts';

/** What answers share that were made of one version, read once. A reading that fails is not kept. */
export type Kept = <Value>(key: string, read: () => Promise<Value>) => Promise<Value>;

const mostReadings = 400;

/** Forgets everything when something is published. */
export function createKept(): (version: Version) => Kept {
  const readings = new LRUCache<string, Promise<unknown>>({ max: mostReadings });
  return ({ version, referenceVersion, ledgerVersion }) =>
    async <Value>(key: string, read: () => Promise<Value>) => {
      const whole = `${version}.${referenceVersion}.${ledgerVersion} ${key}`;
      const known = readings.get(whole);
      if (known) return (await known) as Value;
      const reading = read();
      readings.set(whole, reading);
      reading.catch(() => readings.delete(whole));
      return await reading;
    };
}
