import { existsSync } from 'node:fs';
import { join } from 'node:path';
import {
  type Difference,
  publishedSnapshots,
  type RollupDifference,
  verifyRollups,
  verifySnapshot,
} from '../../db/verify.ts';
import { SIZE_CELLS } from '../../db/vocab/size-classes.ts';
import { MANIFEST } from '../../src/lib/editions/manifest.ts';
import { verifyEdition } from '../../src/lib/editions/verify-edition.ts';
import { formatParameters } from '../../src/lib/format/numbers.ts';
import { clearProgress, UsageError } from '../log.ts';
import type { CensusCommand, CommandRun, FilesRun } from './command.ts';

export const verify: CensusCommand = {
  says: 'recompute published sums from the observations and compare; or check an edition in DIR',
  help: `Without DIR, recomputes what published snapshots come to from observations, attributes and declared bases, and compares it, cell
by cell, with the sums by cell. Then holds the other sums that figures are answered from against those: days by kind
against days by cell, weeks against days, slices against weeks, the open week too. Changes nothing.

With DIR, checks an exported edition there, without any database: the sums of all files, columns and types of every cell,
counts of rows in both formats, and totals of models against the figures.

  --panel NAME      only this panel
  --last N          only the newest N snapshots; weeks, days and slices are held whole`,
  examples: ['verify', 'verify --panel hub --last 7', 'verify ./hub-2026-11-20.1'],
  exits: '0 every sum is as recomputed, 1 a sum differs',
  takes: { usage: '[DIR]', least: 0, most: 1 },
  runFiles: verifyFiles,
  options: { panel: { type: 'string' }, last: { type: 'string' } },
  loadsReference: true,
  run: verifyAll,
};

async function verifyFiles({
  args,
  values,
  json,
  signal,
  print,
  onProgress,
}: FilesRun): Promise<number | null> {
  const [folder] = args;
  if (folder === undefined) return null;
  if (values['panel'] !== undefined || values['last'] !== undefined)
    throw new UsageError('--panel and --last are for the database, not for a folder.');
  if (!existsSync(join(folder, MANIFEST)))
    throw new UsageError(`There is no edition in "${folder}": no ${MANIFEST}.`);
  const verified = await verifyEdition(folder, { signal, onProgress });
  clearProgress();
  const { panel, edition, files, rows, faults } = verified;
  if (json) print(JSON.stringify(verified));
  else {
    for (const fault of faults) print(fault);
    const found = faults.length === 0 ? 'all as it was built' : `${counted(faults.length)} faults`;
    print(`${panel}/${edition}: ${counted(files)} files, ${counted(rows)} rows, ${found}.`);
  }
  return faults.length === 0 ? 0 : 1;
}

async function verifyAll({ db, values, json, signal, print, onProgress }: CommandRun): Promise<number> {
  const panel = typeof values['panel'] === 'string' ? values['panel'] : null;
  const most = values['last'] === undefined ? Number.POSITIVE_INFINITY : Number(values['last']);
  if (!(most >= 1)) throw new UsageError('--last takes a whole number from 1.');
  const all = await publishedSnapshots(db, panel);
  if (all.length === 0) throw new UsageError(`Nothing is published${panel ? ` in a panel "${panel}"` : ''}.`);
  const chosen = all.filter(({ judged }) => judged).slice(0, most);
  const waiting = all.filter(({ judged }) => !judged).length;
  const wrong = [];
  for (const [at, snapshot] of chosen.entries()) {
    signal.throwIfAborted();
    onProgress(`Verifying ${at + 1} of ${chosen.length}: ${snapshot.panel} ${snapshot.asOf}`);
    const differences = await verifySnapshot(db, snapshot.snapshotId);
    if (differences.length > 0) wrong.push({ ...snapshot, differences });
  }
  onProgress('Holding weeks, days and slices against each other');
  const rollups = await verifyRollups(db, panel);
  clearProgress();
  const exit = wrong.length + rollups.length > 0 ? 1 : 0;
  if (json) {
    print(JSON.stringify({ verified: chosen.length, wrong, rollups, waiting }));
    return exit;
  }
  for (const { panel: name, asOf, differences } of wrong) {
    print(`${name} ${asOf}: ${new Set(differences.map(cellOf)).size} cells differ`);
    for (const one of differences.slice(0, shown))
      print(
        `  ${cellOf(one)}: ${counted(one.published)} ${one.measure} published, ${counted(one.recomputed)} recomputed`,
      );
  }
  for (const line of tableOf(rollups)) print(line);
  print(`${chosen.length} snapshots verified, ${wrong.length} differ.`);
  print(
    `Weeks, days and slices: ${rollups.length === 0 ? 'all agree' : `${counted(rollups.length)} sums differ`}.`,
  );
  if (waiting > 0) print(`${waiting} more wait to be judged by the reference in force: job rejudge.`);
  return exit;
}

/** Most figures of a snapshot, and of a rollup of a panel, that are named one by one. */
const shown = 10;

/** `cn from us 0.500, cn 0.500, 1B and more, permissive, merge`. */
export function cellOf({
  region,
  size,
  licenseClass,
  creators,
  relation,
  infrastructure,
}: Difference): string {
  const from = SIZE_CELLS[Number(size)];
  return [
    `${region} from ${creators}`,
    from === undefined ? 'unknown size' : `${formatParameters(from)} and more`,
    licenseClass,
    relation,
    ...(infrastructure ? ['infrastructure'] : []),
  ].join(', ');
}

/** The first differences of each rollup in columns, those of numbers to the right. */
export function tableOf(differences: readonly RollupDifference[]): string[] {
  if (differences.length === 0) return [];
  const rows = [['panel', 'rollup', 'of', 'models', 'measure', 'published', 'recomputed']];
  const omitted: string[] = [];
  for (const [name, those] of Map.groupBy(differences, ({ panel, rollup }) => `${panel} ${rollup}`)) {
    for (const { panel, rollup, asOf, part, measure, published, recomputed } of those.slice(0, shown))
      rows.push([panel, rollup, asOf, part, measure, counted(published), counted(recomputed)]);
    if (those.length > shown) omitted.push(`${name}: ${counted(those.length - shown)} more`);
  }
  const widths = rows[0]?.map((_, at) => Math.max(...rows.map((row) => row[at]?.length ?? 0))) ?? [];
  const lines = rows.map((row) =>
    row
      .map((text, at) => (at < 5 ? text.padEnd(widths[at] ?? 0) : text.padStart(widths[at] ?? 0)))
      .join('  '),
  );
  return [...lines, ...omitted];
}

function counted(sum: number | null): string {
  return (sum ?? 0).toLocaleString('en');
}
