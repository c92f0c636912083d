import { describe, expect, test } from 'vitest';
import { definitionOf } from '../../src/lib/definition/defaults.ts';
import { type FigureViewOptions, figureView } from '../../src/lib/site/figure/figure-view.ts';
import { figureOf, type Made } from '../src/lib/findings/made-figure.ts';

const plain = (text: string | undefined) => text?.replaceAll('\u00a0', ' ').replaceAll('\u2011', '-');

function viewOf(made: Made, options: Partial<FigureViewOptions> = {}) {
  const figure = figureOf(made);
  return figureView(figure, { id: 'x', asked: { ...figure.definition, panel: null }, ...options });
}

const gap = Array<null>(26).fill(null);
/** Of 25 July, 21 and 22 August 2026. */
const moving: Made = {
  values: { us: [250, ...gap, 480, 500], cn: [750, ...gap, 420, 400], unknown: [0, ...gap, 100, 100] },
};

describe('a figure', () => {
  test('is titled by what it shows, and says measure, groups and day below', () => {
    const { title, subtitle } = viewOf(moving);
    expect(plain(title)).toMatch(
      /^The United States’ share of downloads among the 50,000 most downloaded models /,
    );
    expect(subtitle).toBe('Share of downloads in the previous 30 days by region, 22 August 2026');
  });

  test('has a footer in one order, whatever is asked', () => {
    const order = ['Unit', 'Window', 'Universe', 'Attribution', 'As of', 'Coverage', 'Gaps', 'Source'];
    for (const made of [moving, { values: { '': 5 } }, { ...moving, attribution: 'creator' }] as const)
      expect(viewOf(made).footer.map(({ term }) => term)).toEqual(order);
  });

  test('names in its footer all that narrows it and all that is counted otherwise', () => {
    const { footer } = viewOf(
      {
        ...moving,
        lenses: { license: ['permissive', 'rail'], publisher: ['acme'] },
        universe: 'language',
        infrastructure: 'without',
        counting: 'full',
        facts: 'now',
      },
      { nameOf: (dimension) => (dimension === 'publisher' ? 'Acme Inc.' : null) },
    );
    const says = (term: string) => footer.find((line) => line.term === term)?.says;
    expect(says('Universe')).toBe(
      'Most downloaded models of the Hub; language models; without infrastructure models; publisher Acme Inc.; license class Permissive or Responsible AI',
    );
    expect(says('Attribution')).toBe(
      'publisher of the repo (uploader); publishers of several countries whole for each; facts about publishers as of today',
    );
    expect(plain(says('Coverage'))).toBe('region is known for 90.0 % of downloads');
  });

  test('of one snapshot has no chart and says what a trend needs', () => {
    const view = viewOf({ of: 'recording', values: { us: 60, cn: 40 } });
    expect(view.series).toBeNull();
    expect(view.notes[0]).toBe(
      'A trend needs two published snapshots of this panel; there is one, of 22 August 2026.',
    );
  });

  test('shows the chart alone, or the table alone, where the other would repeat a figure', () => {
    expect(viewOf(moving, { shows: 'chart' }).table).toBeNull();
    expect(viewOf(moving, { shows: 'table' }).series).toBeNull();
    expect(viewOf({ values: { '': [1, 2, 3] } }).table).toBeNull();
  });
});

describe('the table of groups', () => {
  test('keeps what is not known in rows of its own, last and in the total', () => {
    const { table } = viewOf({ values: { us: 300, cn: 200, unknown: 500 } });
    expect(table?.rows.map(({ id, open, share }) => [id, open, share])).toEqual([
      ['us', false, 0.3],
      ['cn', false, 0.2],
      ['unknown', true, 0.5],
    ]);
    expect(table?.total).toBe(1000);
  });

  test('compares with the snapshot nearest to four weeks before', () => {
    const { table } = viewOf(moving);
    expect(table?.comparedWith).toBe('2026-07-25');
    expect(
      table?.rows.map(({ id, shareBefore, change }) => [id, shareBefore, plain(change?.amount)]),
    ).toEqual([
      ['us', 0.25, '+25.0 points'],
      ['cn', 0.75, '−35.0 points'],
      ['unknown', 0, '+10.0 points'],
    ]);
  });

  test('lists sizes in their order, not by their part', () => {
    const { table } = viewOf({ by: ['size'], values: { '10b-50b': 70, 'under-100m': 10, '1b-5b': 20 } });
    expect(table?.rows.map(({ id }) => id)).toEqual(['under-100m', '1b-5b', '10b-50b']);
  });

  test('gives what is left out no share, and a band the lowest and the highest', () => {
    const values = { us: 300, unknown: 100 };
    expect(viewOf({ values, unknown: 'drop' }).table?.rows.map(({ share }) => share)).toEqual([1, null]);
    expect(viewOf({ values, unknown: 'band' }).table?.rows.map(({ band }) => band)).toEqual([
      { low: 0.75, high: 1 },
      null,
    ]);
  });

  test('puts what has no room into one row, and never what is not known', () => {
    const values = { US: 50, CN: 30, FR: 12, DE: 5, UNKNOWN: 3 };
    const { table } = viewOf({ by: ['country'], values }, { most: 3 });
    expect(table?.rows.map(({ id }) => id)).toEqual(['US', 'CN', 'UNKNOWN']);
    expect(table?.rest).toEqual({ groups: 2, value: 17, share: 0.17 });
  });

  test('leads to the models behind a row where the list can be narrowed to them, and nowhere else', () => {
    const hrefs = (made: Made) => viewOf(made).table?.rows.map(({ modelsHref }) => modelsHref);
    const values = { cn: 1 };
    expect(hrefs({ values })).toEqual(['/models?region=cn']);
    expect(hrefs({ values, lenses: { size: ['1b-5b'] } })).toEqual(['/models?region=cn&size=1b-5b']);
    expect(hrefs({ values, attribution: 'creator' })).toEqual([null]);
    expect(hrefs({ by: ['country'], values: { CN: 1 } })).toEqual([null]);
  });

  test('narrows the view to a row by its name; publishers and families have pages of their own', () => {
    const links = (made: Made) => viewOf(made).table?.rows.map(({ href, narrowHref }) => [href, narrowHref]);
    const cn = ['/regions?region=cn', '/regions?region=cn'];
    expect(links({ values: { cn: 1 } })).toEqual([cn]);
    expect(links({ values: { cn: 1 }, lenses: { region: ['cn'] } })).toEqual([[null, null]]);
    expect(links({ by: ['publisher'], values: { acme: 2, '': 1 } })).toEqual([
      ['/publishers/acme', '/publishers?publisher=acme'],
      ['/publishers?publisher=unreviewed', '/publishers?publisher=unreviewed'],
    ]);
    expect(links({ by: ['family'], values: { qwen: 1 } })).toEqual([
      ['/families/qwen', '/explore?by=family&family=qwen'],
    ]);
  });

  test('of means has sizes and no shares', () => {
    const { table } = viewOf({ measure: 'parametersMean', values: { us: 8e9, cn: 4e9 }, coverage: 0.5 });
    expect([table?.sizes, table?.rows.map(({ share }) => share)]).toEqual([true, [null, null]]);
  });

  test('names pairs by both sides', () => {
    const crossed = viewOf({ by: ['region', 'license'], values: { 'us/permissive': 5 } });
    expect([crossed.table?.heading, crossed.table?.rows[0]?.name]).toEqual([
      'Region × license class',
      'United States × Permissive',
    ]);
    const flow = viewOf({ attribution: 'flow', values: { 'us/cn': 5 } });
    expect([flow.table?.heading, flow.table?.rows[0]?.name]).toEqual([
      'Region of creator → of uploader',
      'United States → China',
    ]);
  });
});

describe('the series', () => {
  test('holds shares by snapshot, and nothing where nothing was counted', () => {
    const { series } = viewOf({ values: { us: [1, 0, 3], cn: [1, 0, 1] } });
    expect(series?.rows.map(({ on, cells }) => [on, ...cells.map(({ value }) => value)])).toEqual([
      ['2026-08-20', 0.5, 0.5],
      ['2026-08-21', null, null],
      ['2026-08-22', 0.75, 0.25],
    ]);
  });

  test('leaves out periods without a snapshot, and the notes name them', () => {
    const view = viewOf({ values: { us: [1, null, null, 1] }, step: 'week' });
    expect(view.series?.rows).toHaveLength(2);
    expect(view.notes).toContain(
      'No snapshot was published, and the line is broken: 2 August 2026 to 15 August 2026.',
    );
    expect(view.footer.find(({ term }) => term === 'Gaps')?.says).toBe(
      '2 weeks without a published snapshot',
    );
  });

  test('carries the highest each share could be where a band is asked for', () => {
    const { series } = viewOf({ values: { us: [1, 3], unknown: [1, 1] }, unknown: 'band' });
    expect(series?.rows[1]?.cells).toEqual([
      { value: 0.75, high: 1 },
      { value: 0.25, high: null },
    ]);
  });

  test('of a flow without groups is columns by month', () => {
    const { series, notes } = viewOf({
      measure: 'newModels',
      step: 'month',
      values: { '': [6, 7, 2] },
      periods: ['2026-06-01', '2026-07-01', '2026-08-01'],
      provisional: true,
    });
    expect([series?.kind, series?.unit, series?.rows.map(({ on }) => on)]).toEqual([
      'bars',
      'count',
      ['2026-06', '2026-07', '2026-08'],
    ]);
    expect(notes).toContain('The last month is not complete: its column is hollow.');
  });

  test('of a flow draws no shares of next to nothing, and says so', () => {
    const view = viewOf({
      measure: 'newModels',
      step: 'month',
      values: { us: [1, 30], cn: [0, 20] },
      periods: ['2026-07-01', '2026-08-01'],
    });
    expect(view.series?.rows.map(({ cells }) => cells[0]?.value)).toEqual([null, 0.6]);
    expect(view.notes).toContain('Shares of one month with fewer than 30 new models are not drawn.');
  });

  test('has twelve columns at most, those that ever were largest', () => {
    const values = Object.fromEntries(
      Array.from({ length: 20 }, (_, n) => [`AA${n}`.slice(-2), [n + 1, n + 2]]),
    );
    expect(viewOf({ by: ['country'], values }).series?.columns.length).toBeLessThanOrEqual(12);
  });

  test('marks the annotations of its days, and a few rejected days are named', () => {
    const figure = figureOf(moving);
    const notes = [
      { kind: 'annotation', on: '2026-08-22', says: 'The Hub restated its counters.' },
      { kind: 'rejected', on: '2026-08-20', says: '2 models, against 10 on 2026-08-19.' },
    ] as const;
    const view = figureView({ ...figure, notes }, { id: 'x', asked: definitionOf() });
    expect(view.annotations).toEqual([{ on: '2026-08-22', says: 'The Hub restated its counters.' }]);
    expect(view.series?.rows.map((row) => row.notes.length)).toEqual([0, 0, 1]);
    expect(view.notes).toContain(
      '20 August 2026 was rejected and is not drawn: 2 models, against 10 on 19 August 2026.',
    );
  });

  test('many rejected days are counted, and the latest is named', () => {
    const notes = [5, 6, 7, 8].map((day) => ({
      kind: 'rejected' as const,
      on: `2026-07-0${day}`,
      says: `${day} models.`,
    }));
    const view = figureView({ ...figureOf(moving), notes }, { id: 'x', asked: definitionOf() });
    expect(view.notes).toContain(
      '4 days between 5 July 2026 and 8 July 2026 were rejected by their checks and are not drawn. The latest: 8 models.',
    );
  });
});
