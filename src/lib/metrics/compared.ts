import { addDays, daysBetween } from './days.ts';
import type { Figure } from './figure.ts';

/**
 * Place of the period a figure is compared with: the one whose snapshot is nearest to four weeks before that of the last,
 * the earlier of two equally near. Null where there is none, and for flows, which are sums of their window.
 */
export function comparedAt({ measure, periods }: Pick<Figure, 'measure' | 'periods'>): number | null {
  const last = periods.at(-1)?.asOf ?? null;
  if (measure.kind === 'flow' || last === null) return null;
  return nearestTo(periods, addDays(last, -28));
}

/** Place of the period 52 weeks before the last: at most 21 days from it. Null where the record has none. */
export function yearBeforeAt({ periods }: Pick<Figure, 'periods'>): number | null {
  const last = periods.at(-1)?.asOf ?? null;
  if (last === null) return null;
  const target = addDays(last, -364);
  const at = nearestTo(periods, target);
  return at !== null && Math.abs(daysBetween(target, periods[at]?.asOf ?? '')) <= 21 ? at : null;
}

function nearestTo(periods: Figure['periods'], target: string): number | null {
  const distance = (at: number) => Math.abs(daysBetween(target, periods[at]?.asOf ?? '9999-12-31'));
  return periods
    .slice(0, -1)
    .map((_, at) => at)
    .filter((at) => periods[at]?.asOf !== null)
    .reduce<number | null>((best, at) => (best === null || distance(at) < distance(best) ? at : best), null);
}

/** The share of a group in one period; null where there is no whole, and for open groups that are left out of it. */
export function shareAt(figure: Figure, group: Figure['groups'][number], at: number): number | null {
  const total = figure.totals[at] ?? null;
  if (total === null || total <= 0 || (group.open && figure.definition.unknown === 'drop')) return null;
  return (group.series[at] ?? 0) / total;
}
