import { publishedSnapshots, verifySnapshot } from '../../db/verify.ts';
import { clearProgress, UsageError } from '../log.ts';
import type { CensusCommand, CommandRun } from './command.ts';

export const verify: CensusCommand = {
  says: 'recompute published cubes from the observations and compare',
  help: `Recomputes the cube of published snapshots from observations and attributes and compares it, cell by cell, with
what readers see. Changes nothing.

  --panel NAME      only this panel
  --last N          only the newest N snapshots`,
  examples: ['verify', 'verify --panel hub --last 7', 'verify --json'],
  exits: '0 every cell is as recomputed, 1 a cell differs',
  options: { panel: { type: 'string' }, last: { type: 'string' } },
  loadsReference: true,
  run: verifyAll,
};

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
    const cells = await verifySnapshot(db, snapshot.snapshotId);
    if (cells.length > 0) wrong.push({ ...snapshot, cells });
  }
  clearProgress();
  if (json) {
    print(JSON.stringify({ verified: chosen.length, wrong, waiting }));
    return wrong.length > 0 ? 1 : 0;
  }
  for (const { panel: name, asOf, cells } of wrong) {
    print(`${name} ${asOf}: ${cells.length} cells differ`);
    for (const cell of cells.slice(0, 5)) {
      const where = `${cell.region}, ${cell.sizeClass}, ${cell.licenseClass}`;
      print(
        `  ${where}: ${cell.publishedModels ?? 0} models published, ${cell.recomputedModels ?? 0} recomputed`,
      );
    }
  }
  print(`${chosen.length} snapshots verified, ${wrong.length} differ.`);
  if (waiting > 0) print(`${waiting} more wait to be judged by the reference in force: job rejudge.`);
  return wrong.length > 0 ? 1 : 0;
}
