import { hash } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { SourceError } from '../../../db/errors.ts';
import { freeBytes } from '../../../db/room.ts';
import type { Choice } from '../choice.ts';
import { inDigits } from '../progress.ts';
import { createSpoolWriter, type SpoolWriter } from './spool-writer.ts';

/** The rows of one source, sorted into one file per day, beside what was learned while sorting. */
export interface Spool {
  days: readonly SpooledDay[];
  /** Rows of the source that belong to no day. */
  undated: number;
  /** Takes a closed day off the disk. */
  drop: (day: string) => Promise<void>;
  /** Takes what is left off the disk. */
  close: () => Promise<void>;
}

export interface SpooledDay {
  day: string;
  rows: number;
  /** Null where the day was not wanted. */
  file: string | null;
}

export interface SpoolOrder {
  /** Holds the spools of one panel. */
  folder: string;
  /** What the rows come from: the same words find the same spool again. */
  source: string;
  choice: Choice;
  /** Bytes it may take on the disk. */
  estimate: number;
  /** Reads the source and puts every row of it under its day. Returns the number of rows without a day. */
  fill: (writer: SpoolWriter) => Promise<number>;
}

/** Room that an import leaves to the database it fills. */
const RESERVE = 512 * 2 ** 20;
const VERSION = 1;

interface Manifest {
  version: number;
  undated: number;
  days: { day: string; rows: number; spooled: boolean }[];
}

/**
 * The spool of a source: what an interrupted import left, or a new one. It is written under another name and
 * renamed when it is whole. Throws `SourceError` when the disk has too little room.
 */
export async function openSpool(order: SpoolOrder): Promise<Spool> {
  const key = hash('sha256', order.source, 'hex').slice(0, 16);
  const home = join(order.folder, key);
  const left = await readManifest(home);
  if (left && (await suffices(left, home, order.choice))) return spoolOf(left, home);
  for (const other of await readdir(order.folder)) {
    if (other !== 'lock') await rm(join(order.folder, other), { recursive: true, force: true });
  }
  await assertRoom(order);
  const building = `${home}.part`;
  await mkdir(building);
  try {
    const writer = createSpoolWriter(building, (day) => order.choice.verdictOf(day) === 'wanted');
    const undated = await order.fill(writer);
    const days = await writer.finish();
    const manifest = { version: VERSION, undated, days };
    await writeFile(join(building, 'manifest.json'), JSON.stringify(manifest));
    await rename(building, home);
    return spoolOf(manifest, home);
  } finally {
    await rm(building, { recursive: true, force: true });
  }
}

function spoolOf({ days, undated }: Manifest, home: string): Spool {
  return {
    days: days
      .map(({ day, rows, spooled }) => ({ day, rows, file: spooled ? fileOf(home, day) : null }))
      .sort((a, b) => (a.day < b.day ? -1 : 1)),
    undated,
    drop: (day) => rm(fileOf(home, day), { force: true }),
    close: () => rm(home, { recursive: true, force: true }),
  };
}

function fileOf(home: string, day: string): string {
  return join(home, `${day}.jsonl`);
}

async function readManifest(home: string): Promise<Manifest | null> {
  const text = await readFile(join(home, 'manifest.json'), 'utf8').catch(() => null);
  if (text === null) return null;
  const manifest = JSON.parse(text) as Manifest;
  return manifest.version === VERSION ? manifest : null;
}

/** Whether every day that is wanted now still lies there. */
async function suffices({ days }: Manifest, home: string, { verdictOf }: Choice): Promise<boolean> {
  for (const { day, spooled } of days) {
    if (verdictOf(day) !== 'wanted') continue;
    if (!spooled || !(await stat(fileOf(home, day)).catch(() => null))) return false;
  }
  return true;
}

async function assertRoom({ folder, estimate }: SpoolOrder): Promise<void> {
  const free = await freeBytes(folder);
  if (free >= estimate + RESERVE) return;
  const says = `${folder} has ${inMegabytes(free)} free; sorting this source by day may take ${inMegabytes(estimate)}, and ${inMegabytes(RESERVE)} stay for the database. Free some space, or set DATA_DIR to another disk.`;
  throw new SourceError(says, { url: folder, status: null });
}

function inMegabytes(bytes: number): string {
  return `${inDigits(bytes / 2 ** 20)} MB`;
}
