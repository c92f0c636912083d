import { expect, test } from 'vitest';
import { placeOfDay, unpack } from '../../../../../src/lib/metrics/engine/unpack.ts';

test('a pack is read field by field; leading zeros are not kept', () => {
  const valueAt = unpack('12000000034000000005', 'likes', 3);
  expect([0, 1, 2].map(valueAt)).toEqual([0, 1200000003, 4000000005]);
  expect([0, 1, 2].map(unpack('7', 'likes', 3))).toEqual([0, 0, 7]);
  expect([0, 1].map(unpack('', 'likes', 2))).toEqual([0, 0]);
});

test('fields above fifteen digits are read as the nearest number', () => {
  const valueAt = unpack('12345678901234567890', 'parameters', 1);
  expect(valueAt(0)).toBe(Number('12345678901234567890'));
});

test('days count from a Monday', () => {
  expect([placeOfDay('1970-01-05'), placeOfDay('2026-11-23') % 7]).toEqual([0, 0]);
});
