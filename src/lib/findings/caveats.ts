import type { DimensionId } from '../../../db/vocab/dimensions.ts';
import { lensed } from '../definition/lenses.ts';
import { keyName } from '../definition/words.ts';
import type { Look } from './look.ts';
import { measureWords } from './measure-words.ts';
import { roughPercent } from './numbers.ts';
import { COVERAGE_SHIFT } from './thresholds.ts';

/** What must stand beside a finding, most important first; each completes a sentence after a semicolon. */
export function caveatsOf(now: Look, before: Look | null): readonly string[] {
  return [
    coverageCaveat(now, before),
    now.provisional ? `the ${now.figure.step} is provisional` : null,
    bridgeCaveat(now),
    ...settingCaveats(now),
    lineageCaveat(now),
  ].filter((caveat) => caveat !== null);
}

/** `8 % of downloads have no known region`: what part of the whole is in no group that is known. */
function coverageCaveat({ coverage, figure }: Look, before: Look | null): string | null {
  const { by, unknown, attribution } = figure.definition;
  const isSum = figure.measure.kind === 'stock' || figure.measure.kind === 'flow';
  if (coverage === null || (by.length === 0 && isSum) || coverage >= 1) return null;
  const { whole } = measureWords(figure.measure.id);
  if (unknown === 'drop' && isSum)
    return `shares are of the ${roughPercent(coverage)} of ${whole} whose ${isKnownWords(figure)}`;
  // Means and medians are of models whose size is known, and their coverage says so.
  const words =
    [...(isSum ? [] : ['size']), ...(by.length > 0 ? [knownWords(by)] : [])].join(' or ') +
    (attribution === 'flow' ? ' on one side' : '');
  const earlier = before?.coverage ?? coverage;
  const shifted = Math.abs(coverage - earlier) >= COVERAGE_SHIFT;
  return `${roughPercent(1 - coverage)} of ${whole} have no known ${words}${shifted ? `, ${roughPercent(1 - earlier)} before` : ''}`;
}

function isKnownWords({ definition }: Look['figure']): string {
  const words = knownWords(definition.by).split(' or ');
  const is = `${words.join(' and ')} ${words.length === 1 ? 'is' : 'are'} known`;
  return definition.attribution === 'flow' ? `${is} on both sides` : is;
}

const KNOWN: Readonly<Partial<Record<DimensionId, string>>> = {
  'osi-approved': 'license',
  'commercial-use': 'license',
  'share-alike': 'license',
  'use-restrictions': 'license',
  inheritance: 'verdict',
};

/** `region`, `region or size class`: what is not known of the rest. */
export function knownWords(by: readonly DimensionId[]): string {
  const names = by.map((dimension) => KNOWN[dimension] ?? keyName(dimension).toLowerCase());
  return [...new Set(names)].join(' or ');
}

function bridgeCaveat({ bridges }: Look): string | null {
  return bridges === null ? null : `it includes what fell into ${bridges} days without a snapshot`;
}

function settingCaveats({ figure }: Look): readonly string[] {
  const { counting, facts, by } = figure.definition;
  const named = [...by, ...lensed(figure.definition)];
  const countries = named.includes('region') || named.includes('country');
  const counts = {
    primary: [],
    fractional: ['publishers of several countries count in parts'],
    full: ['publishers of several countries count in each'],
  }[counting];
  return [
    ...(countries ? counts : []),
    ...(facts === 'now' ? ['publishers are taken as they are described today'] : []),
  ];
}

function lineageCaveat({ figure }: Look): string | null {
  const { lineageCoverage, measure } = figure;
  if (lineageCoverage === null) return null;
  return `a base is declared for ${roughPercent(lineageCoverage)} of ${measureWords(measure.id).whole}`;
}
