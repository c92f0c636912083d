import { formatCompact } from '../format/numbers.ts';
import type { Figure } from '../metrics/figure.ts';
import { type LookGroup, wholeOf } from './look.ts';
import { percent, percentRange, size } from './numbers.ts';
import { groupIn } from './share-clause.ts';
import { LONGEST_LABEL } from './thresholds.ts';
import { leaders } from './write-finding.ts';

/**
 * A group with its value, for the end of a line in a chart: `China 24.1 %`, `8.2B`. At most 40 characters, no full
 * stop. `about`: ids of the group; without them the largest that is known.
 */
export function writeLabel(figure: Figure, about?: readonly string[]): string {
  const look = wholeOf(figure);
  const found = about ? groupIn(look, about) : (leaders(look)[0] ?? look.groups[0] ?? null);
  const value = found ? valueWords(figure, found) : 'not recorded';
  const names = found?.names.filter((name) => name !== '') ?? [];
  const name = names.join(figure.definition.attribution === 'flow' ? ' → ' : ' × ');
  return name === '' ? value : `${cut(name, LONGEST_LABEL - value.length - 1)} ${value}`;
}

function valueWords({ measure, definition }: Figure, { value, share, band }: LookGroup): string {
  if (value === null) return 'not recorded';
  if (measure.kind === 'mean' || measure.kind === 'median') return size(value);
  if (definition.by.length === 0) return value < 0 ? `−${formatCompact(-value)}` : formatCompact(value);
  if (band) return percentRange(band);
  return share === null ? 'not known' : percent(share);
}

/** What stands in brackets goes first. */
function cut(name: string, most: number): string {
  const plain = name.length <= most ? name : name.replace(/ \([^()]*\)$/, '');
  if (plain.length <= most) return plain;
  return `${[...plain]
    .slice(0, Math.max(1, most - 2))
    .join('')
    .trimEnd()}…`;
}
