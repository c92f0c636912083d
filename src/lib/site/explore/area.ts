import type { Figure } from '../../metrics/figure.ts';
import { headed } from '../figure/heads.ts';
import { type SeriesCell, type SeriesTable, seriesTable, shareCell } from '../figure/series.ts';

/** Layers that can still be told apart; what is left is one more. */
const mostLayers = 8;

/** Shares over time that sum to the whole: the largest groups, all others as one, then what is not known. */
export function areaTable(figure: Figure): SeriesTable | null {
  const base = seriesTable(figure);
  if (base === null) return null;
  const places = figure.periods.flatMap(({ asOf }, at) => (asOf === null ? [] : [at]));
  const dropped = figure.definition.unknown === 'drop';
  const all = headed(figure).filter(({ group }) => peak(group.series) > 0 && !(dropped && group.open));
  const kept = new Set(
    all.toSorted((a, b) => peak(b.group.series) - peak(a.group.series)).slice(0, mostLayers),
  );
  const layers = all.filter((each) => kept.has(each));
  const others = all.filter((each) => !kept.has(each));
  const known = layers.filter(({ group }) => !group.open);
  const open = layers.filter(({ group }) => group.open);
  const rest = { key: 'rank-rest', name: 'All others', short: 'All others', open: false };
  const restCell = (at: number) => sumOf(others.map(({ group }) => shareCell(figure, group, at)));
  const cellsOf = (some: typeof layers, at: number) => some.map(({ group }) => shareCell(figure, group, at));
  const middle = others.length > 0;
  const count = layers.length + (middle ? 1 : 0);
  return {
    ...base,
    kind: 'area',
    unit: 'share',
    label: base.label.replace(/^\w+ chart/, 'Stacked area chart'),
    says: base.says.replace(/ and .*$/, count === 1 ? ' and one column' : ` and ${count} columns`),
    columns: [...known, ...(middle ? [{ head: rest }] : []), ...open].map(({ head }) => head),
    rows: base.rows.map((row, n) => {
      const at = places[n] ?? 0;
      return {
        ...row,
        cells: [...cellsOf(known, at), ...(middle ? [restCell(at)] : []), ...cellsOf(open, at)],
      };
    }),
  };
}

function peak(series: readonly (number | null)[]): number {
  return Math.max(0, ...series.map((value) => value ?? 0));
}

/** Null where the whole is not known. */
function sumOf(cells: readonly SeriesCell[]): SeriesCell {
  const values = cells.flatMap(({ value }) => value ?? []);
  return { value: values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0), high: null };
}
