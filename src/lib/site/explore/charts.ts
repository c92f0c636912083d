import { BadDefinition } from '../../definition/errors.ts';
import type { Figure } from '../../metrics/figure.ts';

export type ChartId = 'line' | 'area' | 'bars' | 'slope' | 'scatter' | 'heat';

/** Ways to show a figure, in the order of the switch. */
export const CHARTS: readonly { id: ChartId; name: string; says: string }[] = [
  { id: 'line', name: 'Over time', says: 'A line for each group, or columns for a flow without groups.' },
  { id: 'area', name: 'Stacked', says: 'Shares over time that sum to 100 %.' },
  { id: 'slope', name: 'First and last', says: 'Each group in the first period against the last.' },
  { id: 'bars', name: 'Ranked', says: 'The newest values, largest first.' },
  {
    id: 'scatter',
    name: 'Against',
    says: 'The newest values of two measures, a point for each group.',
  },
  { id: 'heat', name: 'Crossed', says: 'A table of two crossed groups, shaded by share.' },
];

/** The chart an address names; null where it leaves the choice to the shape of the data. Throws BadDefinition. */
export function chartIn(text: string | null): ChartId | null {
  if (!text) return null;
  const found = CHARTS.find(({ id }) => id === text);
  if (found) return found.id;
  throw new BadDefinition([
    `chart: ${JSON.stringify(text.slice(0, 40))} is not one of ${CHARTS.map(({ id }) => id).join(', ')}.`,
  ]);
}

/** What suits the shape of the data: crossed groups are a table, two points in time a line, one is a ranking. */
export function usualChart(figure: Figure): ChartId {
  return (['heat', 'line'] as const).find((chart) => refusalOf(figure, chart) === null) ?? 'bars';
}

/** The way an address names, or the usual one where the figure cannot be shown so. */
export function shownChart(figure: Figure, wanted: ChartId | null): ChartId {
  return wanted === null || refusalOf(figure, wanted) !== null ? usualChart(figure) : wanted;
}

/** Why a figure cannot be shown in a way, in one sentence; null where it can. */
export function refusalOf(figure: Figure, chart: ChartId): string | null {
  if (chart === 'bars') return null;
  if (!figure.groups.some(({ value }) => value !== null && value !== 0))
    return 'Nothing is in this selection.';
  return REFUSALS[chart](figure);
}

const REFUSALS: Readonly<Record<Exclude<ChartId, 'bars'>, (figure: Figure) => string | null>> = {
  line: timeless,
  area: (figure) => timeless(figure) ?? unstackable(figure),
  slope: (figure) =>
    timeless(figure) ??
    (figure.definition.by.length === 0 ? 'First against last compares groups; choose a first group.' : null),
  scatter: ({ definition, groups }) =>
    definition.by.length === 0
      ? 'A scatter compares groups; choose a first group.'
      : groups.filter(({ value }) => value !== null && value > 0).length < 2
        ? 'A scatter needs two groups with values above zero.'
        : null,
  heat: (figure) =>
    isCrossed(figure)
      ? null
      : 'A crossed table needs two groups; choose a second group, or creator → uploader.',
};

function timeless({ periods }: Figure): string | null {
  const points = periods.filter(({ asOf }) => asOf !== null).length;
  return points >= 2 ? null : 'A chart over time needs two published snapshots in the window.';
}

function unstackable({ definition, total, groups }: Figure): string | null {
  if (definition.by.length === 0) return 'Stacked shares need a first group.';
  if (total === null) return 'This measure has no shares, so nothing sums to 100 %.';
  if (definition.counting === 'full')
    return 'Publishers that count whole for each country sum to more than 100 %.';
  if (definition.unknown === 'band') return 'Shares with bands do not sum to 100 %.';
  const fell = groups.some(({ series }) => series.some((value) => value !== null && value < 0));
  return fell ? 'A group below zero cannot be stacked.' : null;
}

function isCrossed({ definition }: Figure): boolean {
  return definition.by.length === 2 || definition.attribution === 'flow';
}
