import { createTask } from 'node-cron';

const MINUTE = 60_000;
const LONGEST = 32 * 24 * 60;

/** The newest minute at or before `now` that a cron expression names, in UTC or another zone; null within the last 32 days none. */
export function lastSlot(expression: string, now: Date, zone = 'UTC'): Date | null {
  return firstMatch(expression, minuteOf(now), { step: -MINUTE, zone });
}

/** The first minute after `now` that a cron expression names, in UTC or another zone; null within the next 32 days none. */
export function nextSlot(expression: string, now: Date, zone = 'UTC'): Date | null {
  return firstMatch(expression, new Date(minuteOf(now).getTime() + MINUTE), { step: MINUTE, zone });
}

function minuteOf(now: Date): Date {
  return new Date(Math.floor(now.getTime() / MINUTE) * MINUTE);
}

function firstMatch(
  expression: string,
  from: Date,
  { step, zone }: { step: number; zone: string },
): Date | null {
  const task = createTask(expression, () => undefined, { timezone: zone });
  const at = new Date(from);
  try {
    for (let minutes = 0; minutes < LONGEST; minutes++) {
      if (task.match(at)) return at;
      at.setTime(at.getTime() + step);
    }
    return null;
  } finally {
    void task.destroy();
  }
}
