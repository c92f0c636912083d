import { expect, test } from 'vitest';
import type { ConcentrationPoint } from '../../../../src/lib/metrics/structure/read-concentration.ts';
import { indexMoved, topsMoved } from '../../../../src/lib/site/concentration-titles.ts';

const plain = (text: string) => text.replaceAll('\u00a0', ' ');
const at = (asOf: string, hhi: number, share: number) =>
  ({ asOf, hhi, tops: [{ count: 10, share }] }) as unknown as ConcentrationPoint;

test('the titles of concentration over time say how it moved', () => {
  const series = [at('2026-01-05', 900, 0.8), at('2026-02-02', 1000, 0.75)];
  expect(plain(topsMoved(series, [1, 4, 10], 'publisher'))).toBe(
    'The share of the 10 largest publishers fell from 80.0 % on 5 January 2026 to 75.0 % on 2 February 2026',
  );
  expect(indexMoved(series)).toBe(
    'The index of concentration rose from 900 on 5 January 2026 to 1,000 on 2 February 2026',
  );
  expect(indexMoved(series.slice(1))).toBe('The index of concentration was 1,000 on 2 February 2026');
});
