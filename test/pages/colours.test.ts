import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { optionsOf, seriesKey } from '../../src/lib/site/series-view.ts';

const tokens = readFileSync(new URL('../../src/styles/tokens.css', import.meta.url), 'utf8');

test('every group that is known has a colour of its own, in both themes', () => {
  const known = (['region', 'size', 'license'] as const).flatMap((grouping) =>
    optionsOf(grouping)
      .filter(({ open }) => !open)
      .map(({ id }) => seriesKey(grouping, id)),
  );
  const ranks = [1, 2, 3, 4, 5, 6, 7, 'rest'].map((rank) => `rank-${rank}`);
  const missing = [...known, ...ranks].filter(
    (key) =>
      !new RegExp(`--${key}: light-dark\\(`).test(tokens) || !tokens.includes(`[data-series="${key}"]`),
  );
  expect(missing).toEqual([]);
});
