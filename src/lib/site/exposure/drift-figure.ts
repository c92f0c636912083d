import { formatDay } from '../../format/dates.ts';
import { formatExact } from '../../format/numbers.ts';
import { DRIFT_WAYS, type Drift, type DriftWay } from '../../metrics/structure/read-drift.ts';
import type { SeriesTable } from '../figure/series.ts';
import type { Frame } from '../frame.ts';
import { structureFrame } from '../structure-frame.ts';

/** Changes of license labels of the same repositories. */
export interface DriftFigure {
  frame: Frame;
  series: SeriesTable | null;
  /** In the order of the ways. */
  totals: readonly { name: string; says: string; changes: number }[];
}

const WAYS: Readonly<Record<DriftWay, { name: string; says: string }>> = {
  tighter: { name: 'Tighter', says: 'to a class that allows less' },
  looser: { name: 'Looser', says: 'to a class that allows more' },
  lateral: { name: 'Within a class', says: 'another license of the same class' },
  undecidable: { name: 'Cannot be told', says: 'one of the two classes has no order' },
  declared: { name: 'Declared', says: 'a label where there was none' },
  dropped: { name: 'Dropped', says: 'no label where there was one' },
};

export function driftFigure(drift: Drift): DriftFigure {
  const { weeks, panel } = drift;
  const totals = DRIFT_WAYS.map((way) => ({
    ...WAYS[way],
    changes: weeks.reduce((sum, { counts }) => sum + (counts?.[way] ?? 0), 0),
  }));
  const all = totals.reduce((sum, { changes }) => sum + changes, 0);
  const [tighter, looser] = totals.map(({ changes }) => changes);
  const looked = weeks.filter(({ counts }) => counts !== null).length;
  return {
    frame: structureFrame(drift, {
      id: 'drift',
      title:
        looked === 0
          ? 'One look tells no change of a license; the second will'
          : all === 0
            ? `No license label changed in ${formatExact(looked)} ${looked === 1 ? 'week' : 'weeks'} with a look`
            : `${formatExact(all)} license ${all === 1 ? 'label' : 'labels'} changed; ${formatExact(looser ?? 0)} went looser, ${formatExact(tighter ?? 0)} tighter`,
      subtitle: 'Models whose license label a look found different from the look before, by week',
      unit: 'models',
      window: `${formatDay(weeks[0]?.week ?? panel.from)} to ${formatDay(drift.asOf)}`,
      covered: 'of the changes can be told to be tighter, looser, lateral, declared or dropped',
      gaps: `${formatExact(weeks.length - looked)} of ${formatExact(weeks.length)} weeks without a look that could tell`,
    }),
    series: all === 0 || looked < 2 ? null : seriesOf(drift),
    totals: all === 0 ? [] : totals,
  };
}

function seriesOf({ weeks }: Drift): SeriesTable {
  const ways = DRIFT_WAYS.filter((way) => weeks.some(({ counts }) => (counts?.[way] ?? 0) > 0));
  return {
    label: `Line chart of changed license labels in ${weeks.length} weeks. The table below holds every value.`,
    says: `Table of ${weeks.length} weeks`,
    step: 'week',
    kind: 'line',
    unit: 'count',
    heading: 'Week from',
    columns: ways.map((way, at) => ({
      key: `rank-${at + 1}`,
      name: WAYS[way].name,
      short: WAYS[way].name,
      open: false,
    })),
    rows: weeks.map(({ week, counts }) => ({
      on: week,
      says: formatDay(week),
      provisional: false,
      notes: [],
      cells: ways.map((way) => ({ value: counts?.[way] ?? null, high: null })),
    })),
  };
}
