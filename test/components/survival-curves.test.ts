import { expect, test } from 'vitest';
import { renderer } from '../support/components.ts';
import { textOf } from '../support/text-of.ts';

const render = renderer();

test('curves rise in steps, and the table says how many are censored and by which day half got there', async () => {
  const html = await render('SurvivalCurves', {
    curves: [
      {
        key: 'region-cn',
        name: 'China',
        models: 40,
        reached: 24,
        censored: 16,
        medianDays: 60,
        points: [
          [0, 0],
          [10, 0.25],
          [60, 0.6],
          [180, 0.6],
        ],
      },
      {
        key: 'region-us',
        name: 'United States',
        models: 20,
        reached: 2,
        censored: 18,
        medianDays: null,
        points: [
          [0, 0],
          [90, 0.1],
        ],
      },
    ],
  });
  expect(html).toMatch(/<svg[^>]*role="img"[^>]*aria-label="Curves of the part/);
  const curve = html.match(/<path[^>]*data-series="region-cn"[^>]*>/)?.[0] ?? '';
  expect(curve.match(/ d="M[\d.]+ [\d.]+(H[\d.]+V[\d.]+){3}"/)).not.toBeNull();
  expect(textOf(html)).toContain('China 40 24 16 60');
  expect(textOf(html)).toContain('United States 20 2 18 not yet');
});
