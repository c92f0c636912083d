import { randomBytes } from 'node:crypto';
import type { Db } from '../db/client.ts';
import { ParseError, SnapshotRejected } from '../db/errors.ts';
import { commonChecks } from './checks.ts';
import type { Collector, Effects, ModelRecord, Page } from './collector.ts';
import { readLook, recordChecks, rejectSnapshot } from './judge-look.ts';
import {
  indexNames,
  type OpenSnapshot,
  openSnapshot,
  publishSnapshot,
  registerPanel,
  type SkippedRecord,
  storePage,
} from './store.ts';

/** What a run did. */
export interface RunSummary {
  panel: string;
  asOf: string;
  snapshotId: number;
  models: number;
  pages: number;
  records: number;
  skipped: number;
  duplicates: number;
}

/** How far a run has come; `expected` is null where nobody knows. */
export interface Progress {
  panel: string;
  pages: number;
  records: number;
  expected: number | null;
}

/** Another run took the snapshot over; this one wrote nothing more. */
export class Fenced extends Error {
  override readonly name = 'Fenced';
}

/**
 * Takes one snapshot: open, walk, parse, store page by page, check, publish. Resumes what an earlier run of
 * the same day left open. Throws `SourceError` (the run can be resumed), `SnapshotRejected` (complete but not
 * credible; stays unseen) or `Fenced`.
 */
export async function runCollector(
  collector: Collector,
  { db, effects, onProgress }: { db: Db; effects: Effects; onProgress?: (progress: Progress) => void },
): Promise<RunSummary> {
  const panelId = await registerPanel(db, collector.panel);
  const token = randomBytes(16).toString('hex');
  const snapshot = await openSnapshot(db, panelId, collector.asOf(effects), token, collector.source ?? null);
  const { panel } = collector.panel;
  effects.log(snapshot.resumed ? 'run-resumed' : 'run-started', {
    panel,
    asOf: snapshot.asOf,
    pages: snapshot.pages,
  });

  if (!snapshot.walkEnded) {
    const expected = (await collector.expected?.(db))?.models ?? null;
    let storing: Promise<void> = Promise.resolve();
    try {
      for await (const page of collector.walk(effects, snapshot)) {
        // The page is read while the database still stores the one before it.
        const read = readPage(collector, page, effects);
        await storing;
        onProgress?.({ panel, pages: snapshot.pages, records: snapshot.records, expected });
        storing = keepPage(snapshot, read, db);
        // Awaited on the next turn; until then a failure must not count as unhandled.
        storing.catch(() => undefined);
      }
    } finally {
      // Also when the source fails: nothing of a run that is over may still be writing.
      await storing;
    }
    onProgress?.({ panel, pages: snapshot.pages, records: snapshot.records, expected });
  }
  const summary = await checkAndPublish(collector, snapshot, db);
  effects.log('snapshot-published', { ...summary });
  await indexNames(db);
  return summary;
}

const NAMED_PER_PAGE = 3;

interface ReadPage {
  page: Page;
  records: ModelRecord[];
  skipped: SkippedRecord[];
  repaired: number;
}

function readPage(collector: Collector, page: Page, effects: Effects): ReadPage {
  const records: ModelRecord[] = [];
  const skipped: SkippedRecord[] = [];
  let repaired = 0;
  for (const entry of page.entries) {
    const record = parseOrSkip(collector, entry, { effects, skipped });
    if (!record) continue;
    records.push(record);
    if (record.repairs.length === 0) continue;
    // Counted in full, named a few times: a field that changed its type would fill the log.
    if (++repaired <= NAMED_PER_PAGE) {
      effects.log('record-repaired', { record: record.repoId, repairs: record.repairs.slice(0, 5) });
    }
  }
  return { page, records, skipped, repaired };
}

async function keepPage(snapshot: OpenSnapshot, read: ReadPage, db: Db): Promise<void> {
  const stored = await storePage(db, snapshot, read);
  if (!stored) throw new Fenced(`snapshot ${snapshot.snapshotId} belongs to another run now`);
  snapshot.pages++;
  snapshot.records += read.page.entries.length;
  snapshot.resumeFrom = read.page.next;
}

function parseOrSkip(
  collector: Collector,
  entry: unknown,
  { effects, skipped }: { effects: Effects; skipped: SkippedRecord[] },
): ModelRecord | null {
  try {
    return collector.parse(entry);
  } catch (error) {
    if (!(error instanceof ParseError)) throw error;
    effects.log('record-skipped', { panel: collector.panel.panel, reason: error.message });
    skipped.push({ reason: `unusable ${error.field}`, record: pictureOf(entry) });
    return null;
  }
}

const LONGEST_PICTURE = 8000;

/** What came, as far as it can be kept: PostgreSQL text takes no NUL and UTF-8 no lone surrogate. */
function pictureOf(entry: unknown): string {
  const text = JSON.stringify(entry) ?? String(entry);
  return text.slice(0, LONGEST_PICTURE).toWellFormed().replaceAll('\0', '\uFFFD');
}

async function checkAndPublish(collector: Collector, snapshot: OpenSnapshot, db: Db): Promise<RunSummary> {
  const look = await readLook(db, snapshot);
  const checks = [...commonChecks(look), ...(collector.checks?.(look) ?? [])];
  const failed = checks.filter((check) => !check.passed);
  if (failed.length > 0) {
    await rejectSnapshot(db, snapshot, checks).catch(sayFenced);
    throw new SnapshotRejected(failed.map((check) => check.says));
  }
  await recordChecks(db, snapshot, look, checks);
  const models = await publishSnapshot(db, snapshot).catch(sayFenced);
  const { records, skipped, duplicates } = look;
  return {
    panel: collector.panel.panel,
    asOf: snapshot.asOf,
    snapshotId: snapshot.snapshotId,
    models,
    pages: snapshot.pages,
    records,
    skipped,
    duplicates,
  };
}

/** The database says that the snapshot is not open to this run in a code of its own: `db/functions/`. */
function sayFenced(error: unknown): never {
  if (error instanceof Error && 'code' in error && error.code === 'OMC01') {
    throw new Fenced(error.message, { cause: error });
  }
  throw error;
}
