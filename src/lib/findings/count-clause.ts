import { formatDay } from '../format/dates.ts';
import type { Look } from './look.ts';
import { amount, growth, isLeap, size, times } from './numbers.ts';
import { LEAST_GROWTH, SMALLEST_BASE } from './thresholds.ts';
import { flowBefore, flowWhen, spanBetween } from './when-words.ts';

export interface Values {
  now: number;
  /** Null: there is nothing to compare with. */
  before: number | null;
}

/** `rose 3.2 % to 1.23 billion in four weeks`, without its subject. */
export function countClause(now: Look, values: Values, before: Look | null): string {
  if (now.figure.measure.kind === 'flow') return flowClause(now, values, before);
  const value = amount(values.now);
  if (!before || values.before === null) return `stood at ${value} on ${formatDay(now.asOf)}`;
  const span = spanBetween(before, now);
  const was = amount(values.before);
  if (was === value) return `stayed at ${value} ${span.through}`;
  const verb = values.now > values.before ? 'rose' : 'fell';
  if (!ratable(now, values.now, values.before)) return `${verb} from ${was} to ${value} ${span.during}`;
  const change = values.now / values.before - 1;
  if (isSteady(change)) return `stayed at ${value} ${span.through}`;
  return `${verb} ${growth(change)} to ${value} ${span.during}`;
}

function flowClause(now: Look, values: Values, before: Look | null): string {
  const value = amount(values.now);
  const stands = `came to ${value} ${flowWhen(now)}`;
  if (!before || values.before === null) return stands;
  const { on, at } = flowBefore(before, now);
  const was = amount(values.before);
  if (was === value) return `${stands}, the same as ${at}`;
  if (!ratable(now, values.now, values.before)) return `${stands}, against ${was} ${at}`;
  const change = values.now / values.before - 1;
  if (isSteady(change)) return `${stands}, the same as ${at}`;
  return `${stands}, ${change > 0 ? 'up' : 'down'} ${growth(change)} on ${on}`;
}

/** True where a percentage says something: a base that is large enough, nothing below zero, less than tenfold. */
function ratable({ figure }: Look, now: number, before: number): boolean {
  return before >= SMALLEST_BASE[figure.measure.id] && before > 0 && now > 0 && !isLeap(before, now);
}

function isSteady(change: number): boolean {
  return Math.round(Math.abs(change) * 1000) < LEAST_GROWTH * 1000;
}

/** `rose to 8.2B parameters in four weeks, 1.3 times the 6.3B before`, without its subject. */
export function sizeClause(now: Look, values: Values, before: Look | null): string {
  const value = `${size(values.now)}\u00a0parameters`;
  if (!before || values.before === null) return `was ${value} on ${formatDay(now.asOf)}`;
  const span = spanBetween(before, now);
  const was = size(values.before);
  if (was === size(values.now)) return `stayed at ${value} ${span.through}`;
  const verb = values.now > values.before ? 'rose' : 'fell';
  if (values.before <= 0 || values.now <= 0 || isLeap(values.before, values.now))
    return `${verb} from ${was} to ${value} ${span.during}`;
  const factor = times(values.now / values.before);
  if (factor === '1') return `${verb} from ${was} to ${value} ${span.during}`;
  return `${verb} to ${value} ${span.during}, ${factor} times the ${was} before`;
}
