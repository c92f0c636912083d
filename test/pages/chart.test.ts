import { describe, expect, test } from 'vitest';
import { stretchesOf } from '../../src/lib/chart/bands.ts';
import { roomiest } from '../../src/lib/chart/before-label.ts';
import { chartConfig } from '../../src/lib/chart/chart-config.ts';
import { chartSeries } from '../../src/lib/chart/chart-series.ts';
import { placeNumbers, rangesOf } from '../../src/lib/chart/day-marks.ts';
import { hatchedLayers } from '../../src/lib/chart/hatching.ts';
import { placeLabels } from '../../src/lib/chart/place-labels.ts';
import type { ChartTable } from '../../src/lib/chart/read-table.ts';
import { mixed } from '../../src/lib/chart/shade.ts';
import { dayLabel, dayNumber, timeTicks } from '../../src/lib/chart/time-axis.ts';

const theme = { ink: '#000', faint: '#666', rule: '#ddd', paper: '#ffffff', font: 'Inter' };

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
    expect([0, 2, 3].map((at) => data.datasets[at])).toMatchObject([
      { fill: 'origin' },
      { fill: '-1' },
      { fill: '-1' },
    ]);
    expect(options).toMatchObject({ scales: { y: { stacked: true, max: 1 } } });
  });

  test('a layer that is not known is pale in outline, the second one hatched, in the legend too', () => {
    const columns = stack.columns.map((column, at) => ({ ...column, open: at > 6 }));
    const layers = chartSeries({ ...stack, columns });
    expect(chartConfig({ ...stack, columns }, theme, 600).data.datasets[7]).toMatchObject({
      borderColor: '#123456',
      fill: { target: '-1', above: 'rgb(189, 198, 208)', below: 'rgb(189, 198, 208)' },
    });
    expect(hatchedLayers(layers)).toEqual([8]);
    expect(layers.slice(6).map(({ dash }) => dash.length > 0)).toEqual([false, false, true]);
  });
});

describe('lines of an earlier period', () => {
  const both = table([
    ['2026-08-01', 0.5, 0.2],
    ['2026-08-02', 0.6, 0.3],
  ]);
  const columns = both.columns.map((column, at) => ({
    ...column,
    open: false,
    ...(at === 1 ? { previous: true } : {}),
  }));
  const compared = { ...both, columns };

  test('are those of the present, paler, with the same dashes', () => {
    const [now, before] = chartConfig(compared, theme, 600).data.datasets;
    expect(now).toMatchObject({ borderColor: '#123456', borderDash: [] });
    expect(before).toMatchObject({ borderColor: 'rgb(137, 154, 171)', borderDash: [] });
  });

  test('are named once, where no other line is near', () => {
    const line = (...heights: (number | null)[]) =>
      heights.map((y, at) => (y === null ? null : { x: at * 50, y }));
    const area = { left: 0, right: 200, top: 0, bottom: 100 };
    const now = line(50, 50, 50, 50, 50);
    expect(roomiest([now, line(60, 60, 80, 80, 80)], [1], area)).toMatchObject({ x: 150 });
    expect(roomiest([now], [], area)).toBeNull();
  });

  test('a colour is mixed with paper as hex and as browsers write it; one that is written otherwise stays', () => {
    expect(mixed('#000000', '#ffffff', 0.5)).toBe('rgb(128, 128, 128)');
    expect(mixed('rgb(0, 0, 0)', 'rgb(255, 255, 255)', 0.25)).toBe('rgb(191, 191, 191)');
    expect(mixed('teal', '#ffffff', 0.5)).toBe('teal');
  });
});

describe('numbers of dated notes', () => {
  const widthOf = (text: string) => text.length * 6;

  test('stand above their day; days too near to each other share one', () => {
    const marks = [
      { at: 10, numbers: [1] },
      { at: 100, numbers: [2, 3] },
      { at: 106, numbers: [4] },
      { at: 200, numbers: [] },
    ];
    expect(placeNumbers(marks, widthOf)).toEqual([
      { at: 10, text: '1' },
      { at: 103, text: '2–4' },
    ]);
  });

  test('runs are written as ranges', () => {
    expect(rangesOf([1, 2, 3, 5])).toBe('1–3, 5');
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

  test('points at the edges are not cut', () => {
    expect(Number(config.data.datasets[0]?.clip)).toBeGreaterThanOrEqual(4);
  });

  test('a week that is not complete is a hollow point', () => {
    const weeks = table([
      ['2026-08-01', 0.1],
      ['2026-08-02', 0.2],
    ]);
    const rows = weeks.rows.map((row, n) => ({ ...row, provisional: n === 1 }));
    const [line] = chartConfig({ ...weeks, rows }, theme, 600).data.datasets;
    expect(line).toMatchObject({ pointBackgroundColor: ['#123456', '#ffffff'], pointRadius: [2, 3] });
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
