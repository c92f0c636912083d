import { type Difference, publishedSnapshots, verifySnapshot } from '../../db/verify.ts';
import { SIZE_CELLS } from '../../db/vocab/size-classes.ts';
import { formatParameters } from '../../src/lib/format/numbers.ts';
import { clearProgress, UsageError } from '../log.ts';
import type { CensusCommand, CommandRun } from './command.ts';

export const verify: CensusCommand = {
  says: 'recompute published sums from the observations and compare',
  help: `Recomputes what published snapshots come to from observations, attributes and declared bases, and compares it, cell
by cell, with the sums that figures are answered from. Changes nothing.

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
    const differences = await verifySnapshot(db, snapshot.snapshotId);
    if (differences.length > 0) wrong.push({ ...snapshot, differences });
  }
  clearProgress();
  if (json) {
    print(JSON.stringify({ verified: chosen.length, wrong, waiting }));
    return wrong.length > 0 ? 1 : 0;
  }
  for (const { panel: name, asOf, differences } of wrong) {
    print(`${name} ${asOf}: ${new Set(differences.map(cellOf)).size} cells differ`);
    for (const one of differences.slice(0, shown))
      print(
        `  ${cellOf(one)}: ${counted(one.published)} ${one.measure} published, ${counted(one.recomputed)} recomputed`,
      );
  }
  print(`${chosen.length} snapshots verified, ${wrong.length} differ.`);
  if (waiting > 0) print(`${waiting} more wait to be judged by the reference in force: job rejudge.`);
  return wrong.length > 0 ? 1 : 0;
}

/** Most figures of a snapshot that are named one by one. */
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

function counted(sum: number | null): string {
  return (sum ?? 0).toLocaleString('en');
}
