import type { Grouping } from '../definition/definition.ts';
import { formatDay } from '../format/dates.ts';
import { formatChange, formatCount, formatShare } from '../format/numbers.ts';
import type { GroupReading, Reading } from './metric.ts';

const smallestChange = 0.001;

const partOf = {
  downloads30d: 'downloads',
  downloadsAllTime: 'downloads of all time',
  likes: 'likes',
  models: 'models',
} as const;

const openPart: Readonly<Record<Grouping, string>> = {
  region: 'have no known region',
  size: 'have no known size',
  license: 'have no known license class',
};

/** One sentence that says what a reading shows. The same reading gives the same words. */
export function findingOf(reading: Reading): string {
  const part = partOf[reading.measure.id];
  if (reading.models === 0) return 'No model of this panel matches.';
  if (reading.total === 0) return `No ${part} yet; models that match: ${formatCount(reading.models)}.`;
  const [first, second] = ranked(reading.groups);
  const open = openSays(reading);
  if (!first) return `None of the ${formatCount(reading.total)} ${part} can be placed: ${open}.`;
  const lead = `${first.name}: ${formatShare(first.share)} of ${part}`;
  const change = changeSays(first, reading.comparedWith);
  const ahead = second ? `, ahead of ${second.name} with ${formatShare(second.share)}` : '';
  return `${lead}${change}${ahead}${open ? `; ${open}` : ''}.`;
}

/** Groups that are known and occur, largest first; equal ones in the order of the vocabulary. */
export function ranked(groups: readonly GroupReading[]): readonly GroupReading[] {
  return groups.filter(({ open, value }) => !open && value > 0).toSorted((a, b) => b.value - a.value);
}

function changeSays({ share, shareBefore }: GroupReading, comparedWith: string | null): string {
  if (share === null || shareBefore === null || comparedWith === null) return '';
  const change = share - shareBefore;
  // Compared as printed: 0.0999999 points is +0.1.
  if (Math.round(Math.abs(change) * 1000) < smallestChange * 1000) return '';
  return ` (${formatChange(change)} since ${formatDay(comparedWith)})`;
}

function openSays({ coverage, grouping }: Reading): string {
  if (coverage === null || coverage === 1) return '';
  return `${formatShare(1 - coverage)} ${openPart[grouping]}`;
}
