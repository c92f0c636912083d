import { createTask } from 'node-cron';

const MINUTE = 60_000;
const LONGEST = 32 * 24 * 60;

/** The newest minute at or before `now` that a cron expression names, in UTC; null within the last 32 days none. */
export function lastSlot(expression: string, now: Date): Date | null {
  const task = createTask(expression, () => undefined, { timezone: 'UTC' });
  const at = new Date(Math.floor(now.getTime() / MINUTE) * MINUTE);
  try {
    for (let back = 0; back < LONGEST; back++) {
      if (task.match(at)) return at;
      at.setTime(at.getTime() - MINUTE);
    }
    return null;
  } finally {
    void task.destroy();
  }
}
