import { expect, test } from 'vitest';
import { definitionOf } from '../../src/lib/definition/defaults.ts';
import type { Definition } from '../../src/lib/definition/definition.ts';
import type { ChartId } from '../../src/lib/site/explore/charts.ts';
import { exploredFigure } from '../../src/lib/site/explore/explore-view.ts';
import { exploreForm } from '../../src/lib/site/explore/form.ts';
import { figureView } from '../../src/lib/site/figure/figure-view.ts';
import { groupTable } from '../../src/lib/site/figure/group-table.ts';
import { rankingOf } from '../../src/lib/site/ranking/ranking-view.ts';
import { figureOf, type Made, PANELS } from '../src/lib/findings/made-figure.ts';
import { renderer } from '../support/components.ts';
import { textOf } from '../support/text-of.ts';

const render = renderer();
const hostile = '"><img src=x onerror=alert(1)>';

async function explored(made: Made, chart: ChartId): Promise<string> {
  const figure = figureOf(made);
  const asked = definitionOf({ by: figure.definition.by });
  return await render('ExploredFigure', {
    figure: exploredFigure({
      figure,
      across: chart === 'scatter' ? figureOf({ ...made, measure: 'models' }) : null,
      asked,
      nameOf: () => null,
      chart,
      wanted: { chart, against: 'models' },
    }),
  });
}

test('a crossed table is a table with heads for both sides, shaded by class and without a style', async () => {
  const html = await explored(
    { by: ['region', 'size'], values: { 'us/1b-5b': 75, 'cn/under-100m': 25 } },
    'heat',
  );
  expect(html).toMatch(/<th scope="colgroup" colspan="2"/);
  expect(html).toMatch(/class="number level-6"/);
  expect(html).not.toMatch(/style="/);
  expect(textOf(html)).toContain('Region Size class All under 100M 1B – 5B United States – 75.0 % 75.0 %');
});

test('a slope has its drawing named, and all of it in a table', async () => {
  const html = await explored({ values: { us: [60, 50], cn: [40, 50] } }, 'slope');
  expect(html).toMatch(/<div class="slope" role="img" aria-label="Slope chart of shares/);
  expect(textOf(html)).toContain('Group 21 August 2026 22 August 2026 Change United States 60.0 % 50.0 %');
});

test('stacked shares are a table that the chart stacks', async () => {
  const html = await explored({ values: { us: [60, 50], cn: [40, 50] } }, 'area');
  expect(html).toMatch(/<table[^>]+data-chart="area"/);
  expect(html).toMatch(/data-label="Stacked area chart of shares/);
});

test.each(['heat', 'slope', 'area', 'bars', 'line', 'scatter'] as const)(
  'names from outside are text in %s',
  async (chart) => {
    const by: Definition['by'] = chart === 'heat' ? ['publisher', 'license-id'] : ['publisher'];
    const key = chart === 'heat' ? 'x/y' : 'x';
    const html = await explored({ by, values: { [key]: [1, 2] }, names: { x: hostile, y: hostile } }, chart);
    // Inside an attribute only the quote could end it.
    expect(html.replaceAll(/="[^"]*"/g, '')).not.toContain('<img');
    expect(textOf(html).length).toBeGreaterThan(50);
  },
);

test('under a figure stand its data, link and citation, without script', async () => {
  const figure = figureOf({ values: { us: 6, cn: 4 } });
  const view = figureView(figure, { id: 'region', asked: definitionOf({ by: ['region'] }) });
  const html = await render('FigureTake', { ...view.take, title: view.title });
  expect(html).toMatch(/<a href="\/regions\.csv"[^>]*>CSV<\/a>/);
  expect(html).toMatch(/<a href="\/regions\.json"[^>]*>JSON<\/a>/);
  expect(textOf(html)).toMatch(
    /Open Model Census\. Downloads in the previous 30 days of all models by region, counted by uploader\. Panel: Most downloaded models of the Hub\. Snapshot of 22 August 2026, reference version 1\. Source: Hub\. https?:\/\/[^/]+\/regions\?panel=hub-head&snapshot=2026-08-22/,
  );
  expect(html).toMatch(/<details/);
  expect(html).not.toContain('<button');
});

test('a figure without rows to take has nothing under it', async () => {
  const view = figureView(figureOf({ values: { us: 1 } }), { id: 'x', asked: definitionOf() });
  expect(await render('MetricFigure', { ...view, take: null })).not.toContain('class="take"');
});

test('every field of the form has a label of its own', async () => {
  const form = exploreForm(definitionOf({ by: ['region', 'size'] }), {
    panel: PANELS.head,
    panels: [PANELS.head],
    kept: { chart: null },
    action: '/explore',
  });
  const html = await render('ExploreForm', { form });
  const ids = [...html.matchAll(/<select id="([^"]+)"/g)].map(([, id]) => id);
  const labels = [...html.matchAll(/<label for="([^"]+)"/g)].map(([, id]) => id);
  expect(ids).toEqual(labels);
  expect(new Set(ids).size).toBe(14);
  expect(html).toMatch(/<form[^>]+method="get"[^>]+action="\/explore"/);
});

test('a ranking has ranks, drawings with gaps, and a link behind each known row', async () => {
  const figure = figureOf({ by: ['country'], values: { US: [6, null, 5], UNKNOWN: [4, null, 5] } });
  const asked = definitionOf({ by: ['country'] });
  const table = groupTable(figure, asked);
  const html = await render('RankingTable', { ranking: rankingOf(figure, { table, by: 'country', asked }) });
  expect(textOf(html)).toMatch(/1 US 50\.0 % .*UNKNOWN|1 US/);
  expect([...html.matchAll(/<polyline/g)]).toHaveLength(4);
  expect(html).toMatch(/href="\/publishers\?country=US"/);
});
