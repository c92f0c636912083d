import { expect, test } from 'vitest';
import { renderer } from '../support/components.ts';
import { textOf } from '../support/text-of.ts';

const render = renderer();

test('what a definition changes is marked, and what it changes it from is struck through', async () => {
  const html = await render('ClaimDiff', {
    rows: [
      {
        name: 'China, original creator',
        definition: 'By the publisher of the lineage root.',
        differences: [{ name: 'Attribution', before: 'by uploader', after: 'by original creator' }],
        ours: '12\u00a0%',
        coverage: 0.9,
        meets: ['China'],
        own: false,
        figures: [{ says: 'Downloads by region.', href: '/regions?attribution=creator' }],
      },
    ],
  });
  expect(html).toMatch(/<mark[^>]*>by original creator<\/mark>/);
  expect(html).toMatch(/<s[^>]*>by uploader<\/s>/);
  expect(textOf(html)).toContain('Comes within the tolerance of China.');
  expect(html).toContain('href="/regions?attribution=creator"');
});

test('a number that no panel can answer has its definition in words and no link', async () => {
  const html = await render('ClaimNumbers', {
    rows: [
      {
        label: 'China',
        published: '17.1\u00a0%',
        ours: null,
        difference: null,
        tolerance: '± 0.5 points',
        coverage: null,
        verdict: 'No number of ours',
        says: null,
        figures: [{ says: 'Downloads by region.', href: null }],
      },
    ],
  });
  expect(html).not.toContain('<a');
  expect(textOf(html)).toContain('China Downloads by region. 17.1 % – – ± 0.5 points – No number of ours');
});
