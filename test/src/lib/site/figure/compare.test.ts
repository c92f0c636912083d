import { expect, test } from 'vitest';
import { definitionOf } from '../../../../../src/lib/definition/defaults.ts';
import type { Definition } from '../../../../../src/lib/definition/definition.ts';
import { BadDefinition } from '../../../../../src/lib/definition/errors.ts';
import { printDefinition } from '../../../../../src/lib/definition/print.ts';
import { comparedIn, lengthOf, refusalOf, shifted } from '../../../../../src/lib/site/figure/compare.ts';
import { periodLinks } from '../../../../../src/lib/site/figure/period-links.ts';
import { paths } from '../../../../../src/lib/site/paths.ts';
import { panel as anyPanel } from '../../../../pages/fixtures.ts';

const panel = { ...anyPanel, from: '2025-01-01', asOf: '2026-08-22' };
const newest = { panel, asOf: '2026-08-22' };
const month = { days: 28 };
const gained = (rest: Partial<Definition>) => definitionOf({ measure: 'downloadsGained', ...rest });
const before = (definition: Definition, days = lengthOf(definition) ?? 0) => {
  const moved = shifted(definition, days, newest);
  return moved && printDefinition(moved);
};

test.each([
  ['a stock without a window steps four weeks', definitionOf(), 'snapshot=2026-07-25'],
  [
    'a stock keeps its window and is read earlier',
    definitionOf({ window: month }),
    'window=28d&snapshot=2026-07-25',
  ],
  [
    'a flow stays in the newest reading and takes the days before',
    gained({ window: month }),
    'measure=downloadsGained&window=2026-06-28..2026-07-26',
  ],
  [
    'a window of two days moves by its own length',
    gained({ window: { from: '2026-01-01', until: '2026-02-01' } }),
    'measure=downloadsGained&window=2025-12-01..2026-01-01',
  ],
])('the period before: %s', (_, definition, query) => {
  expect(before(definition)).toBe(query);
});

test('there is no period before the first snapshot, and none after the newest', () => {
  expect(before(definitionOf({ window: { days: 1095 } }))).toBeNull();
  expect(before(definitionOf({ window: month }), -28)).toBeNull();
});

test('forward from an earlier period, the newest is said as such', () => {
  const earlier = { panel, asOf: '2026-07-25' };
  const stock = shifted(definitionOf({ window: month, snapshot: '2026-07-25' }), -28, earlier);
  const flow = shifted(gained({ window: { from: '2026-06-28', until: '2026-07-26' } }), -28, newest);
  expect([stock, flow].map((one) => one && printDefinition(one))).toEqual([
    'window=28d',
    'measure=downloadsGained&window=28d',
  ]);
});

test('a flow over everything is not compared, nor what the panel is too young for; both are said', () => {
  expect(refusalOf(gained({ window: null }), 'previous', newest)).toMatch(/^A sum of everything/);
  expect(refusalOf(gained({ window: { days: 365 } }), 'previous', newest)).toMatch(/1 January 2025\.$/);
  expect(refusalOf(gained({ window: month }), 'year', newest)).toBeNull();
});

test('links of a period keep the comparison, and the one in force is its own way out', () => {
  const place = {
    address: (definition: Definition, compare: string | null) =>
      paths.grouping('region', definition, { compare }),
    action: paths.regions(),
    compared: 'year' as const,
  };
  const links = periodLinks(definitionOf({ window: month }), { figure: newest, place });
  expect(links.previousHref).toBe('/regions?window=28d&snapshot=2026-07-25&compare=year');
  expect(links.nextHref).toBeNull();
  expect(links.compare.map(({ href, chosen }) => [href, chosen])).toEqual([
    ['/regions?window=28d&compare=previous', false],
    ['/regions?window=28d', true],
  ]);
});

test('a comparison that does not exist is refused with those that do', () => {
  expect(() => comparedIn(new URL('https://x.org/?compare=decade'))).toThrow(BadDefinition);
  expect(comparedIn(new URL('https://x.org/?compare='))).toBeNull();
});
