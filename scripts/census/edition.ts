import { buildEdition } from '../../src/lib/editions/build/build-edition.ts';
import { isPanelName } from '../../src/lib/editions/edition-id.ts';
import { retractEdition } from '../../src/lib/editions/retract-edition.ts';
import { readOfSnapshots } from '../../src/lib/editions/source/of-snapshot.ts';
import { editionsFolder, openEditionStore, type StoredEdition } from '../../src/lib/editions/store.ts';
import { clearProgress, UsageError } from '../log.ts';
import type { CensusCommand, CommandRun, FilesRun } from './command.ts';

export const editionBuild: CensusCommand = {
  says: 'a dated, immutable edition of the newest snapshot, as files',
  help: `Writes an edition of the newest published snapshot of PANEL, or of each panel, into DATA_DIR/editions. An edition of
the same content is not built twice. A build that was stopped goes on file by file.

  --kind KIND       whole (the default): models, observations, lineage, changes too; or aggregates
  --because TEXT    why, for the restatement log
  --again           build although an edition of the same content is there; equal bytes stay one edition`,
  examples: [
    'edition build',
    'edition build hub --kind aggregates',
    'edition build hub --again --because "A mistake in the registry."',
  ],
  exits: '0 the edition is there, 1 it failed or nothing is published',
  options: { kind: { type: 'string' }, because: { type: 'string' }, again: { type: 'boolean' } },
  takes: { usage: '[PANEL]', least: 0, most: 1 },
  loadsReference: true,
  run: build,
};

export const editionList: CensusCommand = {
  says: 'the editions on this disk',
  help: `Shows the editions in DATA_DIR/editions, newest first: kind, rows, bytes, what each restates, and which are retracted.
Needs no database.`,
  examples: ['edition list', 'edition list hub', 'edition list --json'],
  exits: '0 always',
  options: {},
  takes: { usage: '[PANEL]', least: 0, most: 1 },
  loadsReference: false,
  runFiles: list,
};

export const editionRetract: CensusCommand = {
  says: 'take an edition out of force, with a public reason',
  help: `Removes the files of an edition and keeps its manifest and the reason: its addresses answer 410 with the reason, the
number is never given again, and "latest" leads to the edition before. Needs no database.

  --because TEXT    the reason, shown to readers (required)`,
  examples: ['edition retract hub/2026-11-20.1 --because "Half of the models were missing."'],
  exits: '0 it is retracted',
  options: { because: { type: 'string' } },
  takes: { usage: 'PANEL/EDITION', least: 1, most: 1 },
  loadsReference: false,
  runFiles: retract,
};

async function build({
  db,
  env,
  effects,
  args,
  values,
  json,
  signal,
  print,
  onProgress,
}: CommandRun): Promise<number> {
  const kind = values['kind'] ?? 'whole';
  if (kind !== 'whole' && kind !== 'aggregates') throw new UsageError('--kind takes whole or aggregates.');
  const panels = (await readOfSnapshots(db, args[0] ?? null)).map(({ panel }) => panel);
  if (panels.length === 0)
    throw new UsageError(`Nothing is published${args[0] ? ` in a panel "${args[0]}"` : ''}.`);
  const because = typeof values['because'] === 'string' ? values['because'] : null;
  const built = [];
  for (const panel of panels) {
    const options = { db, root: editionsFolder(env.dataDir), panel, kind, signal, because } as const;
    const again = values['again'] === true;
    const says = (words: string) => onProgress(`${panel}: ${words}`);
    const one = await buildEdition({ ...options, again, now: effects.now, onProgress: says });
    if (one) built.push({ isNew: one.isNew, ...summaryOf(one.edition) });
  }
  clearProgress();
  if (json) print(JSON.stringify({ built }));
  else for (const one of built) print(`${one.isNew ? 'built     ' : 'was there '} ${lineOf(one)}`);
  return 0;
}

async function list({ env, args, json, print }: FilesRun): Promise<number> {
  const store = openEditionStore(editionsFolder(env.dataDir));
  const panels = args[0] === undefined ? await store.panels() : [args[0]];
  const editions = (await Promise.all(panels.map((panel) => store.editions(panel)))).flat().map(summaryOf);
  if (json) print(JSON.stringify({ editions }));
  else if (editions.length === 0) print('There is no edition yet: npx census edition build.');
  else for (const one of editions) print(lineOf(one));
  return 0;
}

async function retract({ env, args, values, effects, json, print }: FilesRun): Promise<number> {
  const { because } = values;
  if (typeof because !== 'string' || because.trim() === '')
    throw new UsageError('--because is required: readers see it.');
  const edition = await editionNamed(env.dataDir, args[0] ?? '');
  const retraction = await retractEdition(edition, { because: because.trim(), now: effects.now });
  print(
    json
      ? JSON.stringify({ panel: edition.panel, ...retraction })
      : `${edition.panel}/${edition.edition} is retracted: ${retraction?.because}`,
  );
  return 0;
}

/** `hub/2026-11-20.1`, or `hub/latest`. Throws UsageError with what there is. */
export async function editionNamed(dataDir: string, name: string): Promise<StoredEdition> {
  const store = openEditionStore(editionsFolder(dataDir));
  const [panel = '', id = 'latest'] = name.split('/');
  const found = isPanelName(panel)
    ? await (id === 'latest' ? store.inForce(panel) : store.edition(panel, id))
    : null;
  if (found) return found;
  const all = (await Promise.all((await store.panels()).map((one) => store.editions(one)))).flat();
  const names = all.slice(0, 20).map((one) => `${one.panel}/${one.edition}`);
  throw new UsageError(`There is no edition "${name}" here: ${names.join(', ') || 'none is built yet'}.`);
}

function summaryOf({ panel, edition, manifest, copy, retracted, folder }: StoredEdition) {
  return {
    panel,
    edition,
    kind: manifest.kind,
    builtAt: copy.built_at,
    files: manifest.files.length,
    rows: manifest.files.reduce((sum, { rows, format }) => sum + (format === 'parquet' ? rows : 0), 0),
    bytes: manifest.files.reduce((sum, { bytes }) => sum + bytes, 0),
    restates: copy.restates,
    because: copy.because,
    gone: retracted?.kind ?? null,
    retracted: retracted?.because ?? null,
    folder,
  };
}

function lineOf({
  panel,
  edition,
  kind,
  rows,
  bytes,
  restates,
  gone,
  retracted,
}: ReturnType<typeof summaryOf>): string {
  const size = `${rows.toLocaleString('en')} rows, ${(bytes / 1e6).toLocaleString('en', { maximumFractionDigits: 1 })} MB`;
  const notes = [restates && `restates ${restates}`, gone && `${gone}: ${retracted}`].filter(Boolean);
  return [`${panel}/${edition}`.padEnd(24), kind.padEnd(10), size, ...notes].join('  ');
}
