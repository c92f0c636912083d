import { expect, test } from 'vitest';
import { embedCode, snippetsOf } from '../../../../../src/lib/site/data/snippets.ts';

const address = "https://census.example.org/explore.csv?by=publisher&publisher=o'neil";

test('code holds the address with its filters, and no quote of it ends a string', () => {
  const snippets = snippetsOf({
    pinned: `${address}&snapshot=2026-08-29`,
    newest: address,
    fileName: 'x.csv',
  });
  expect(snippets.map(({ name }) => name)).toEqual(['pandas', 'polars', 'DuckDB', 'R', 'curl']);
  for (const { code } of snippets) {
    expect(code).toContain('publisher=o%27neil&snapshot=2026-08-29');
    expect(code.match(/'/g)?.length ?? 0).toBeOneOf([0, 2, 4]);
  }
});

test('a finding cannot end the attribute it stands in', () => {
  expect(
    embedCode('https://census.example.org/embed/regions?a=b&c=d', { title: 'A "rise" of <b>', height: 640 }),
  ).toBe(
    '<iframe src="https://census.example.org/embed/regions?a=b&amp;c=d" title="A &quot;rise&quot; of &lt;b>" ' +
      'width="100%" height="640" loading="lazy" style="border:0"></iframe>',
  );
});
