import { expect, test } from 'vitest';
import { definitionOf } from '../../src/lib/definition/defaults.ts';
import { controlsOf } from '../../src/lib/site/figure/controls.ts';
import { figureView } from '../../src/lib/site/figure/figure-view.ts';
import { paths } from '../../src/lib/site/paths.ts';
import { figureOf, PANELS } from '../src/lib/findings/made-figure.ts';
import { renderer } from '../support/components.ts';
import { textOf } from '../support/text-of.ts';

const render = renderer();
const asked = { by: ['region'], lenses: { size: ['1b-5b'] }, attribution: 'creator' } as const;
const definition = definitionOf(asked);
const figure = figureOf({
  ...asked,
  values: { us: [1, 3], cn: [3, 1], unknown: [1, 1] },
  lineageCoverage: 0.5,
});

test('a figure is its finding, measure and unit, chart with its table, groups, notes and footer, in this order', async () => {
  const view = figureView(
    { ...figure, notes: [{ kind: 'annotation', on: '2026-08-22', says: 'Counters were restated.' }] },
    { id: 'region', asked: definition },
  );
  const html = await render('DefinedFigure', { figure: view });
  const places = [
    /<h2 id="region-title"/,
    /class="subtitle"/,
    /<metric-chart/,
    /data-unit="share"/,
    /<\/metric-chart>/,
    /class="bars"/,
    /<dd[^>]*>Counters were restated\./,
    /class="notes/,
    />\s*Unit\s*<\/dt>/,
    />\s*Source\s*<\/dt>/,
  ].map((mark) => html.search(mark));
  expect(places).toEqual(places.toSorted((a, b) => a - b));
  expect(places.filter((place) => place < 0)).toEqual([]);
  expect(textOf(html)).toContain('By original creator, ');
  expect(html).toMatch(/<metric-chart data-label="Line chart of shares of downloads/);
  expect(html).toMatch(/data-note="Counters were restated\." data-numbers="1"/);
  expect(textOf(html)).toMatch(/1 22 August 2026 Counters were restated/);
});

test('every setting can be changed with a link or the form, and every lens taken off, without script', async () => {
  const controls = controlsOf(definition, {
    panel: PANELS.head,
    panels: [PANELS.head],
    place: { address: (definition) => paths.regions(definition), action: paths.regions() },
    nameOf: () => null,
  });
  const html = await render('DefinitionControls', { ...controls });
  const hrefs = [...html.matchAll(/href="([^"]+)"/g)].map(([, href]) =>
    href?.replaceAll('&amp;', '&').replaceAll('&#38;', '&'),
  );
  expect(hrefs).toContain('/regions?size=1b-5b');
  expect(hrefs).toContain('/regions?size=1b-5b&attribution=creator&unknown=band');
  expect(hrefs).toContain('/regions?attribution=creator');
  expect(html).toMatch(/<form[^>]+method="get"[^>]+action="\/regions"/);
  expect(html).toMatch(/<input type="hidden" name="attribution" value="creator"/);
  expect(html).toMatch(/<details class="definition" open/);
  expect(textOf(html)).toContain('Remove Size class: 1B – 5B');
});
