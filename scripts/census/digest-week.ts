import { weekAsked } from '../../src/lib/digest/due.ts';
import type { Week } from '../../src/lib/digest/week.ts';
import { UsageError } from '../log.ts';
import type { CommandRun } from './command.ts';

/** Options that the commands of the digest share. */
export const WEEK_OPTIONS = { week: { type: 'string' }, panel: { type: 'string' } } as const;

/** What they say. Throws UsageError for a week that there is not. */
export function askedWeek({ values, effects }: Pick<CommandRun, 'values' | 'effects'>): {
  week: Week;
  panel: string | null;
  today: string;
} {
  const today = effects.now().toISOString().slice(0, 10);
  const named = typeof values['week'] === 'string' ? values['week'] : undefined;
  const week = weekAsked(named, today);
  if (week === null) throw new UsageError(`There is no week "${named}": write it as 2026-W47.`);
  return { week, panel: typeof values['panel'] === 'string' ? values['panel'] : null, today };
}
