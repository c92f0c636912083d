import { expect, test } from 'vitest';
import { comparedAt, shareAt } from '../../../../src/lib/metrics/compared.ts';
import { addDays } from '../../../../src/lib/metrics/days.ts';
import { figureOf } from '../findings/made-figure.ts';

/** The day a figure of downloads is compared with; its snapshots are those that are not null. */
function comparedDay(values: readonly (number | null)[]): string | null {
  const figure = figureOf({ values: { us: values } });
  const at = comparedAt(figure);
  return at === null ? null : (figure.periods[at]?.asOf ?? null);
}

const last = '2026-08-22';
const days = (...back: readonly number[]) =>
  Array.from({ length: Math.max(...back) + 1 }, (_, at) =>
    back.includes(Math.max(...back) - at) ? 1 : null,
  );

test('a figure is compared with the snapshot nearest to four weeks before, the earlier of two', () => {
  expect(comparedDay(days(...Array.from({ length: 60 }, (_, n) => n)))).toBe(addDays(last, -28));
  expect(comparedDay(days(0, 27, 29))).toBe(addDays(last, -29));
  expect(comparedDay(days(0, 3))).toBe(addDays(last, -3));
  expect(comparedDay([1])).toBeNull();
});

test('a flow is the sum of its window and is compared with nothing', () => {
  expect(comparedAt(figureOf({ measure: 'downloadsGained', values: { us: [1, 2] } }))).toBeNull();
});

test('a share of an earlier day is a part of what was the whole then', () => {
  const figure = figureOf({ values: { us: [1, 3], unknown: [3, 1] } });
  const shares = (of: typeof figure) => of.groups.map((group) => shareAt(of, group, 0));
  expect(shares(figure)).toEqual([0.25, 0.75]);
  expect(shares(figureOf({ values: { us: [1, 3], unknown: [3, 1] }, unknown: 'drop' }))).toEqual([1, null]);
  expect(shares(figureOf({ values: { us: [0, 3] } }))).toEqual([null]);
});
