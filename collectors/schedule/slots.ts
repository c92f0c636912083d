import { createTask } from 'node-cron';

const MINUTE = 60_000;
const LONGEST = 32 * 24 * 60;

/** The newest minute at or before `now` that a cron expression names, in UTC; null within the last 32 days none. */
export function lastSlot(expression: string, now: Date): Date | null {
  return firstMatch(expression, minuteOf(now), -MINUTE);
}

/** The first minute after `now` that a cron expression names, in UTC; null within the next 32 days none. */
export function nextSlot(expression: string, now: Date): Date | null {
  return firstMatch(expression, new Date(minuteOf(now).getTime() + MINUTE), MINUTE);
}

function minuteOf(now: Date): Date {
  return new Date(Math.floor(now.getTime() / MINUTE) * MINUTE);
}

function firstMatch(expression: string, from: Date, step: number): Date | null {
  const task = createTask(expression, () => undefined, { timezone: 'UTC' });
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
