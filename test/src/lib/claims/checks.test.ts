import { expect, test } from 'vitest';
import { checkConsistency } from '../../../../src/lib/claims/checks.ts';
import { CLAIMS } from '../../../../src/lib/claims/index.ts';
import { CHECKS } from '../../../../src/lib/claims/ledger/consistency.ts';

const answers = new Map(CHECKS.map((check) => [check.id, checkConsistency(CLAIMS, check)]));

test('models at the end of 2025 and those added in 2026 make those of August, so additions are net', () => {
  expect(answers.get('net-2026')).toMatchObject({ left: 3012377, right: 3012377, holds: true });
  expect(answers.get('net-2026')?.says).toContain('net of deletions');
});

test('models at the end of 2022 and those added in 2023 make those of the end of 2023', () => {
  expect(answers.get('net-2023')).toMatchObject({ left: 450208, right: 450208, difference: 0, holds: true });
});

test('the two counts for the turn of 2026 are 0.17 million apart and cannot both be right', () => {
  expect(answers.get('january-2026')).toMatchObject({ difference: 165120, holds: false });
});

test('dropping rows without a country leads from 17.1 to 41 % within two points for the United States', () => {
  const answer = answers.get('rows-dropped');
  expect(answer?.left).toBeCloseTo(37.883, 3);
  expect(answer).toMatchObject({ right: 36.5, holds: true });
});

test('a ratio is that of the two sums it stands for', () => {
  expect(answers.get('qwen-moonshot')?.left).toBeCloseTo(55.27, 2);
  expect(answers.get('qwen-moonshot')?.holds).toBe(true);
});

test('every check but that of January holds', () => {
  expect([...answers.values()].filter(({ holds }) => !holds).map(({ id }) => id)).toEqual(['january-2026']);
});

test('a check names claims that there are', () => {
  const ids = CLAIMS.map(({ id }) => id);
  expect(CHECKS.flatMap(({ claims }) => claims).filter((id) => !ids.includes(id))).toEqual([]);
});

test('a check of a number that the ledger does not have fails loudly', () => {
  const [check] = CHECKS;
  expect(() => checkConsistency([], check as NonNullable<typeof check>)).toThrow(
    'no number “End of 2025” of K7',
  );
});
