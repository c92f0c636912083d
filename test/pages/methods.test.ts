import { expect, test } from 'vitest';
import { LICENSE_CLASSES } from '../../db/vocab/license-classes.ts';
import { REGIONS } from '../../db/vocab/regions.ts';
import { SIZE_CLASSES } from '../../db/vocab/size-classes.ts';
import { METRICS } from '../../src/lib/metrics/index.ts';
import { METHODS } from '../../src/lib/site/methods-view.ts';

const ids = (rows: readonly { id: string }[]) => rows.map(({ id }) => id);

test('every value of every vocabulary appears with a meaning', () => {
  expect(ids(METHODS.regions)).toEqual(ids(REGIONS));
  expect(ids(METHODS.sizes)).toEqual(ids(SIZE_CLASSES));
  expect(ids(METHODS.licenses)).toEqual(ids(LICENSE_CLASSES));
  const rows = [...METHODS.regions, ...METHODS.sizes, ...METHODS.licenses, ...METHODS.measures];
  expect(rows.filter(({ says }) => says === '')).toEqual([]);
});

test('every registered metric appears with question and method', () => {
  expect(ids(METHODS.metrics)).toEqual(ids(METRICS));
  expect(METHODS.metrics.filter(({ question, method }) => question === '' || method === '')).toEqual([]);
});
