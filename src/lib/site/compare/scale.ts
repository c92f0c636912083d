import type { Figure } from '../../metrics/figure.ts';
import type { SeriesCell } from '../figure/series.ts';
import type { Scale } from './compare-page.ts';

export const SCALE_NAMES: Readonly<Record<Scale, string>> = {
  value: 'As counted',
  share: 'Share of the whole',
  index: 'First point = 100',
};

/** The first value above zero as 100; nothing before it. */
export function indexed(values: readonly (number | null)[]): readonly (number | null)[] {
  const base = values.find((value) => value !== null && value > 0) ?? null;
  let begun = false;
  return values.map((value) => {
    begun ||= value !== null && value > 0;
    return !begun || value === null || base === null ? null : (100 * value) / base;
  });
}

export function plainCells(values: readonly (number | null)[]): readonly SeriesCell[] {
  return values.map((value) => ({ value, high: null }));
}

/** Why a figure cannot be drawn on a scale; null: it can. */
export function scaleProblem(
  { total, measure }: Pick<Figure, 'total' | 'measure'>,
  scale: Scale,
): string | null {
  if (scale !== 'share' || total !== null) return null;
  return `scale: ${measure.name.toLowerCase()} has no shares; choose value or index.`;
}
