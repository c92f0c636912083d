import type { Db } from '../../../../db/client.ts';
import { MEASURES } from '../../../../db/vocab/measures.ts';
import type { Definition } from '../../definition/definition.ts';
import { BadDefinition } from '../../definition/errors.ts';
import { formatDay } from '../../format/dates.ts';
import { addDays, daysBetween } from '../../metrics/days.ts';
import { readFigure } from '../../metrics/engine/read-figure.ts';
import type { Figure } from '../../metrics/figure.ts';

/** What a figure can be set beside. A way of looking, not a part of the definition. */
export type Compared = 'previous' | 'year';

/** The key of an address, of every page of figures. */
export const COMPARE_KEYS = ['compare'] as const;

export const COMPARISONS: readonly { id: Compared; name: string; says: string }[] = [
  {
    id: 'previous',
    name: 'the period before',
    says: 'The same number of days just before; without a window, the snapshot four weeks earlier.',
  },
  { id: 'year', name: 'a year before', says: 'The same 52 weeks earlier.' },
];

/** What an address compares with; null: nothing. Throws BadDefinition. */
export function comparedIn({ searchParams }: Pick<URL, 'searchParams'>): Compared | null {
  const text = searchParams.get('compare')?.trim();
  if (!text) return null;
  const found = COMPARISONS.find(({ id }) => id === text);
  if (found) return found.id;
  const ids = COMPARISONS.map(({ id }) => id).join(', ');
  throw new BadDefinition([`compare: ${JSON.stringify(text.slice(0, 40))} is not one of ${ids}.`]);
}

/** The figure of an earlier period, laid beside another of the same panel and measure. */
export interface Earlier {
  figure: Figure;
  compared: Compared;
  /** The days or the day its values are of, in words. */
  when: string;
  /** The days its series is of. */
  over: string;
}

/** The earlier figure, or why there is none in a sentence; both null where nothing is compared. */
export interface Beside {
  earlier: Earlier | null;
  why: string | null;
}

export async function readBeside(
  db: Db,
  { figure, definition, compared }: { figure: Figure; definition: Definition; compared: Compared | null },
): Promise<Beside> {
  if (compared === null) return { earlier: null, why: null };
  const why = refusalOf(definition, compared, figure);
  const asked = why === null ? shifted(definition, daysOf(definition, compared) ?? 0, figure) : null;
  if (asked === null) return { earlier: null, why };
  const before = await readFigure(db, asked);
  return { earlier: { figure: before, compared, when: whenOf(before), over: overOf(before) }, why: null };
}

/** Why a figure cannot be compared, in one sentence; null where it can. */
export function refusalOf(definition: Definition, compared: Compared, figure: Dated): string | null {
  const days = daysOf(definition, compared);
  if (days === null) return 'A sum of everything recorded has nothing before it: choose a window to compare.';
  const { panel, asOf } = figure;
  const { from } = spanOf(definition, asOf);
  const first = isFlow(definition) ? addDays(from, -days) : addDays(lastOf(definition, asOf), -days);
  if (first >= floorOf(definition, figure)) return null;
  return `There is nothing to compare with: the first snapshot of this panel is of ${formatDay(panel.from)}.`;
}

type Dated = Pick<Figure, 'panel' | 'asOf'>;

const fourWeeks = 28;
const fiftyTwoWeeks = 364;

/** How far back a comparison goes; null: not at all. */
function daysOf(definition: Definition, compared: Compared): number | null {
  const own = lengthOf(definition);
  return own === null || compared === 'previous' ? own : fiftyTwoWeeks;
}

/** Days of the period of a definition: its window; of a stock without one, four weeks. Null: all there is. */
export function lengthOf(definition: Definition): number | null {
  const { window } = definition;
  if (window === null) return isFlow(definition) ? null : fourWeeks;
  return 'days' in window ? window.days : daysBetween(window.from, window.until);
}

/**
 * The same definition so many days earlier, or later where negative; null where nothing was published then. The newest
 * period is said as such, so that its address stays the newest.
 */
export function shifted(definition: Definition, days: number, figure: Dated): Definition | null {
  const { panel, asOf } = figure;
  const { window } = definition;
  const last = addDays(lastOf(definition, asOf), -days);
  if (last < floorOf(definition, figure) || (days < 0 && lastOf(definition, asOf) >= panel.asOf)) return null;
  const isNewest = last >= panel.asOf;
  const snapshot = isNewest ? null : last;
  if (window === null) return { ...definition, snapshot };
  if (isNewest) return { ...definition, window: { days: lengthOf(definition) ?? fourWeeks }, snapshot: null };
  if (!isFlow(definition) && 'days' in window) return { ...definition, snapshot };
  const { from, until } = spanOf(definition, asOf);
  const moved = { ...definition, window: { from: addDays(from, -days), until: addDays(until, -days) } };
  // The sums of a flow stand; a stock is read as its day saw it.
  return isFlow(definition) ? moved : { ...moved, snapshot };
}

function lastOf(definition: Definition, asOf: string): string {
  return addDays(spanOf(definition, asOf).until, -1);
}

/** Half-open days of the window of a definition, which ends with the snapshot where it does not say. */
function spanOf({ window }: Definition, asOf: string): { from: string; until: string } {
  if (window !== null && 'from' in window) return window;
  return { from: addDays(asOf, 1 - (window?.days ?? 1)), until: addDays(asOf, 1) };
}

/** Dates of creation go further back than snapshots do. */
function floorOf({ measure }: Definition, { panel }: Dated): string {
  return measure === 'newModels' ? '2022-03-01' : panel.from;
}

function isFlow({ measure }: Definition): boolean {
  return MEASURES.find(({ id }) => id === measure)?.kind === 'flow';
}

/** A stock stands at its last snapshot. */
function whenOf(figure: Figure): string {
  const { measure, periods, asOf } = figure;
  const last = periods.findLast((period) => period.asOf !== null);
  return measure.kind === 'flow' ? overOf(figure) : formatDay(last?.asOf ?? asOf);
}

function overOf({ periods, asOf }: Figure): string {
  const there = periods.filter((period) => period.asOf !== null);
  const [first, last] = [there[0], there.at(-1)];
  if (!first || !last) return formatDay(asOf);
  return `${formatDay(first.from)} to ${formatDay(addDays(last.until, -1))}`;
}
