import { daysBetween } from '../metrics/days.ts';
import type { Figure, FigureGroup } from '../metrics/figure.ts';
import type { Found } from './answer.ts';
import type { FigureAsk, Groups } from './ask.ts';
import { dayNumber } from './units.ts';

/** What a figure says to a question about it. */
export function answerFigure(ask: FigureAsk, figure: Figure): Found {
  const { value, says } = answered(ask, figure);
  return { value, coverage: figure.coverage, asOf: figure.asOf, says };
}

interface Answered {
  value: number | null;
  says: string | null;
}

function answered(ask: FigureAsk, figure: Figure): Answered {
  switch (ask.ask) {
    case 'share':
      return partOf(sumOf(figure, ask.groups), figure.total);
    case 'value':
      return number(ask.groups.length > 0 ? sumOf(figure, ask.groups) : wholeOf(figure));
    case 'ranked': {
      const known = figure.groups.filter(({ open }) => !open).slice(ask.from - 1, ask.to);
      const sum = add(known.map(({ value }) => value));
      return ask.as === 'value' ? number(sum) : partOf(sum, figure.total);
    }
    case 'groups':
      return number(figure.groups.filter(({ open, value }) => !open && value !== null && value > 0).length);
    case 'first':
      return firstCrossing(figure, ask);
    case 'extreme':
      return extreme(figure, ask);
  }
}

const nothing = 'The panel recorded nothing of it.';

function number(value: number | null): Answered {
  return { value, says: value === null ? nothing : null };
}

function partOf(value: number | null, total: number | null): Answered {
  if (value === null || total === null) return { value: null, says: nothing };
  if (total === 0) return { value: null, says: 'There is nothing to be a part of.' };
  return { value: value / total, says: null };
}

function wholeOf({ groups, total }: Figure): number | null {
  const [only] = groups;
  return only?.ids.length === 0 ? only.value : total;
}

/** A group that does not occur is nothing, where others do. */
function sumOf({ groups }: Figure, wanted: Groups): number | null {
  if (groups.every(({ value }) => value === null)) return null;
  return add(groups.filter((group) => fits(group, wanted)).map(({ value }) => value)) ?? 0;
}

function fits({ ids }: FigureGroup, wanted: Groups): boolean {
  return wanted.some((pattern) => ids.every((id, at) => pattern[at] === '*' || pattern[at] === id));
}

function add(values: readonly (number | null)[]): number | null {
  return values.reduce<number | null>((sum, value) => (value === null ? sum : (sum ?? 0) + value), null);
}

function seriesOf({ groups, periods }: Figure, wanted: Groups): (number | null)[] {
  const chosen = groups.filter((group) => fits(group, wanted));
  return periods.map(({ asOf }, at) =>
    asOf === null ? null : (add(chosen.map(({ series }) => series[at] ?? null)) ?? 0),
  );
}

function firstCrossing(figure: Figure, { more, than }: Extract<FigureAsk, { ask: 'first' }>): Answered {
  const [a, b] = [seriesOf(figure, more), seriesOf(figure, than)];
  const seen = figure.periods.flatMap((period, at) => {
    const [left, right] = [a[at], b[at]];
    return typeof left === 'number' && typeof right === 'number' ? [{ period, ahead: left > right }] : [];
  });
  const first = seen.find(({ ahead }) => ahead);
  if (seen.length === 0) return { value: null, says: nothing };
  if (!first) return { value: null, says: 'It did not happen in the window.' };
  if (first === seen[0]) return { value: null, says: 'It had happened before the first period we have.' };
  const { from, until } = first.period;
  return { value: dayNumber(from) + Math.floor(daysBetween(from, until) / 2), says: null };
}

function extreme(figure: Figure, { groups, which }: Extract<FigureAsk, { ask: 'extreme' }>): Answered {
  const series = seriesOf(figure, groups);
  const shares = figure.totals.flatMap((total, at) => {
    const value = series[at];
    return total !== null && total > 0 && typeof value === 'number' ? [value / total] : [];
  });
  if (shares.length === 0) return { value: null, says: nothing };
  return { value: which === 'least' ? Math.min(...shares) : Math.max(...shares), says: null };
}
