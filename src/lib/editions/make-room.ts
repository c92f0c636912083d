import { readdir } from 'node:fs/promises';
import { addDays } from '../metrics/days.ts';
import { retractEdition } from './retract-edition.ts';
import { openEditionStore, type StoredEdition } from './store.ts';

interface Room {
  /** Where editions are kept. */
  root: string;
  /** For how many days the files of an edition of figures stay. */
  keepDays: number;
  now: () => Date;
}

/**
 * Removes the files of editions of figures whose snapshot is older than `keepDays`; returns which. Manifest, sums and the
 * reason stay, and their addresses answer 410. Whole editions stay, and so does the edition in force of every panel,
 * however old. An edition whose removal was cut short is gone on with.
 */
export async function makeRoom({ root, keepDays, now }: Room): Promise<readonly string[]> {
  const store = openEditionStore(root);
  const before = addDays(now().toISOString().slice(0, 10), -keepDays);
  const removed: string[] = [];
  for (const panel of await store.panels()) {
    const inForce = await store.inForce(panel);
    for (const edition of await store.editions(panel)) {
      const { manifest, day, retracted } = edition;
      if (manifest.kind !== 'aggregates' || day >= before || edition.edition === inForce?.edition) continue;
      if (retracted?.kind === 'retracted' || (retracted && !(await hasFiles(edition)))) continue;
      const because = `Its files were removed: this site keeps those of editions of figures for ${keepDays} days. What they were, with their sums, stands in the manifest.`;
      await retractEdition(edition, { because, now, kind: 'removed' });
      if (!retracted) removed.push(`${panel}/${edition.edition}`);
    }
  }
  return removed;
}

/** Beside what always stays: the manifest, the story of the copy and the reason. */
async function hasFiles({ folder }: StoredEdition): Promise<boolean> {
  return (await readdir(folder)).length > 3;
}
