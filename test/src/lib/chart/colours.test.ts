import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { COLOURS } from '../../../../src/lib/chart/colours.ts';

const tokens = readFileSync(new URL('../../../../src/styles/tokens.css', import.meta.url), 'utf8');
const said = new Map(
  Array.from(tokens.matchAll(/--([\w-]+): light-dark\((#\w+), (#\w+)\);/g), ([, id = '', ...pair]) => [
    id,
    pair,
  ]),
);

test('pictures have the colours of pages', () => {
  for (const [id, pair] of Object.entries(COLOURS)) expect([id, said.get(id)]).toEqual([id, [...pair]]);
});

test('every colour of a series is one that pictures know', () => {
  const series = [...said.keys()].filter((id) => /^(region|size|license|rank|open)-?/.test(id));
  expect(series.filter((id) => !(id in COLOURS) && id !== 'rule-strong')).toEqual([]);
});
