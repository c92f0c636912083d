import type { Effects } from '../collectors/collector.ts';
import type { Progress } from '../collectors/run-collector.ts';

/** Turns page counts into a sentence with rate and time left. */
export function progressReporter(say: (says: string) => void, effects: Effects) {
  const startedAt = effects.now();
  let firstRecords: number | null = null;
  return ({ panel, records, expected, pages }: Progress) => {
    firstRecords ??= records;
    const seconds = (effects.now().getTime() - startedAt.getTime()) / 1000;
    const rate = seconds > 1 ? (records - firstRecords) / seconds : 0;
    const left = expected !== null && rate > 0 ? Math.max(0, expected - records) / rate : null;
    const of = expected === null ? '' : ` of about ${expected.toLocaleString('en')}`;
    const eta = left === null ? '' : `, ${Math.round(rate).toLocaleString('en')}/s, ${inWords(left)} left`;
    say(`${panel}: page ${pages}, ${records.toLocaleString('en')}${of} models${eta}`);
  };
}

function inWords(seconds: number): string {
  if (seconds < 90) return `${Math.round(seconds)} s`;
  return `${Math.round(seconds / 60)} min`;
}
