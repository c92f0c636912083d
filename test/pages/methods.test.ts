import { expect, test } from 'vitest';
import { VERDICTS } from '../../db/vocab/inheritance.ts';
import { LICENSE_CLASSES } from '../../db/vocab/license-classes.ts';
import { REGIONS } from '../../db/vocab/regions.ts';
import { SIZE_CLASSES } from '../../db/vocab/size-classes.ts';
import { METRICS } from '../../src/lib/metrics/index.ts';
import { ruleRows } from '../../src/lib/site/inheritance-view.ts';
import { METHODS } from '../../src/lib/site/methods-view.ts';

const ids = (rows: readonly { id: string }[]) => rows.map(({ id }) => id);

test('every value of every vocabulary appears with a meaning', () => {
  expect(ids(METHODS.regions)).toEqual(ids(REGIONS));
  expect(ids(METHODS.sizes)).toEqual(ids(SIZE_CLASSES));
  expect(ids(METHODS.licenses)).toEqual(ids(LICENSE_CLASSES));
  expect(ids(METHODS.verdicts)).toEqual(ids(VERDICTS));
  const { regions, sizes, licenses, measures, verdicts } = METHODS;
  const rows = [...regions, ...sizes, ...licenses, ...measures, ...verdicts];
  expect(rows.filter(({ says }) => says === '')).toEqual([]);
});

test('every registered metric appears with question and method', () => {
  expect(ids(METHODS.metrics)).toEqual(ids(METRICS));
  expect(METHODS.metrics.filter(({ question, method }) => question === '' || method === '')).toEqual([]);
});

test('a rule of the comparison of labels says its conditions in words', () => {
  const any = { parentClass: null, parentShareAlike: null, parentDerivatives: null, childClass: null };
  const rows = ruleRows([
    {
      ...any,
      rule: 'made-up',
      parentClass: ['unseen', 'community'],
      parentDerivatives: ['no', 'unknown'],
      childClass: ['permissive'],
      relation: 'same-family',
      verdict: 'relabelled-looser',
      reason: 'Because.',
    },
    { ...any, rule: 'otherwise', relation: null, verdict: 'undecidable', reason: 'No rule fits.' },
  ]);
  expect(rows).toEqual([
    {
      rule: 'made-up',
      when: [
        'Base, one of: never seen; Community terms.',
        'Derivatives of the base granted: no or unknown.',
        'Model: Permissive.',
        'Both licenses are of one family.',
      ],
      verdict: 'Looser label',
      reason: 'Because.',
    },
    { rule: 'otherwise', when: ['Anything else.'], verdict: 'Cannot be told', reason: 'No rule fits.' },
  ]);
});
