import { thin } from './days.ts';
import { periodsOf } from './engine/periods.ts';

/** One row of `observations`: written when a counter moved, or when the model left the panel. */
export interface Observation {
  panel: string;
  asOf: string;
  downloads30d: number | null;
  downloadsAllTime: number | null;
  likes: number | null;
  present: boolean;
}

/** Counters on one published day. Null: not recorded, or not in the panel on that day. */
export interface CounterPoint {
  asOf: string;
  downloads30d: number | null;
  downloadsAllTime: number | null;
  likes: number | null;
  present: boolean;
}

/** Counters as a chart shows them. */
export interface CounterSeries {
  step: 'day' | 'week' | 'month';
  /** `provisional`: its week or month has fewer snapshots than a closed one needs. */
  points: readonly (CounterPoint & { provisional: boolean })[];
  /** Days, weeks or months since the first observation without a published snapshot. */
  gaps: number;
}

/** The same as `countersOn`, on as many days as a chart can show. `everyDays`: between looks of the panel; null: irregular. */
export function countersByDay(
  days: readonly string[],
  observations: readonly Observation[],
  everyDays: number | null = null,
): CounterSeries {
  const first = observations[0]?.asOf;
  const drawn = thin(first === undefined ? [] : days.filter((day) => day >= first));
  const periods = periodsOf({ days, everyDays }, drawn.step, null).filter(
    ({ until }) => first !== undefined && until > first,
  );
  const open = new Set(periods.filter(({ provisional }) => provisional).map(({ asOf }) => asOf));
  return {
    step: drawn.step,
    points: countersOn(drawn.days, observations).map((point) => ({
      ...point,
      provisional: open.has(point.asOf),
    })),
    gaps: periods.filter(({ asOf }) => asOf === null).length,
  };
}

/**
 * The last known value on each published day, from the day of the first observation on. Both lists belong to one
 * panel and are in order; of two observations of a day the later one counts.
 */
export function countersOn(
  days: readonly string[],
  observations: readonly Observation[],
): readonly CounterPoint[] {
  const first = observations[0]?.asOf;
  let at = 0;
  return days
    .filter((day) => first !== undefined && day >= first)
    .map((asOf): CounterPoint => {
      while ((observations[at + 1]?.asOf ?? '9999') <= asOf) at += 1;
      const seen = observations[at];
      if (!seen?.present)
        return { asOf, downloads30d: null, downloadsAllTime: null, likes: null, present: false };
      const { downloads30d, downloadsAllTime, likes } = seen;
      return { asOf, downloads30d, downloadsAllTime, likes, present: true };
    });
}
