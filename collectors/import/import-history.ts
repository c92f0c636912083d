import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import type { Db } from '../../db/client.ts';
import { SnapshotRejected } from '../../db/errors.ts';
import type { Collector, Effects, Panel } from '../collector.ts';
import { rejectSnapshot } from '../judge-look.ts';
import { runCollector } from '../run-collector.ts';
import { openSnapshot, registerPanel } from '../store.ts';
import { type Choice, createChoice, type Verdict } from './choice.ts';
import { type Held, readHeld, refuseOtherHistory, writeRemark } from './held.ts';
import type { Asked, DayLook, History, HistoryDay } from './history.ts';
import { alone } from './lock.ts';
import { dayProgress } from './progress.ts';

/** What an import did. */
export interface ImportSummary {
  panel: string;
  published: { asOf: string; models: number }[];
  rejected: { asOf: string; reasons: readonly string[] }[];
  /** Days of the source that were not read, by reason. */
  passedOver: Record<Exclude<Verdict, 'wanted' | 'outside'> | 'left-out', number>;
  /** Records of the days that were read. */
  records: number;
  skipped: number;
}

export interface ImportRun {
  db: Db;
  effects: Effects;
  dataDir: string;
  onProgress: (says: string) => void;
}

/**
 * Publishes the wanted days of a history one after the other, each through the checks every look must pass.
 * A rejected day is written down and passed over. `summary` is filled as it goes and stands when this throws.
 * Throws `SourceError` for another source of the same panel, and where the files cannot be read.
 */
export async function importHistory(
  history: History,
  asked: Pick<Asked, 'from' | 'to' | 'every' | 'again'>,
  { run, summary }: { run: ImportRun; summary: ImportSummary },
): Promise<void> {
  const { panel } = history;
  await refuseOtherHistory(run.db, panel);
  await alone(join(run.dataDir, 'import', panel.panel), panel.panel, async () => {
    const held = await readHeld(run.db, panel.panel);
    const choice = createChoice(held, asked);
    for await (const day of history.days(choice)) {
      run.effects.signal.throwIfAborted();
      await takeDay({ day, panel, held, choice }, { run, summary });
    }
  });
}

export function emptySummary(panel: string): ImportSummary {
  const passedOver = { published: 0, rejected: 0, 'too-old': 0, between: 0, 'left-out': 0 };
  return { panel, published: [], rejected: [], passedOver, records: 0, skipped: 0 };
}

interface Turn {
  day: HistoryDay;
  panel: Panel;
  held: Held;
  choice: Choice;
}

async function takeDay(
  { day, panel, held, choice }: Turn,
  { run, summary }: { run: ImportRun; summary: ImportSummary },
): Promise<void> {
  const verdict = choice.verdictOf(day.asOf);
  if (verdict === 'outside') return;
  if (day.remark && (verdict === 'wanted' || verdict === 'published')) {
    const panelId = await registerPanel(run.db, panel);
    await writeRemark(run.db, { panelId, asOf: day.asOf, says: day.remark });
  }
  if (verdict !== 'wanted' || !day.look) {
    summary.passedOver[verdict === 'wanted' ? 'left-out' : verdict] += 1;
    await day.look?.close();
    return;
  }
  const { look } = day;
  await dropOtherRevision({ held, asOf: day.asOf, look, panel }, run.db);
  const onProgress = dayProgress(day, { panel: panel.panel, effects: run.effects, say: run.onProgress });
  try {
    const done = await runCollector(collectorOf(panel, day.asOf, look), { ...run, onProgress });
    choice.closed(day.asOf, 'published');
    summary.published.push({ asOf: day.asOf, models: done.models });
    summary.records += done.records;
    summary.skipped += done.skipped;
  } catch (error) {
    if (!(error instanceof SnapshotRejected)) throw error;
    choice.closed(day.asOf, 'rejected');
    summary.rejected.push({ asOf: day.asOf, reasons: error.failed });
  }
  await look.close();
}

function collectorOf(panel: Panel, asOf: string, look: DayLook): Collector {
  return {
    panel,
    source: look.source,
    asOf: () => asOf,
    walk: look.walk,
    parse: look.parse,
    ...(look.checks ? { checks: look.checks } : {}),
    expected: async () => (look.models === null ? null : { models: look.models }),
  };
}

/** Half a day of one file and half of another are no look: what was read of the old one is given up. */
async function dropOtherRevision(
  { held, asOf, look, panel }: { held: Held; asOf: string; look: DayLook; panel: Panel },
  db: Db,
): Promise<void> {
  const { open } = held;
  if (!open || open.asOf !== asOf || revisionOf(open.source ?? '') === revisionOf(look.source)) return;
  const panelId = await registerPanel(db, panel);
  const snapshot = await openSnapshot(db, panelId, asOf, randomBytes(16).toString('hex'), open.source);
  const says = `The look of ${asOf} was begun from ${open.source}, and its file has changed since.`;
  await rejectSnapshot(db, snapshot, [{ check: 'one-revision', passed: false, says }]);
}

function revisionOf(source: string): string {
  return source.slice(source.lastIndexOf(' ') + 1);
}
