import { readReference } from '../../db/load-reference.ts';
import { type MovedGroup, previewReference } from '../../db/preview-reference.ts';
import { clearProgress } from '../log.ts';
import type { CensusCommand, CommandRun } from './command.ts';

export const referenceCheck: CensusCommand = {
  says: 'validate db/reference/ and show what its changes would move, before they are loaded',
  help: `Validates every row of db/reference/, then judges the newest snapshot of every panel by it and shows which groups
would move, against the reference in force: regions, sizes, licenses, types of publishers, regions of creators, families,
and the panel without infrastructure models. Changes nothing.`,
  examples: ['reference check', 'reference check --json'],
  exits: '0 every row is valid, 1 a row is wrong',
  options: {},
  // Loading a changed file first would leave nothing to see.
  loadsReference: false,
  run: check,
};

async function check({ db, json, print, onProgress }: CommandRun): Promise<number> {
  const reference = readReference();
  onProgress('Judging every panel by the changed reference');
  const moved = await previewReference(db, reference);
  clearProgress();
  if (json) {
    print(JSON.stringify({ moved }));
    return 0;
  }
  print('Every row of db/reference/ is valid.');
  if (moved.length === 0) print('No figure of the newest snapshots would move.');
  for (const group of moved) print(lineOf(group));
  return 0;
}

/** `ai-nexus, region us: 51.4 % → 32.4 % of downloads (−19.0 points), 2,598 → 2,515 models` */
export function lineOf({ panel, ...g }: MovedGroup): string {
  const points = (g.shareAfter - g.shareBefore) * 100;
  const sign = points < 0 ? '−' : '+';
  const share = `${percent(g.shareBefore)} → ${percent(g.shareAfter)} of downloads (${sign}${Math.abs(points).toFixed(2)} points)`;
  return `${panel}, ${nameOf(g)}: ${share}, ${counted(g.modelsBefore)} → ${counted(g.modelsAfter)} models`;
}

function nameOf({ grouping, value }: Pick<MovedGroup, 'grouping' | 'value'>): string {
  if (grouping === 'infrastructure') return 'without infrastructure models';
  if (grouping === 'family' && value === '') return 'no family';
  return `${grouping.replace('-', ' ')} ${value}`;
}

function counted(models: number): string {
  return models.toLocaleString('en', { maximumFractionDigits: 1 });
}

function percent(share: number): string {
  return `${(share * 100).toFixed(2)} %`;
}
