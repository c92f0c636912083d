import { TOP_COUNTS, TOP_PARTS } from '../../../../db/vocab/concentration.ts';

/** How unequally something is spread over units. Shares are parts of the units' own total, 0 to 1. */
export interface Inequality {
  units: number;
  /** Units with more than nothing. */
  active: number;
  total: number;
  /** Herfindahl-Hirschman index, the sum of squared shares in percent: 0 to 10,000. Null where the total is 0. */
  hhi: number | null;
  /** How many equal units would be as concentrated. */
  effectiveNumber: number | null;
  /** Share of the four and of the ten largest. */
  cr4: number | null;
  cr10: number | null;
  /** Over all units, and over the active ones; 0 is equal. */
  giniAll: number | null;
  giniActive: number | null;
  /** Share of the so many largest. */
  tops: readonly { count: number; share: number | null }[];
  /** Share of the largest part of all units: `units` of them, at least one, rounded up. */
  parts: readonly { part: number; units: number; share: number | null }[];
}

/** What the rollups keep of it: sums, and the sum of squared shares from 0 to 1. */
export interface InequalitySums {
  units: number;
  active: number;
  total: number;
  hhi: number | null;
  giniAll: number | null;
  giniActive: number | null;
  tops: readonly number[];
  parts: readonly number[];
}

/** Of the values of all units, none negative. */
export function concentrationOf(values: readonly number[]): Inequality {
  const falling = values.toSorted((a, b) => b - a);
  const active = falling.filter((value) => value > 0);
  const total = active.reduce((sum, value) => sum + value, 0);
  const first = (count: number) => falling.slice(0, count).reduce((sum, value) => sum + value, 0);
  return fromSums({
    units: falling.length,
    active: active.length,
    total,
    hhi: total === 0 ? null : active.reduce((sum, value) => sum + (value / total) ** 2, 0),
    giniAll: giniOf(falling, total),
    giniActive: giniOf(active, total),
    tops: TOP_COUNTS.map(first),
    parts: TOP_PARTS.map((part) => first(unitsIn(part, falling.length))),
  });
}

/** The same from what the rollups keep. */
export function fromSums(sums: InequalitySums): Inequality {
  const { units, active, total, hhi, giniAll, giniActive } = sums;
  const shareOf = (value: number | undefined) =>
    total === 0 || value === undefined ? null : Math.min(1, value / total);
  const tops = TOP_COUNTS.map((count, place) => ({ count, share: shareOf(sums.tops[place]) }));
  const top = (wanted: number) => tops.find(({ count }) => count === wanted)?.share ?? null;
  return {
    units,
    active,
    total,
    hhi: hhi === null ? null : hhi * 10_000,
    effectiveNumber: hhi === null ? null : 1 / hhi,
    cr4: top(4),
    cr10: top(10),
    giniAll,
    giniActive,
    tops,
    parts: TOP_PARTS.map((part, place) => ({
      part,
      units: unitsIn(part, units),
      share: shareOf(sums.parts[place]),
    })),
  };
}

/** In ten-thousandths, in which every part is a whole number. */
function unitsIn(part: number, units: number): number {
  return Math.max(1, Math.ceil((Math.round(part * 10_000) * units) / 10_000));
}

function giniOf(falling: readonly number[], total: number): number | null {
  const count = falling.length;
  if (count === 0 || total === 0) return null;
  const ranked = falling.reduce((sum, value, place) => sum + value * (count - place), 0);
  return (2 * ranked) / (count * total) - (count + 1) / count;
}
