import type { Ask } from './ask.ts';
import { isFigureAsk } from './ask-of.ts';
import { isFlow } from './needs.ts';
import { partsOf } from './parts-of.ts';

/**
 * The same question of whatever a panel holds newest. Null where the question is about time itself: a window of a
 * gain, a first month, a difference between two days.
 */
export function relax(ask: Ask): Ask | null {
  if (daysOf(ask).size > 1) return null;
  switch (ask.ask) {
    case 'share':
    case 'value':
    case 'ranked':
    case 'groups':
      return isFlow(ask.of) || ask.of.window !== null ? null : { ...ask, of: { ...ask.of, snapshot: null } };
    case 'concentration':
    case 'leaders':
    case 'newest':
    case 'subtree':
    case 'counter':
      return { ...ask, at: null };
    case 'first':
    case 'extreme':
    case 'derivatives':
    case 'largest-by-month':
    case 'major':
    case 'grown':
    case 'fastest-day':
      return null;
    case 'times':
    case 'growth':
      return both(ask, relax(ask.over), relax(ask.under));
    case 'less': {
      const [from, less] = [relax(ask.from), relax(ask.less)];
      return from && less ? { ...ask, from, less } : null;
    }
    case 'part': {
      const [of, beside] = [relax(ask.of), relax(ask.beside)];
      return of && beside ? { ...ask, of, beside } : null;
    }
    case 'scaled': {
      const of = relax(ask.of);
      return of && { ...ask, of };
    }
    default:
      return ask;
  }
}

function both(ask: Extract<Ask, { over: Ask }>, over: Ask | null, under: Ask | null): Ask | null {
  return over && under ? { ...ask, over, under } : null;
}

/** The days an ask names for its snapshots. */
function daysOf(ask: Ask): ReadonlySet<string> {
  const parts = partsOf(ask);
  if (parts.length > 0) return new Set(parts.flatMap((part) => [...daysOf(part)]));
  const day = 'at' in ask ? ask.at : isFigureAsk(ask) ? ask.of.snapshot : null;
  return new Set(day === null ? [] : [day]);
}
