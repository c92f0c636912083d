import { describe, expect, test } from 'vitest';
import { definitionOf } from '../../../../../src/lib/definition/defaults.ts';
import { areaTable } from '../../../../../src/lib/site/explore/area.ts';
import { chartIn, refusalOf, usualChart } from '../../../../../src/lib/site/explore/charts.ts';
import { exploreForm } from '../../../../../src/lib/site/explore/form.ts';
import { heatTable } from '../../../../../src/lib/site/explore/heat.ts';
import { nearestView } from '../../../../../src/lib/site/explore/nearest.ts';
import { againstIn, scatterTable } from '../../../../../src/lib/site/explore/scatter.ts';
import { slopeFinding, slopeTable } from '../../../../../src/lib/site/explore/slope.ts';
import { figureOf, PANELS } from '../../findings/made-figure.ts';

const plain = (text: string) => text.replaceAll('\u00a0', ' ');
const once = figureOf({ values: { us: 6, cn: 4 } });
const twice = figureOf({ values: { us: [6, 5], cn: [4, 5] } });
const crossed = figureOf({
  by: ['region', 'size'],
  values: { 'us/1b-5b': 50, 'cn/under-100m': 30, 'us/unknown': 20 },
});

describe('the chart', () => {
  test('the shape of the data chooses: crossed groups a table, two snapshots a line, one a ranking', () => {
    expect([once, twice, crossed].map(usualChart)).toEqual(['bars', 'line', 'heat']);
    expect(usualChart(figureOf({ by: ['region'], attribution: 'flow', values: { 'us/cn': 1 } }))).toBe(
      'heat',
    );
    expect(usualChart(figureOf({ values: { us: [0, 0] } }))).toBe('bars');
  });

  test.each([
    ['line', once, /two published snapshots/],
    ['slope', figureOf({ by: [], values: { '': [1, 2] } }), /choose a first group/],
    ['heat', twice, /needs two groups/],
    ['area', figureOf({ measure: 'parametersMean', values: { us: [1, 2] } }), /no shares/],
    ['area', figureOf({ values: { us: [1, 2] }, unknown: 'band' }), /do not sum to 100 %/],
    ['area', figureOf({ values: { us: [1, 2] }, counting: 'full' }), /more than 100 %/],
    ['area', figureOf({ values: { us: [-1, 2], cn: [3, 2] } }), /below zero/],
  ] as const)('%s is refused in a sentence where it cannot be', (chart, figure, says) => {
    expect(refusalOf(figure, chart)).toMatch(says);
  });

  test('a ranking is always possible, and stacked shares where there are some over time', () => {
    expect([refusalOf(once, 'bars'), refusalOf(twice, 'area')]).toEqual([null, null]);
  });

  test('an address that names no chart there is gets the choices', () => {
    expect(chartIn('area')).toBe('area');
    expect(chartIn('')).toBeNull();
    expect(() => chartIn('pie')).toThrow(/chart: "pie" is not one of line, area, slope, bars, scatter, heat/);
  });
});

test('layers sum to the whole, small groups as one, what is not known last', () => {
  const ids = Array.from({ length: 12 }, (_, at) => `p${at}`);
  const figure = figureOf({
    by: ['publisher'],
    values: { ...Object.fromEntries(ids.map((id, at) => [id, [at + 1, 12 - at]])), '-': [5, 5] },
  });
  const area = areaTable(figure);
  expect(area?.kind).toBe('area');
  expect(area?.columns.map(({ name }) => name)).toContain('All others');
  const sums = area?.rows.map(({ cells }) => cells.reduce((sum, { value }) => sum + (value ?? 0), 0));
  for (const sum of sums ?? []) expect(sum).toBeCloseTo(1, 12);
  expect(sums).toHaveLength(2);
});

test('a slope has the first and the last value of each group, the change, and no label over another', () => {
  const slope = slopeTable(figureOf({ values: { us: [60, null, 50], cn: [40, null, 50] } }));
  expect(slope?.firstSays).toBe('20 August 2026');
  expect(slope?.lastSays).toBe('22 August 2026');
  expect(
    slope?.rows.map(({ name, first, last, change }) =>
      [name, first.says, last.says, change?.amount ?? ''].map(plain),
    ),
  ).toEqual([
    ['United States', '60.0 %', '50.0 %', '−10.0 points'],
    ['China', '40.0 %', '50.0 %', '+10.0 points'],
  ]);
  const labels = slope?.rows.map(({ last }) => last.labelY) ?? [];
  expect(Math.abs((labels[0] ?? 0) - (labels[1] ?? 0))).toBeGreaterThanOrEqual(18);
});

describe('a crossed table', () => {
  test('cells are parts of the whole, darker where larger, classes in their order, unknown last', () => {
    const heat = heatTable(crossed, definitionOf({ by: ['region', 'size'] }));
    expect(heat.columns.map(({ name }) => name)).toEqual(['under 100M', '1B – 5B', 'Unknown']);
    expect(
      heat.rows.map(({ name, cells, total }) => [name, ...cells.map(({ says }) => says), total].map(plain)),
    ).toEqual([
      ['United States', '–', '50.0 %', '20.0 %', '70.0 %'],
      ['China', '30.0 %', '–', '–', '30.0 %'],
    ]);
    expect(heat.totals?.map(plain)).toEqual(['30.0 %', '50.0 %', '20.0 %']);
    expect(heat.rows[0]?.cells.map(({ level }) => level)).toEqual([0, 6, 4]);
    expect(heat.rows[0]?.cells[1]?.href).toBe('/models?region=us&size=1b-5b');
  });

  test('what does not fit is one row and one column, and nothing is lost', () => {
    const values = Object.fromEntries(
      Array.from({ length: 400 }, (_, at) => [`p${at % 20}/l${Math.floor(at / 20)}`, 1 + at]),
    );
    const heat = heatTable(
      figureOf({ by: ['publisher', 'license-id'], values }),
      definitionOf({ by: ['publisher', 'license-id'] }),
    );
    expect(heat.rows.at(-1)?.name).toBe('6 others');
    expect(heat.columns.at(-1)?.name).toBe('11 others');
    const all = heat.rows.flatMap(({ cells }) => cells.map(({ value }) => value ?? 0));
    expect(all.reduce((sum, value) => sum + value, 0)).toBeCloseTo(1, 9);
  });

  test('a region all of whose licenses are unknown is still a known region', () => {
    const figure = figureOf({
      by: ['region', 'license'],
      values: { 'africa/unrecorded': 1, 'us/permissive': 2, 'unknown/permissive': 3 },
    });
    const { rows } = heatTable(figure, definitionOf({ by: ['region', 'license'] }));
    expect(rows.map(({ name, open }) => [name, open])).toEqual([
      ['United States', false],
      ['Sub-Saharan Africa', false],
      ['Unknown', true],
    ]);
  });

  test('sizes are not added', () => {
    const sizes = figureOf({
      measure: 'parametersMean',
      by: ['region', 'license'],
      values: { 'us/permissive': 7e9, 'cn/rail': 1e9 },
    });
    const heat = heatTable(sizes, definitionOf({ measure: 'parametersMean', by: ['region', 'license'] }));
    expect(heat.totals).toBeNull();
    expect(heat.rows[0]?.cells[0]?.says).toBe('7B');
  });
});

test('the form asks for everything but lenses, and loses none of them', () => {
  const form = exploreForm(
    definitionOf({ by: ['region'], lenses: { publisher: [''], size: ['1b-5b'] }, window: { days: 91 } }),
    {
      panel: PANELS.head,
      panels: [PANELS.head],
      kept: { chart: 'area' },
      action: '/explore',
    },
  );
  expect([...form.main, ...form.settings].map(({ name }) => name)).toEqual([
    ...['panel', 'measure', 'by', 'by', 'add'],
    ...[
      'attribution',
      'unknown',
      'universe',
      'infrastructure',
      'counting',
      'facts',
      'scheme',
      'window',
      'step',
    ],
  ]);
  expect(form.kept).toEqual([
    { name: 'publisher', value: 'unreviewed' },
    { name: 'size', value: '1b-5b' },
    { name: 'chart', value: 'area' },
  ]);
  expect(form.changed).toBe(true);
  expect(form.main[2]?.options).toHaveLength(22);
});

test.each([
  ['by=region~region&panel=hub', ['by: region stands there twice; …'], '/explore?panel=hub'],
  ['by=region&region=atlantis', ['region: "atlantis" is not one of us, cn.'], '/explore?by=region'],
  ['by=size&colour=red', ['"colour": this page does not know that key; …'], '/explore?by=size'],
  ['chart=pie&by=size', ['chart: "pie" is not one of line.'], '/explore?by=size'],
  ['measure=parametersMedian&by=country', ['measure: medians are kept …'], '/explore?by=country'],
])('near %s there is a view that can be asked', (query, problems, href) => {
  expect(nearestView(new URLSearchParams(query), problems).href).toBe(href);
});

describe('two measures against each other', () => {
  const figure = figureOf({ values: { us: 1_000_000, cn: 10_000, europe: 100, mena: 0 } });
  const across = figureOf({ measure: 'models', values: { us: 100, cn: 1000, europe: 10, mena: 5 } });
  const scatter = scatterTable(figure, across);

  test('a point stands where the logarithms of its values put it; groups with nothing are counted', () => {
    const at = new Map(scatter.points.map((point) => [point.name, point]));
    const [us, cn, europe] = ['United States', 'China', 'Europe'].map((name) => at.get(name));
    expect(cn?.down).toBeCloseTo(((us?.down ?? 0) + (europe?.down ?? 0)) / 2);
    expect(us?.across).toBeCloseTo(((cn?.across ?? 0) + (europe?.across ?? 0)) / 2);
    expect([us?.down, cn?.across].every((part) => part !== undefined && part > 0 && part < 1)).toBe(true);
    expect(scatter.points).toHaveLength(3);
    expect(scatter.yTicks.map(({ says }) => says)).toEqual(['100', '1k', '10k', '100k', '1M']);
  });

  test('names that would cover each other stand in the table only', () => {
    const same = figureOf({
      by: ['publisher'],
      values: { a: 100, b: 101, c: 5 },
      names: { a: 'Alpha', b: 'Beta' },
    });
    const named = scatterTable(
      same,
      figureOf({ by: ['publisher'], measure: 'models', values: { a: 10, b: 10, c: 1 } }),
    );
    expect(named.points.map(({ named: where }) => where)).toEqual(['always', 'no', 'always']);
  });

  test('the measure across is chosen by the address, and is another one than the measure', () => {
    const asked = definitionOf();
    expect([againstIn(null, asked), againstIn('likes', asked)]).toEqual(['models', 'likes']);
    expect(againstIn(null, definitionOf({ measure: 'models' }))).toBe('downloads30d');
    expect(() => againstIn('downloads30d', asked)).toThrow(/against: "downloads30d" is not one of models/);
  });
});

test('the finding of a slope is the largest move between the two ends that it draws', () => {
  const figure = figureOf({ values: { us: [200_000, 500_000, 600_000], cn: [800_000, 500_000, 400_000] } });
  expect(plain(slopeFinding(figure) ?? '')).toMatch(
    /^The largest move among regions: .* (rose|fell) .*40\.0 points/,
  );
  expect(slopeFinding(once)).toBeNull();
});
