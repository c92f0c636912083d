import { resolve } from 'node:path';
import { exportEdition, FolderInUse } from '../../src/lib/editions/export-edition.ts';
import { saysGone } from '../../src/lib/editions/retract-edition.ts';
import { clearProgress, UsageError } from '../log.ts';
import type { CensusCommand, FilesRun } from './command.ts';
import { editionNamed } from './edition.ts';

export const exportFiles: CensusCommand = {
  says: 'an edition into a folder, the same bytes as the site',
  help: `Copies an edition from DATA_DIR/editions into a new folder, byte for byte as the site hands it out. Needs no database
and no network.

  --edition NAME    PANEL/EDITION, or PANEL/latest (required)
  --out DIR         the folder, new or empty (required)
  --spreadsheet     also DIR-spreadsheet: every CSV with an apostrophe before what a spreadsheet would run as a formula`,
  examples: [
    'export --edition hub/latest --out ./hub',
    'export --edition hub/2026-11-20.1 --out ./hub --spreadsheet',
  ],
  exits: '0 everything is there, 1 it failed',
  options: { edition: { type: 'string' }, out: { type: 'string' }, spreadsheet: { type: 'boolean' } },
  loadsReference: false,
  runFiles: run,
};

async function run({ env, values, json, signal, print, onProgress }: FilesRun): Promise<number> {
  const { edition: name, out, spreadsheet } = values;
  if (typeof name !== 'string' || typeof out !== 'string')
    throw new UsageError('--edition and --out are required.');
  const edition = await editionNamed(env.dataDir, name);
  if (edition.retracted)
    throw new UsageError(`${edition.panel}/${edition.edition}: ${saysGone(edition.retracted)}`);
  const folder = resolve(out);
  try {
    const files = await exportEdition(edition, {
      out: folder,
      spreadsheet: spreadsheet === true,
      signal,
      onProgress,
    });
    clearProgress();
    const done = { panel: edition.panel, edition: edition.edition, folder, files };
    print(json ? JSON.stringify(done) : `${done.panel}/${done.edition}: ${files} files in ${folder}`);
    return 0;
  } catch (error) {
    if (error instanceof FolderInUse) throw new UsageError(error.message, { cause: error });
    throw error;
  }
}
