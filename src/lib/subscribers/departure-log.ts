import { appendFile, mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import type { Db } from '../../../db/connection.ts';
import type { Departure } from './store/change.ts';
import { readDepartures, replay } from './store/upkeep.ts';

/** Where departures are noted outside of the database, so that a backup of it does not bring anybody back. */
export function departureFile(dataDir: string): string {
  return join(dataDir, 'departures.jsonl');
}

/** Adds one to the file. */
export async function noteDeparture(file: string, departure: Departure): Promise<void> {
  await mkdir(dirname(file), { recursive: true });
  await appendFile(file, lineOf(departure));
}

/** Brings file and database together: whoever the one knows the other learns. Returns how many were here though they had left. */
export async function bringTogether(db: Db, file: string): Promise<number> {
  const ended = await replay(db, await readLog(file));
  const lines = (await readDepartures(db)).map(lineOf).join('');
  await mkdir(dirname(file), { recursive: true });
  await writeFile(`${file}.new`, lines);
  await rename(`${file}.new`, file);
  return ended;
}

const shape = z.object({ mark: z.string().regex(/^[\da-f]{64}$/), leftAt: z.coerce.date() });

/** A line that was cut off by a crash is left out. */
async function readLog(file: string): Promise<Departure[]> {
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return '';
    throw error;
  });
  return text.split('\n').flatMap((line) => {
    const read = z
      .string()
      .transform((said, context) => {
        try {
          return JSON.parse(said);
        } catch {
          context.addIssue('not JSON');
          return z.NEVER;
        }
      })
      .pipe(shape)
      .safeParse(line);
    return read.success ? [read.data] : [];
  });
}

function lineOf({ mark, leftAt }: Departure): string {
  return `${JSON.stringify({ mark, leftAt: leftAt.toISOString() })}\n`;
}
