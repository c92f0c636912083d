import { describe, expect, test } from 'vitest';
import { definitionOf } from '../../src/lib/definition/defaults.ts';
import { changeOfFigure, changeOfShare } from '../../src/lib/site/change-view.ts';
import { chipsOf, lensForm } from '../../src/lib/site/lens-view.ts';
import { modelPage } from '../../src/lib/site/model-view.ts';
import { MORE, NAV } from '../../src/lib/site/nav.ts';
import { hubPath, outsideHref, paths } from '../../src/lib/site/paths.ts';
import { optionsOf } from '../../src/lib/site/series-view.ts';
import { hostile, modelReading, panel } from './fixtures.ts';

const definition = definitionOf({ panel: 'made-up' });
const plain = (text: string | undefined) => text?.replaceAll('\u00a0', ' ').replaceAll('\u2011', '-');

describe('paths', () => {
  test('a definition is printed in canonical form', () => {
    const likes = { ...definition, measure: 'likes' as const, lenses: { region: ['cn', 'us'] } };
    expect(paths.regions(likes)).toBe('/regions?panel=made-up&measure=likes&region=us~cn');
    expect(paths.regions()).toBe('/regions');
  });

  test('what a page groups by stands in its path alone', () => {
    expect(paths.regions({ ...definition, by: ['region'] })).toBe('/regions?panel=made-up');
  });

  test('a repo id keeps its slash and nothing else', () => {
    expect(paths.model('acme/a b?c#d')).toBe('/models/acme/a%20b%3Fc%23d');
    expect(hubPath('acme/<x>')).toBe('https://huggingface.co/acme/%3Cx%3E');
  });

  test.each([
    'javascript:alert(1)',
    'data:text/html,x',
    'http://example.org',
    'LICENSE.md',
    'https://a:b@example.org',
  ])('%s is not linked', (address) => {
    expect(outsideHref(address)).toBeNull();
  });

  test('https is linked', () => {
    expect(outsideHref('https://example.org/a')).toBe('https://example.org/a');
  });

  test('the header has the pages of the top level', () => {
    expect(NAV.map(({ to }) => to(null))).toEqual([
      '/',
      '/regions',
      '/sizes',
      '/licenses',
      '/families',
      '/models',
      '/claims',
    ]);
    expect(MORE.flatMap(({ entries }) => entries.map(({ to }) => to(null)))).toEqual([
      '/countries',
      '/publishers',
      '/registry',
      '/releases',
      '/licenses/exposure',
      '/concentration',
      '/dynamics',
      '/digest',
      '/review',
      '/explore?by=region',
      '/data',
      '/compare',
      '/questions',
      '/methods',
      '/api',
      '/status',
    ]);
  });
});

describe('changes', () => {
  test('a change carries sign, unit and word', () => {
    const change = changeOfShare(0.25, 0.2);
    expect(change && { ...change, amount: plain(change.amount) }).toEqual({
      direction: 'up',
      arrow: '▲',
      word: 'up',
      amount: '+5.0 points',
    });
  });

  test('no earlier day is not a change of zero', () => {
    expect(changeOfShare(0.25, null)).toBeNull();
    expect(changeOfFigure({ kind: 'count', change: null })).toBeNull();
  });

  test('a change too small to print is level', () => {
    expect(changeOfShare(0.2502, 0.25)?.word).toBe('unchanged');
  });
});

describe('lenses', () => {
  test('a chip leads to the same definition without its value', () => {
    const narrowed = { ...definition, lenses: { region: ['us', 'cn'], size: ['unknown'] } };
    expect(chipsOf(narrowed).map(({ says, without }) => [says, without.lenses])).toEqual([
      ['Region: United States', { region: ['cn'], size: ['unknown'] }],
      ['Region: China', { region: ['us'], size: ['unknown'] }],
      ['Size class: Unknown', { region: ['us', 'cn'] }],
    ]);
  });

  test('a chip names what no word list knows, and a lens of any dimension has one', () => {
    const narrowed = { ...definition, lenses: { publisher: ['acme'], year: ['2025'] } };
    const says = chipsOf(narrowed, (_, id) => (id === 'acme' ? 'Acme Inc.' : null)).map((chip) => chip.says);
    expect(says).toEqual(['Publisher: Acme Inc.', 'Release year: 2025']);
  });

  test('the all-time counter is offered only where the panel records it', () => {
    const offered = lensForm(definition, panel, [panel]).measures.map(({ id }) => id);
    expect(offered).toEqual(['downloads30d', 'models', 'likes']);
  });

  test('unknown is an option of every lens', () => {
    const form = lensForm(definition, panel, [panel]);
    expect(form.lenses.map(({ options }) => options.some(({ open }) => open))).toEqual([true, true, true]);
  });

  test('bounds of a size class are told in words', () => {
    expect(optionsOf('size')[1]?.says).toBe('100 million parameters or more, fewer than 1 billion.');
  });
});

describe('the page of a model', () => {
  const page = modelPage(modelReading);

  test('names from outside are never turned into links of another scheme', () => {
    expect(page?.repoId).toBe(hostile);
    expect(page?.facts.flatMap(({ links }) => links)).toEqual([]);
    expect(page?.lineage?.bases.map(({ base }) => base)).toEqual([
      { name: 'acme/base', href: '/models/acme/base' },
    ]);
  });

  test('one sentence says by whom, how much, of which size and license', () => {
    expect(page?.says).toBe(
      'By Acme Inc.: 3,000,000,000 downloads in the 30 days before 5 August 2026, 7.6B parameters, license other. Counters over time, lineage and what changed.',
    );
  });

  test('the size says where the count comes from', () => {
    expect(page?.facts.find(({ term }) => term === 'Size')).toMatchObject({
      says: '7,600,000,000 parameters',
      source:
        'sum of the tensors in the safetensors files, as the Hub reads them; read in radar 22 August 2026',
    });
  });

  test('the license says its class and what the class means', () => {
    expect(page?.facts.find(({ term }) => term === 'License')).toMatchObject({
      says: 'other, acme-license',
      note: expect.stringContaining('Custom, not classified: '),
    });
  });

  test('a counter above 2^31 keeps its digits, one not recorded has no place', () => {
    expect(page?.lead.map(({ term, value }) => [term, value])).toEqual([
      ['Downloads, 30 days', '3,000,000,000'],
      ['Likes', '0'],
      ['Parameters', '7.6B'],
    ]);
  });

  test('a day outside the panel is a gap in the counters', () => {
    expect(page?.counters[0]?.rows.map(({ downloads30d }) => downloads30d)).toEqual([10, null, 30]);
  });

  test('the footer says the step of its points, and where they are from', () => {
    const [series] = modelReading.series;
    const weekly = series && { ...series, step: 'week' as const };
    const [figure] = modelPage({ ...modelReading, series: weekly ? [weekly] : [] })?.counters ?? [];
    expect(figure?.footer.map(({ term, says }) => `${term}: ${says}`).slice(1)).toEqual([
      'Window: 1 August 2026 to 5 August 2026, week by week',
      'Universe: Made-up models',
      'Attribution: this repo alone',
      'As of: 5 August 2026',
      'Coverage: 2 of 3 weeks in the panel',
      'Gaps: 2 weeks without a published snapshot',
      'Source: A file made up by hand',
    ]);
  });

  test('a panel that is asked for speaks; one that never had the model is refused by name', () => {
    const [state] = modelReading.states;
    const other = state && { ...state, panel: 'other', title: 'Others', asOf: '2026-08-09', likes: 7 };
    const reading = { ...modelReading, states: other ? [...modelReading.states, other] : [] };
    expect(modelPage(reading)?.panel).toBe('made-up');
    const page = modelPage(reading, 'other');
    expect([page?.panel, page?.lead[1]?.value]).toEqual(['other', '7']);
    expect(page?.panels.map(({ title, href }) => [title, href === null])).toEqual([
      ['Made-up models', false],
      ['Others', true],
    ]);
    expect(() => modelPage(reading, 'hub')).toThrow('panel: no snapshot of hub has this model');
  });

  test('a model that no panel has is no page', () => {
    expect(modelPage({ ...modelReading, states: [] })).toBeNull();
  });
});
