import { appendFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Sorts rows by day without holding many of them, or any file open. */
export interface SpoolWriter {
  /** Takes one row: its place in the source first, then whatever the format reads again. */
  put: (day: string, row: readonly unknown[]) => void;
  /** To be awaited whenever it is true: writes out what has gathered. */
  isFull: () => boolean;
  flush: () => Promise<void>;
  /** Writes out the rest. Returns every day that was met, also those that were not wanted. */
  finish: () => Promise<{ day: string; rows: number; spooled: boolean }[]>;
}

/** Characters that are held back over all days. */
const MOST_HELD = 8 * 2 ** 20;

interface Gathered {
  rows: number;
  spooled: boolean;
  lines: string[];
}

/** Rows of days that are not wanted are counted only. */
export function createSpoolWriter(folder: string, isWanted: (day: string) => boolean): SpoolWriter {
  const days = new Map<string, Gathered>();
  let held = 0;
  const flush = async () => {
    for (const [day, gathered] of days) {
      if (gathered.lines.length === 0) continue;
      await appendFile(join(folder, `${day}.jsonl`), `${gathered.lines.join('\n')}\n`);
      gathered.lines = [];
    }
    held = 0;
  };
  return {
    put: (day, row) => {
      const gathered = days.get(day) ?? { rows: 0, spooled: isWanted(day), lines: [] };
      if (gathered.rows === 0) days.set(day, gathered);
      gathered.rows += 1;
      if (!gathered.spooled) return;
      const line = JSON.stringify(row);
      gathered.lines.push(line);
      held += line.length + 1;
    },
    isFull: () => held > MOST_HELD,
    flush,
    finish: async () => {
      await flush();
      return [...days].map(([day, { rows, spooled }]) => ({ day, rows, spooled }));
    },
  };
}
