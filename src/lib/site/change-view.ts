import { formatChange, formatGrowth } from '../format/numbers.ts';
import type { Headline } from '../metrics/headlines.ts';

/** A change as it is printed: never by colour or arrow alone. */
export interface Change {
  direction: 'up' | 'down' | 'level';
  arrow: '▲' | '▼' | '=';
  /** With sign and unit: `+1.2 points`. */
  amount: string;
  word: 'up' | 'down' | 'unchanged';
}

/** Change of a share, both 0 to 1, in percentage points. Null where there is no earlier share. */
export function changeOfShare(now: number | null, before: number | null): Change | null {
  if (now === null || before === null) return null;
  return { ...directionOf(now - before), amount: formatChange(now - before) };
}

/** Change of a headline figure: percent for counts, points for shares. Null where there is nothing to compare. */
export function changeOfFigure({ kind, change }: Pick<Headline, 'kind' | 'change'>): Change | null {
  if (change === null) return null;
  return { ...directionOf(change), amount: kind === 'share' ? formatChange(change) : formatGrowth(change) };
}

function directionOf(change: number): Pick<Change, 'direction' | 'arrow' | 'word'> {
  if (Math.abs(change) < 0.0005) return { direction: 'level', arrow: '=', word: 'unchanged' };
  if (change > 0) return { direction: 'up', arrow: '▲', word: 'up' };
  return { direction: 'down', arrow: '▼', word: 'down' };
}
