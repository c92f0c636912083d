import { periodAsked } from '../../src/lib/digest/due.ts';
import type { Period } from '../../src/lib/digest/period.ts';
import { UsageError } from '../log.ts';
import type { CommandRun } from './command.ts';

/** Options that the commands of the digest share. */
export const PERIOD_OPTIONS = {
  week: { type: 'string' },
  month: { type: 'string' },
  panel: { type: 'string' },
} as const;

/** What they say. Throws UsageError for a week or month that there is not, and for both at once. */
export function askedPeriod({ values, effects }: Pick<CommandRun, 'values' | 'effects'>): {
  period: Period;
  panel: string | null;
  today: string;
} {
  const today = effects.now().toISOString().slice(0, 10);
  const text = (option: string) => (typeof values[option] === 'string' ? values[option] : undefined);
  const [week, month] = [text('week'), text('month')];
  if (week !== undefined && month !== undefined)
    throw new UsageError('An issue is of a week or of a month: give one of --week and --month.');
  const kind = month === undefined ? 'week' : 'month';
  const period = periodAsked(month ?? week, kind, today);
  if (period === null)
    throw new UsageError(
      kind === 'week'
        ? `There is no week "${week}": write it as 2026-W47.`
        : `There is no month "${month}": write it as 2026-11.`,
    );
  return { period, panel: text('panel') ?? null, today };
}
