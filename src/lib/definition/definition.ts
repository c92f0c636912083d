import type { DimensionId } from '../../../db/vocab/dimensions.ts';
import type { MeasureId } from '../../../db/vocab/measures.ts';
import type { SchemeId } from '../../../db/vocab/size-classes.ts';

/** `flow`: creator and uploader crossed, in one dimension of publishers. */
export type Attribution = 'uploader' | 'creator' | 'flow';

/** Publishers of several countries: whole to the first, 1/n to each, or whole to each (sums to more than 100 %). */
export type Counting = 'primary' | 'fractional' | 'full';

/** Which facts about publishers hold: those valid on the day of each snapshot, or those valid today. */
export type Facts = 'then' | 'now';

/** Groups that are not known: kept as rows, left out of the whole, or kept with a band around the others. */
export type Unknown = 'keep' | 'drop' | 'band';

export type Step = 'auto' | 'day' | 'week' | 'month';

/** The models a figure is about before any lens. */
export type Universe = 'all' | 'language' | 'first-party' | 'tracked' | 'parameters-known';

/** Half-open days; or so many days up to and including the day of the snapshot. */
export type Window = { from: string; until: string } | { days: number };

/** What a figure is about, apart from how it is drawn. One definition prints to one URL query. */
export interface Definition {
  /** A panel's short name; null lets the site choose the panel with the smallest rank. */
  panel: string | null;
  measure: MeasureId;
  universe: Universe;
  /** At most two, different. */
  by: readonly DimensionId[];
  /** Group ids by dimension. A dimension that is not there narrows nothing. */
  lenses: Readonly<Partial<Record<DimensionId, readonly string[]>>>;
  /** Null: everything recorded. */
  window: Window | null;
  step: Step;
  attribution: Attribution;
  counting: Counting;
  facts: Facts;
  unknown: Unknown;
  scheme: SchemeId;
  infrastructure: 'with' | 'without';
  /** The reference version the reader saw; null: whichever is in force. */
  reference: number | null;
  /** As of the last snapshot up to this day; null: the newest. */
  snapshot: string | null;
}
