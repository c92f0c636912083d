import type { Db } from '../../../../db/client.ts';
import { printGroup } from '../../definition/group-ids.ts';
import { printDefinition } from '../../definition/print.ts';
import { readFigure } from '../../metrics/engine/read-figure.ts';
import type { Figure, FigureGroup } from '../../metrics/figure.ts';
import { type Cell, encodeRow } from '../csv/encode-row.ts';
import { aggregates } from '../dictionary/aggregates.ts';
import { type AggregateDefinition, aggregateDefinitions, definitionFor } from './definitions.ts';

interface Of {
  panel: string;
  asOf: string;
  hasAllTime: boolean;
}

/** The table of aggregates as CSV, figure by figure, as the engine answers them for the pinned snapshot. */
export async function* aggregateRows(db: Db, of: Of): AsyncGenerator<Buffer> {
  yield Buffer.from(encodeRow(aggregates.columns.map(({ name }) => name)));
  for (const asked of aggregateDefinitions(of.hasAllTime)) {
    const figure = await readFigure(db, definitionFor(asked, of));
    const models = asked.measure === 'models' ? figure : await countsFor(db, asked, of);
    const rows = rowsOf({ asked, figure, models });
    yield Buffer.from(rows.map(encodeRow).join(''));
  }
}

/** How many models each group has; null where a month of releases is counted, which counts them itself. */
async function countsFor(db: Db, asked: AggregateDefinition, of: Of): Promise<Figure | null> {
  if (asked.measure === 'newModels') return null;
  return await readFigure(db, definitionFor({ ...asked, measure: 'models' }, of));
}

interface Parts {
  asked: AggregateDefinition;
  figure: Figure;
  models: Figure | null;
}

/** In the order of period and group. */
function rowsOf({ asked, figure, models }: Parts): Cell[][] {
  const query = printDefinition(definitionFor(asked, { panel: figure.panel.panel, asOf: figure.asOf }));
  const groups = figure.groups
    .map((group) => ({ group, id: idOf(asked, group) }))
    .toSorted((a, b) => (a.id < b.id ? -1 : 1));
  const counted = new Map(models?.groups.map((group) => [idOf(asked, group), group.series]));
  return figure.periods.flatMap(({ from, until, asOf, provisional }, at) => {
    if (asOf === null) return [];
    const whole = figure.totals[at] ?? null;
    const coverage = coverageAt(figure, whole, at);
    return groups.flatMap(({ group, id }) => {
      const value = group.series[at] ?? null;
      if (value === null) return [];
      const n = asked.measure === 'newModels' ? value : (counted.get(id)?.[at] ?? null);
      const share = whole === null || whole === 0 ? null : value / whole;
      return [
        [
          ...[asked.id, query, asOf, from, until, asked.step, provisional, asked.by, id],
          ...[
            group.names[0] ?? 'All',
            !group.open,
            asked.measure,
            figure.measure.unit,
            value,
            share,
            n,
            coverage,
          ],
        ],
      ];
    });
  });
}

function idOf({ by }: AggregateDefinition, { ids }: FigureGroup): string {
  return by === null ? 'all' : printGroup(by, ids[0] ?? '');
}

function coverageAt({ groups, definition }: Figure, whole: number | null, at: number): number | null {
  if (whole === null || whole === 0) return null;
  if (definition.by.length === 0) return 1;
  const open = groups.reduce((sum, group) => sum + (group.open ? (group.series[at] ?? 0) : 0), 0);
  return (whole - open) / whole;
}
