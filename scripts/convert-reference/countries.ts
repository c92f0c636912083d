import { join } from 'node:path';
import { z } from 'zod';
import { readRows } from './csv.ts';

const regionIds = new Map([
  ['United States', 'us'],
  ['China', 'cn'],
  ['Europe', 'europe'],
  ['Asia-Pacific', 'apac'],
  ['Middle East & North Africa', 'mena'],
  ['Other Americas', 'americas'],
  ['Sub-Saharan Africa', 'africa'],
  ['Other', 'elsewhere'],
]);

const reserved = [
  { country: 'INTL', name: 'International', region: 'international', subregion: '', bloc: '' },
  { country: 'PERSON', name: 'Individual account', region: 'person', subregion: '', bloc: '' },
  { country: 'UNKNOWN', name: 'Unknown', region: 'unknown', subregion: '', bloc: '' },
];

const sourceRow = z.object({
  country: z.string(),
  name: z.string(),
  region: z.string(),
  subregion: z.string(),
  bloc: z.string(),
});

/** Rows of `countries.csv`. Throws on a region without an id. */
export function convertCountries(sharedDir: string) {
  const places = readRows(join(sharedDir, 'reference/regions.csv'), sourceRow)
    .filter((row) => /^[A-Z]{2}$/.test(row.country))
    .map((row) => {
      const region = regionIds.get(row.region);
      if (region === undefined) throw new Error(`${row.country}: unexpected region "${row.region}"`);
      return { ...row, region };
    });
  return [...places, ...reserved];
}
