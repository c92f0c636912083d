import type { Claim } from '../claim.ts';
import { compiled } from './sources.ts';

type Optional =
  | 'verbatim'
  | 'compiled'
  | 'population'
  | 'values'
  | 'alternates'
  | 'unclear'
  | 'fixed'
  | 'remark';

/**
 * A row of the ledger. What is not said: about the whole Hub, summed up in our words, clear, open to an answer, read
 * on the day of the survey.
 */
export function row(parts: Omit<Claim, Optional> & Partial<Pick<Claim, Optional>>): Claim {
  return {
    verbatim: false,
    compiled,
    population: 'hub',
    values: [],
    alternates: [],
    unclear: false,
    fixed: null,
    remark: null,
    ...parts,
  };
}
