import type { Effects } from '../../collectors/collector.ts';

export interface TestEffects extends Effects {
  /** Every log line so far. */
  logged: { event: string; facts: Record<string, unknown> }[];
  /** Milliseconds of every wait that was asked for; none of them took any time. */
  slept: number[];
}

/** A world in which it is noon UTC of a given day and waiting takes no time: it moves the clock instead. */
export function effectsOn(day: string, signal: AbortSignal = new AbortController().signal): TestEffects {
  const logged: TestEffects['logged'] = [];
  const slept: number[] = [];
  let now = Date.parse(`${day}T12:00:00Z`);
  return {
    fetch,
    now: () => new Date(now),
    sleep: async (ms) => {
      slept.push(ms);
      now += ms;
    },
    random: () => 0.5,
    log: (event, facts) => {
      logged.push({ event, facts });
    },
    signal,
    logged,
    slept,
  };
}
