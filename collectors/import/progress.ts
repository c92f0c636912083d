import type { Effects } from '../collector.ts';
import type { Progress } from '../run-collector.ts';
import type { HistoryDay } from './history.ts';

/** Turns page counts of one day into a sentence with rate and time left, over all days that are ready. */
export function dayProgress(
  { place, modelsAfter, look }: HistoryDay,
  { panel, effects, say }: { panel: string; effects: Effects; say: (says: string) => void },
): (progress: Progress) => void {
  const startedAt = effects.now().getTime();
  let first: number | null = null;
  return ({ records }) => {
    first ??= records;
    const seconds = (effects.now().getTime() - startedAt) / 1000;
    const rate = seconds > 1 ? (records - first) / seconds : 0;
    const models = look?.models ?? null;
    const left = models === null ? null : models - records + (modelsAfter ?? 0);
    const pace = rate > 0 ? `, ${inDigits(rate)}/s` : '';
    const eta = rate > 0 && left !== null ? `, ${inWords(Math.max(0, left) / rate)} left` : '';
    say(`${panel}: ${place}, ${inDigits(records)} models${pace}${eta}`);
  };
}

export function inDigits(count: number): string {
  return Math.round(count).toLocaleString('en');
}

function inWords(seconds: number): string {
  if (seconds < 90) return `${Math.round(seconds)} s`;
  if (seconds < 90 * 60) return `${Math.round(seconds / 60)} min`;
  return `${Math.round(seconds / 3600)} h`;
}
