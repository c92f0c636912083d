import { expect, test } from 'vitest';
import type { Releases } from '../../src/lib/metrics/releases.ts';
import { releasesFigure } from '../../src/lib/site/releases-view.ts';
import { panel, reading } from './fixtures.ts';

const months = [
  { month: '2026-06', models: 6, downloads30d: 0, provisional: false },
  { month: '2026-07', models: 7, downloads30d: 0, provisional: false },
  { month: '2026-08', models: 2, downloads30d: 0, provisional: true },
];

function releases(changed: Partial<Releases>): Releases {
  const { definition, asOf } = reading;
  return {
    panel,
    definition,
    asOf,
    months,
    undated: 1,
    models: 10,
    coverage: 0.9,
    referenceVersion: 1,
    ...changed,
  };
}

test('the busiest month is the title, and the open one is said to be open', () => {
  const figure = releasesFigure(releases({}));
  expect(figure?.title).toBe('July 2026 brought the most models of this panel: 7');
  expect(figure?.notes).toContain('August 2026 is not over: its column is hollow.');
});

test('an open month that leads already is not hidden', () => {
  const most = months.map((month) => (month.provisional ? { ...month, models: 9 } : month));
  expect(releasesFigure(releases({ months: most }))?.title).toBe(
    'August 2026, not over yet, already has the most models: 9',
  );
});

test('one month with most of a panel is said to be what the panel is made of', () => {
  const most = months.map((month) => (month.provisional ? { ...month, models: 37 } : month));
  expect(releasesFigure(releases({ months: most }))?.title).toBe(
    '74.0\u00a0% of the dated models of this panel are of August 2026',
  );
});

test('a panel that dates few of its models has no figure of months', () => {
  expect(releasesFigure(releases({ coverage: 0.017 }))).toBeNull();
});
