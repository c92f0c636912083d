import { describe, expect, test } from 'vitest';
import { stretchesOf } from '../../src/lib/chart/bands.ts';
import { chartConfig } from '../../src/lib/chart/chart-config.ts';
import { chartSeries } from '../../src/lib/chart/chart-series.ts';
import { placeLabels } from '../../src/lib/chart/place-labels.ts';
import type { ChartTable } from '../../src/lib/chart/read-table.ts';
import { dayLabel, dayNumber, timeTicks } from '../../src/lib/chart/time-axis.ts';

const theme = { ink: '#000', faint: '#666', rule: '#ddd', paper: '#fff', font: 'Inter' };

function table(
  rows: readonly [string, ...(number | null)[]][],
  step: ChartTable['step'] = 'day',
): ChartTable {
  const names = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i'].slice(0, (rows[0]?.length ?? 1) - 1);
  return {
    kind: 'line',
    step,
    unit: 'share',
    columns: names.map((name) => ({ name, short: name, open: name === 'b', color: '#123456' })),
    rows: rows.map(([on, ...values]) => ({
      on,
      values,
      highs: values.map(() => null),
      note: null,
      provisional: false,
    })),
  };
}

describe('series', () => {
  test('a day without a snapshot breaks the line', () => {
    const [series] = chartSeries(
      table([
        ['2026-08-01', 0.5],
        ['2026-08-02', 0.5],
        ['2026-08-04', 0.6],
      ]),
    );
    expect(series?.points.map(({ y }) => y)).toEqual([0.5, 0.5, null, 0.6]);
  });

  test('weeks in a row are one line, a week without a snapshot breaks it', () => {
    const days = table(
      [
        ['2026-08-02', 0.1],
        ['2026-08-15', 0.2],
        ['2026-08-30', 0.3],
      ],
      'week',
    );
    expect(chartSeries(days)[0]?.points.map(({ y }) => y)).toEqual([0.1, 0.2, null, 0.3]);
  });

  test('a null share stays null', () => {
    const [series] = chartSeries(
      table([
        ['2026-08-01', 0.5],
        ['2026-08-02', null],
      ]),
    );
    expect(series?.points.map(({ y }) => y)).toEqual([0.5, null]);
  });

  test('known groups differ by dash, and what is not known never takes the full line', () => {
    const series = chartSeries(
      table([
        ['2026-08-01', 0.2, 0.7, 0.1],
        ['2026-08-02', 0.2, 0.7, 0.1],
      ]),
    );
    expect(series.map(({ name }) => name)).toEqual(['b', 'a', 'c']);
    expect(series.find(({ name }) => name === 'a')?.dash).toEqual([]);
    expect(new Set(series.map(({ dash }) => dash.join())).size).toBe(3);
  });

  test('at most seven lines are drawn, the largest; one that is always zero is none', () => {
    const row = [0.3, 0.2, 0.1, 0.1, 0.1, 0.1, 0.05, 0.05, 0] as const;
    expect(
      chartSeries(
        table([
          ['2026-08-01', ...row],
          ['2026-08-02', ...row],
        ]),
      ),
    ).toHaveLength(7);
  });
});

describe('stacked shares', () => {
  const stack: ChartTable = {
    ...table([
      ['2026-08-01', 0.1, 0.2, 0.7, 0, 0, 0, 0, 0, 0],
      ['2026-08-02', 0.1, 0.2, 0.7, 0, 0, 0, 0, 0, 0],
    ]),
    kind: 'area',
  };

  test('every column is a layer in the order of the table, so that none leaves a hole', () => {
    expect(chartSeries(stack).map(({ name }) => name)).toEqual(['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i']);
  });

  test('layers are filled down to the one below, and the axis ends at 100 %', () => {
    const { data, options } = chartConfig(stack, theme, 600);
    expect(data.datasets.slice(0, 2)).toMatchObject([{ fill: 'origin' }, { fill: '-1' }]);
    expect(options).toMatchObject({ scales: { y: { stacked: true, max: 1 } } });
  });
});

describe('configuration', () => {
  const config = chartConfig(
    table([
      ['2026-08-01', 0.5],
      ['2026-08-02', 0.6],
    ]),
    theme,
    600,
  );

  test('shares start at zero, nothing moves, gaps stay', () => {
    expect(config.options).toMatchObject({ animation: false, scales: { y: { beginAtZero: true } } });
    expect(config.data.datasets[0]).toMatchObject({ spanGaps: false });
  });

  test('a week that is not complete is a hollow point', () => {
    const weeks = table([
      ['2026-08-01', 0.1],
      ['2026-08-02', 0.2],
    ]);
    const rows = weeks.rows.map((row, n) => ({ ...row, provisional: n === 1 }));
    const [line] = chartConfig({ ...weeks, rows }, theme, 600).data.datasets;
    expect(line).toMatchObject({ pointBackgroundColor: ['#123456', '#fff'], pointRadius: [2, 3] });
  });

  test('a band is filled between the line and the highest it could be, and broken where the line is', () => {
    const banded = table([
      ['2026-08-01', 0.1],
      ['2026-08-02', 0.2],
      ['2026-08-04', 0.3],
      ['2026-08-05', 0.3],
    ]);
    const rows = banded.rows.map((row) => ({ ...row, highs: [0.5] }));
    const [series] = chartSeries({ ...banded, rows });
    expect(
      stretchesOf(series?.points ?? []).map((stretch) => stretch.map(({ y, high }) => [y, high])),
    ).toEqual([
      [
        [0.1, 0.5],
        [0.2, 0.5],
      ],
      [
        [0.3, 0.5],
        [0.3, 0.5],
      ],
    ]);
    expect(chartConfig({ ...banded, rows }, theme, 600).options?.scales?.['y']).toMatchObject({
      suggestedMax: 0.5,
    });
  });

  test('a month that is not over is a hollow column', () => {
    const months: ChartTable = {
      kind: 'bars',
      step: 'month',
      unit: 'count',
      columns: [{ name: 'Models', short: 'Models', open: false, color: '#123456' }],
      rows: [
        { on: '2026-07', values: [5], highs: [null], note: null, provisional: false },
        { on: '2026-08', values: [2], highs: [null], note: null, provisional: true },
      ],
    };
    expect(chartConfig(months, theme, 600).data.datasets[0]?.backgroundColor).toEqual([
      '#123456',
      'transparent',
    ]);
  });
});

describe('time axis', () => {
  test('months are placed on their first day', () => {
    expect(dayLabel(dayNumber('2026-08'))).toBe('1 Aug 2026');
  });

  test('long series have ticks at even months, the year at the first and at January', () => {
    const ticks = timeTicks(dayNumber('2024-05-08'), dayNumber('2025-05-08'), 6);
    expect(ticks.map(({ label }) => label)).toEqual(['Jul 2024', 'Sep', 'Nov', 'Jan 2025', 'Mar', 'May']);
  });

  test('a few days have ticks at days', () => {
    const ticks = timeTicks(dayNumber('2026-08-02'), dayNumber('2026-08-05'), 4);
    expect(ticks.map(({ label }) => label)).toEqual(['2 Aug 2026', '3 Aug', '4 Aug', '5 Aug']);
  });
});

describe('labels at line ends', () => {
  test('labels that would overlap move apart and stay inside', () => {
    expect(placeLabels([95, 96, 10], { top: 0, bottom: 100, height: 10 })).toEqual([90, 100, 10]);
  });

  test('labels with room stay at their line', () => {
    expect(placeLabels([20, 60], { top: 0, bottom: 100, height: 10 })).toEqual([20, 60]);
  });
});
