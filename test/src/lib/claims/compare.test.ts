import { describe, expect, test } from 'vitest';
import type { Status, Verdict } from '../../../../src/lib/claims/answer.ts';
import { about, atLeast, atMost, ranked, share, value } from '../../../../src/lib/claims/ask-of.ts';
import { meets, statusOf, verdictOf } from '../../../../src/lib/claims/compare.ts';

const byRegion = { measure: 'models', by: ['region'] } as const;
const half = { by: 0.5 };
const china = about('China', [17.1, 'percent', half], share(byRegion, 'cn'));
const models = about('Models', [1000, 'models', { part: 0.05 }], value({ measure: 'models' }));
const day = about('Crossing', ['2025-09-15', 'day', { by: 31 }], value({ measure: 'models' }));

const known = (found: number, coverage: number | null = 1) => ({ value: found, coverage });
const dayNumber = (text: string) => Date.parse(`${text}T00:00:00Z`) / 86_400_000;

describe('one number', () => {
  test.each<[string, number, Verdict]>([
    ['the number itself', 0.171, 'reproduced'],
    ['the upper end of the tolerance', 0.176, 'reproduced'],
    ['the lower end of the tolerance', 0.166, 'reproduced'],
    ['a little above the tolerance', 0.1761, 'close'],
    ['three tolerances above', 0.186, 'close'],
    ['three tolerances below', 0.156, 'close'],
    ['more than three tolerances above', 0.1861, 'contradicted'],
    ['more than three tolerances below', 0.1559, 'contradicted'],
  ])('at %s is judged by the tolerance', (_, found, verdict) => {
    expect(verdictOf(china, known(found))).toBe(verdict);
  });

  test.each<[number, Verdict]>([
    [950, 'reproduced'],
    [1050, 'reproduced'],
    [949, 'close'],
    [850, 'close'],
    [849, 'contradicted'],
    [1151, 'contradicted'],
  ])('of 1,000 within five percent: %i is %s', (found, verdict) => {
    expect(verdictOf(models, known(found, null))).toBe(verdict);
  });

  test.each<[string, Verdict]>([
    ['2025-09-15', 'reproduced'],
    ['2025-10-16', 'reproduced'],
    ['2025-10-17', 'close'],
    ['2025-12-17', 'close'],
    ['2025-12-18', 'contradicted'],
    ['2024-05-15', 'contradicted'],
  ])('a day within 31 of another: %s is %s', (found, verdict) => {
    expect(verdictOf(day, known(dayNumber(found), null))).toBe(verdict);
  });

  test('“over” is met by everything above, and “under” by everything below', () => {
    const over = atLeast('Over', [80, 'percent', half], ranked(byRegion, 1, 2, 'share'));
    expect([0.99, 0.8, 0.795, 0.79, 0.5].map((found) => verdictOf(over, known(found)))).toEqual([
      'reproduced',
      'reproduced',
      'reproduced',
      'close',
      'contradicted',
    ]);
    const under = atMost('Under', [1e9, 'parameters', { by: 1 }], value({ measure: 'models' }));
    expect(
      [5e8, 1e9, 1e9 + 1, 1e9 + 3, 1e9 + 4].map((found) => verdictOf(under, known(found, null))),
    ).toEqual(['reproduced', 'reproduced', 'reproduced', 'close', 'contradicted']);
  });

  test('is missing where nothing was found', () => {
    expect(verdictOf(china, { value: null, coverage: 0.9 })).toBe('missing');
  });

  test('settles nothing where less than half of the whole is known, whatever it is', () => {
    expect(verdictOf(china, known(0.171, 0.49))).toBe('unclear');
    expect(verdictOf(china, known(0.9, 0.49))).toBe('unclear');
    expect(verdictOf(china, known(0.9, 0.5))).toBe('contradicted');
  });

  test('contradicts nothing where what is not known could make up what it falls short of', () => {
    expect(verdictOf(china, known(0.08, 0.9))).toBe('unclear');
    expect(verdictOf(china, known(0.08, 0.93))).toBe('contradicted');
  });

  test('contradicts where it is larger: what is not known can only add to it', () => {
    expect(verdictOf(china, known(0.3, 0.6))).toBe('contradicted');
  });

  test('contradicts where unknown was left out of the whole', () => {
    const dropped = about('China', [17.1, 'percent', half], share({ ...byRegion, unknown: 'drop' }, 'cn'));
    expect(verdictOf(dropped, known(0.08, 0.8))).toBe('contradicted');
  });
});

describe('a claim', () => {
  const clear = { fixed: null, unclear: false };

  test.each<[Verdict[], Status]>([
    [['reproduced', 'reproduced'], 'reproduced'],
    [['reproduced', 'close'], 'close'],
    [['close', 'missing', 'reproduced'], 'needs_history'],
    [['missing'], 'needs_history'],
    [['missing', 'unclear'], 'definition_unclear'],
    [['unclear', 'contradicted', 'missing'], 'contradicted'],
    [[], 'not_computable'],
  ])('with %j is %s', (verdicts, status) => {
    expect(statusOf(clear, verdicts)).toBe(status);
  });

  test('whose source does not say how it counted is not contradicted', () => {
    expect(statusOf({ fixed: null, unclear: true }, ['contradicted'])).toBe('definition_unclear');
    expect(statusOf({ fixed: null, unclear: true }, ['reproduced'])).toBe('reproduced');
  });

  test.each<Status>(['needs_external', 'not_computable', 'unsourced', 'definition_unclear'])(
    'that is %s stays so, whatever ours is',
    (status) => {
      const fixed = { status: status as 'unsourced', says: 'Because.' };
      expect(statusOf({ fixed, unclear: false }, ['contradicted', 'missing'])).toBe(status);
    },
  );
});

test('another way of counting meets a number within its tolerance alone', () => {
  expect(meets(china, 0.175)).toBe(true);
  expect(meets(china, 0.18)).toBe(false);
});
