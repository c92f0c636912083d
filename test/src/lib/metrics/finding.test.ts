import { expect, test } from 'vitest';
import { MEASURES } from '../../../../db/vocab/measures.ts';
import { findingOf } from '../../../../src/lib/metrics/finding.ts';
import type { Reading } from '../../../../src/lib/metrics/metric.ts';
import { sumsByDay } from '../../../../src/lib/metrics/sum-shares.ts';

type Values = Readonly<Record<string, number>>;

function finding(now: Values, before?: Values): string {
  const sums = [...sumsOn('2026-08-22', now), ...sumsOn('2026-07-25', before ?? {})];
  const comparedWith = before ? '2026-07-25' : null;
  const [measure] = MEASURES;
  if (!measure) throw new Error('no measure');
  const reading: Reading = {
    ...sumsByDay(sums, { grouping: 'region', days: ['2026-08-22'], asOf: '2026-08-22', comparedWith }),
    panel: {
      panel: 'hub',
      title: 'Hub',
      population: 'All.',
      kind: 'live',
      sourceTitle: 'Hub',
      sourceUrl: 'https://example.org',
      terms: '',
      from: '2026-08-22',
      asOf: '2026-08-22',
      snapshots: 1,
      models: 1,
      hasAllTime: false,
    },
    definition: { panel: 'hub', measure: 'downloads30d', region: [], size: [], license: [] },
    grouping: 'region',
    measure,
    step: 'day',
    gaps: [],
    rejected: [],
    referenceVersion: 1,
  };
  return findingOf(reading).replaceAll('\u00a0', ' ');
}

function sumsOn(asOf: string, values: Values) {
  return Object.entries(values).map(([group, value]) => ({ asOf, group, value, models: 1 }));
}

test('the leader, the next, and what is not known', () => {
  expect(finding({ us: 382, cn: 241, europe: 257 - 120, unknown: 20, unreviewed: 100, apac: 120 })).toBe(
    'United States: 38.2 % of downloads, ahead of China with 24.1 %; 12.0 % have no known region.',
  );
});

test('a change of a tenth of a point is said, a smaller one is not', () => {
  expect(finding({ us: 501, cn: 499 }, { us: 500, cn: 500 })).toBe(
    'United States: 50.1 % of downloads (+0.1 points since 25 July 2026), ahead of China with 49.9 %.',
  );
  expect(finding({ us: 50_004, cn: 49_996 }, { us: 50_000, cn: 50_000 })).toBe(
    'United States: 50.0 % of downloads, ahead of China with 50.0 %.',
  );
});

test('unknown never leads', () => {
  expect(finding({ unreviewed: 900, cn: 100 })).toBe(
    'China: 10.0 % of downloads; 90.0 % have no known region.',
  );
});

test('nothing known, nothing downloaded, nothing there', () => {
  expect(finding({ unreviewed: 900 })).toBe(
    'None of the 900 downloads can be placed: 100.0 % have no known region.',
  );
  expect(finding({ us: 0 })).toBe('No downloads yet; models that match: 1.');
  expect(finding({})).toBe('No model of this panel matches.');
});
