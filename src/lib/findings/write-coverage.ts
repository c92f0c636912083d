import type { Figure } from '../metrics/figure.ts';
import { knownWords } from './caveats.ts';
import { measureWords } from './measure-words.ts';
import { percent } from './numbers.ts';

/** How much of the whole is known, as it stands under a figure: `region is known for 92.3 % of downloads`. */
export function writeCoverage(figure: Figure): string {
  const { coverage, lineageCoverage, measure, definition } = figure;
  const { whole } = measureWords(measure.id);
  const isSum = measure.kind === 'stock' || measure.kind === 'flow';
  const lineage =
    lineageCoverage === null ? '' : `; a base is declared for ${percent(unit(lineageCoverage))} of ${whole}`;
  if (coverage === null) return `nothing to cover: the whole is 0${lineage}`;
  const words = [
    ...(isSum ? [] : ['size']),
    ...(definition.by.length > 0 ? [knownWords(definition.by)] : []),
  ];
  if (words.length === 0) return `everything counts${lineage}`;
  const sides = definition.attribution === 'flow' ? ' on both sides' : '';
  const known = words.join(' and ').replaceAll(' or ', ' and ');
  const verb = known.includes(' and ') ? 'are' : 'is';
  return `${known} ${verb} known${sides} for ${percent(unit(coverage))} of ${whole}${lineage}`;
}

/** Fallen counters may leave less than nothing, or more than all. */
function unit(part: number): number {
  return Math.min(1, Math.max(0, part));
}
