import type { ConsistencyCheck } from '../checks.ts';

/** What the ledger checks on its own: published numbers against each other. */
export const CHECKS: readonly ConsistencyCheck[] = [
  {
    id: 'net-2026',
    title: 'Models at the end of 2025 and those added in 2026 make those of 22 August 2026',
    claims: ['K7', 'K8'],
    sides: (of) => ({
      left: of('K7', 'End of 2025') + of('K8', '2026 to 22 August'),
      right: of('K7', '22 August 2026'),
    }),
    tolerance: 0,
    agrees: 'The numbers agree to the last model, so what K8 calls added is net of deletions.',
    differs: 'The numbers do not agree: one of them counts otherwise.',
  },
  {
    id: 'net-2023',
    title: 'Models at the end of 2022 and those added in 2023 make those of the end of 2023',
    claims: ['K7', 'K8'],
    sides: (of) => ({
      left: of('K7', '30 December 2022') + of('K8', '2023'),
      right: of('K7', 'End of 2023'),
    }),
    tolerance: 0,
    agrees: 'The numbers agree to the last model, so what K8 calls added is net of deletions.',
    differs: 'The numbers do not agree: one of them counts otherwise.',
  },
  {
    id: 'january-2026',
    title: 'Models of January 2026 against those of the end of December 2025',
    claims: ['K9', 'K7'],
    sides: (of) => ({ left: of('K9', 'January 2026'), right: of('K7', 'End of 2025') }),
    tolerance: 120_000,
    agrees: 'They are a month of growth apart at most.',
    differs:
      'They are more than a month of growth apart: one of them counts otherwise, by private, gated or removed models or by a later day of January.',
  },
  {
    id: 'august-2026',
    title: 'Models of August 2026 in two reports',
    claims: ['K9', 'K7'],
    sides: (of) => ({ left: of('K9', 'August 2026'), right: of('K7', '3 August 2026') }),
    tolerance: 5_000,
    agrees: 'The numbers agree as far as they are rounded.',
    differs: 'The numbers do not agree: one of them counts otherwise.',
  },
  {
    id: 'rows-dropped',
    title: 'The United States, if rows without a country are dropped until China has 41 %',
    claims: ['C1', 'C2'],
    sides: (of) => ({
      left: of('C1', 'United States') / (of('C1', 'China') / of('C2', 'China')),
      right: of('C2', 'United States'),
    }),
    tolerance: 2,
    agrees:
      'Dropping 58.3 % of the downloads lifts 17.1 to 41 % and 15.8 to 37.9 %, against 36.5 published: the two claims roughly agree once rows without a country are left out. Their windows are half a year apart.',
    differs: 'Dropping rows without a country does not lead from one claim to the other.',
  },
  {
    id: 'qwen-moonshot',
    title: 'Qwen divided by Moonshot',
    claims: ['O4'],
    sides: (of) => ({
      left: of('O4', 'Qwen') / of('O4', 'Moonshot'),
      right: of('O4', 'Qwen for each of Moonshot'),
    }),
    tolerance: 0.5,
    agrees: 'The ratio is that of the two sums.',
    differs: 'The ratio is not that of the two sums.',
  },
  {
    id: 'china-us-tracked',
    title: 'Qwen is not more than all of China',
    claims: ['O2', 'C3'],
    sides: (of) => ({ left: Math.max(0, of('O2', 'Qwen, March 2026') - of('C3', 'China')), right: 0 }),
    tolerance: 0,
    agrees: 'Qwen’s 942.1 million are 82 % of China’s 1.15 billion, of the same models at the same time.',
    differs: 'Qwen alone would be more than China.',
  },
];
