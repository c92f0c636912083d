import { expect, test } from 'vitest';
import { latestFigure, trendFigure } from '../../src/lib/site/figure.ts';
import { changeFinding, latestFinding, trendFinding } from '../../src/lib/site/finding-view.ts';
import { firstDay, reading } from './fixtures.ts';

const plain = (text: string | null) => text?.replaceAll('\u00a0', ' ').replaceAll('\u2011', '-');

test('the title of the newest shares names the largest known group and the second', () => {
  expect(plain(latestFinding(reading))).toBe(
    'United States publishers draw 50.0 % of 30-day downloads, ahead of China with 40.0 %',
  );
});

test('a largest group that is not known never becomes the title', () => {
  const [us, cn, unknown] = reading.groups;
  if (!us || !cn || !unknown) throw new Error('the fixture has three groups');
  const groups = [
    { ...us, value: 100, share: 0.1 },
    { ...unknown, value: 900, share: 0.9 },
  ];
  expect(plain(latestFinding({ ...reading, groups }))).toBe(
    'United States publishers draw 10.0 % of 30-day downloads, the largest known part',
  );
});

test('a selection without downloads says so', () => {
  expect(plain(latestFinding({ ...reading, total: 0, groups: [] }))).toBe(
    'No 30-day downloads in this selection',
  );
});

test('the title of a trend says who leads and since when', () => {
  expect(plain(trendFinding(reading))).toBe(
    'United States has led since August 2026 and now stands at 50.0 % of 30-day downloads',
  );
});

test('the largest move is named with its direction', () => {
  expect(plain(changeFinding(reading))).toBe(
    'Regions: China lost 35.0 points of 30-day downloads since 1 August 2026, the largest move.',
  );
});

test('a first day has no change to report and no trend', () => {
  expect(changeFinding(firstDay)).toBeNull();
  expect(trendFigure(firstDay)).toBeNull();
  expect(latestFigure(firstDay).notes[0]).toBe(
    'A trend needs two published snapshots of this panel; there is one, of 5 August 2026.',
  );
});

test('unknown stays in the table, marked and in the total', () => {
  const figure = latestFigure(reading);
  expect(figure.rows.map(({ id, open }) => [id, open])).toEqual([
    ['us', false],
    ['cn', false],
    ['unknown', true],
  ]);
  expect(figure.total).toBe(1000);
});

test('a row leads to the models behind it', () => {
  expect(latestFigure(reading).rows[1]?.href).toBe('/models?panel=made-up&region=cn');
});

test('a day without downloads has no shares, not shares of zero', () => {
  expect(trendFigure(reading)?.rows[1]).toEqual({ asOf: '2026-08-02', shares: [null, null, null] });
});

test('gaps and rejected days are sentences under the chart', () => {
  expect(trendFigure(reading)?.notes).toEqual([
    'The line is broken where no snapshot was published: 3 August 2026.',
    '3 August 2026 was rejected and is not drawn: 2 models, against 10 on 2026-08-02.',
  ]);
});

test('many rejected days are counted, and the latest is named', () => {
  const rejected = [5, 6, 7, 8].map((day) => ({ asOf: `2026-07-0${day}`, says: `${day} models.` }));
  expect(trendFigure({ ...reading, gaps: [], rejected })?.notes).toEqual([
    '4 days between 5 July 2026 and 8 July 2026 were rejected by their checks and are not drawn. The latest: 8 models.',
  ]);
});

test('the footer keeps its order', () => {
  expect(latestFigure(reading).footer.map(({ term }) => term)).toEqual([
    'Unit',
    'Window',
    'Universe',
    'Attribution',
    'As of',
    'Coverage',
    'Gaps',
    'Source',
  ]);
});

test('lenses are part of the universe', () => {
  const definition = { ...reading.definition, lenses: { license: ['permissive', 'rail'] } };
  const universe = latestFigure({ ...reading, definition }).footer.find(({ term }) => term === 'Universe');
  expect(universe?.says).toBe('Made-up models; license class Permissive or Responsible AI');
});

test('a run of weeks without a snapshot is named', () => {
  const series = ['2026-06-07', '2026-06-14', '2026-07-19'].map((asOf) => ({
    asOf,
    total: 1,
    values: { us: 1 },
  }));
  const figure = trendFigure({ ...reading, series, step: 'week', gaps: [], rejected: [] });
  expect(figure?.notes).toEqual([
    'The line is broken where no snapshot was published: 14 June 2026 to 19 July 2026.',
  ]);
  expect(figure?.footer.find(({ term }) => term === 'Gaps')?.says).toBe('1 run of weeks missing');
});

test('where most is not known, the title of a trend says that first', () => {
  const groups = reading.groups.map((group) =>
    group.open ? { ...group, share: 0.8 } : { ...group, share: 0.1 },
  );
  expect(plain(trendFinding({ ...reading, groups, coverage: 0.2 }))).toBe(
    'Region is known for 20.0 % of 30-day downloads; United States leads that part',
  );
});
