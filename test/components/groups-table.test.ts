import { expect, test } from 'vitest';
import { definitionOf } from '../../src/lib/definition/defaults.ts';
import { groupTable } from '../../src/lib/site/figure/group-table.ts';
import { figureOf, type Made } from '../src/lib/findings/made-figure.ts';
import { renderer } from '../support/components.ts';
import { textOf } from '../support/text-of.ts';

const render = renderer();

async function tableOf(made: Made, props: Record<string, unknown> = {}) {
  const figure = figureOf(made);
  return await render('GroupsTable', {
    table: groupTable(figure, definitionOf({ by: figure.definition.by })),
    ...props,
  });
}

test('a table of shares has a bar, a share and a value for each group, and what is not known in outline', async () => {
  const html = await tableOf({ values: { us: 600, cn: 300, unknown: 100 } });
  expect(textOf(html)).toBe(
    'Region Bar Share Downloads, 30 days United States 60.0 % 600 China 30.0 % 300 Unknown 10.0 % 100 All 100.0 % 1,000',
  );
  expect(html).toMatch(/<tr data-series="region-unknown" class="open"/);
  expect(html).toMatch(/<rect class="fill hollow" width="16\.6+\d*%"/);
  expect(html).toMatch(/<a class="row narrowing" href="\/regions\?region=us"/);
  expect(html).toMatch(/<a class="row" href="\/models\?region=us"/);
});

test('a band is a pale bar behind the share, and both ends stand in words', async () => {
  const html = await tableOf({ values: { us: 600, cn: 300, unknown: 100 }, unknown: 'band' });
  expect(textOf(html)).toContain('Share, lowest to highest');
  expect(textOf(html)).toContain('United States 60.0 – 70.0 % 600');
  expect([...html.matchAll(/class="reach"/g)]).toHaveLength(2);
});

test('a group that is left out of the whole has a dash for its share', async () => {
  const html = await tableOf({ values: { us: 600, unknown: 100 }, unknown: 'drop' });
  expect(textOf(html)).toContain('United States 100.0 % 600 Unknown – 100');
});

test('sizes are printed as sizes, without shares and without a total', async () => {
  const html = await tableOf({ measure: 'parametersMean', values: { us: 8e9, cn: 4e9 }, coverage: 0.5 });
  expect(textOf(html)).toBe('Region Bar Mean size United States 8B China 4B');
});

test('names from outside are text', async () => {
  const html = await tableOf({
    by: ['publisher'],
    values: { x: 1 },
    names: { x: '"><img src=x onerror=alert(1)>' },
  });
  expect(html).not.toContain('<img');
  expect(html).toMatch(/<bdi[^>]*>"&gt;&lt;img|<bdi[^>]*>&quot;&gt;&lt;img/);
});

test('a brief table has the share alone', async () => {
  expect(textOf(await tableOf({ values: { us: 600, cn: 400 } }, { brief: true }))).toBe(
    'Region Bar Share United States 60.0 % China 40.0 %',
  );
});

test('a selection without anything says so', async () => {
  expect(textOf(await tableOf({ values: { us: 0 } }))).toMatch(/^Nothing of this panel is in this selection/);
});
