import { mkdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Db } from '../../../../db/client.ts';
import { DatabaseError } from '../../../../db/errors.ts';
import { freeBytes } from '../../../../db/room.ts';
import { readPanels } from '../../metrics/panels.ts';
import { CODE_VERSION } from '../code-version.ts';
import { json, writeDocuments } from '../describe/documents.ts';
import { LICENSE } from '../describe/license.ts';
import { type EditionKind, SCHEMA_VERSION } from '../dictionary/index.ts';
import { printEditionId } from '../edition-id.ts';
import { syncFolder, writeText } from '../files/write-file.ts';
import { COPY, type Copy, type Manifest } from '../manifest.ts';
import { aloneWith } from '../source/alone.ts';
import { type OfSnapshot, readMonths, readOfSnapshots } from '../source/of-snapshot.ts';
import { openEditionStore, type StoredEdition } from '../store.ts';
import { buildFiles } from './build-files.ts';
import { closeProgress, openProgress, type Progress } from './progress.ts';
import { compareAggregates, reasonsFor } from './restate.ts';
import { wantedParts } from './wanted-files.ts';

/** Something was published while an edition of it was built. The next attempt takes over what still holds. */
export class Overtaken extends Error {
  override readonly name = 'Overtaken';
}

export interface BuildOptions {
  db: Db;
  /** Where editions are kept. */
  root: string;
  panel: string;
  kind: EditionKind;
  now: () => Date;
  signal: AbortSignal;
  onProgress: (says: string) => void;
  /** Build although an edition of the same content is there. */
  again?: boolean;
  /** Why, in the words of whoever asks. */
  because?: string | null;
  /** Free bytes of a folder. */
  free?: (folder: string) => Promise<number>;
}

export interface Built {
  edition: StoredEdition;
  /** False: what was built, or would be, is there byte for byte. */
  isNew: boolean;
}

/**
 * Builds an edition of the newest snapshot of a panel; null where nothing of the panel is published. It is seen when it
 * is whole. Throws BuildingElsewhere, Overtaken, DatabaseError where the disk has no room.
 */
export async function buildEdition(options: BuildOptions): Promise<Built | null> {
  const [of] = await readOfSnapshots(options.db, options.panel);
  if (!of) return null;
  const home = join(options.root, of.panel);
  return await aloneWith(options.db, of.panel, async () => {
    await mkdir(home, { recursive: true });
    const before = (await openEditionStore(options.root).editions(of.panel)).filter((one) => !one.retracted);
    const there = before.find((one) => covers(one, of, options.kind));
    if (there && !options.again) return { edition: there, isNew: false };
    await assertRoomFor(options, of, before);
    const folder = join(home, `.building-${options.kind}`);
    const progress = await openProgress(folder, `${CODE_VERSION} ${SCHEMA_VERSION} ${of.asOf}`);
    const [panels, months] = [await readPanels(options.db), await readMonths(options.db, of)];
    const hasAllTime = panels.find(({ panel }) => panel === of.panel)?.hasAllTime ?? false;
    const { db, signal, onProgress } = options;
    const parts = wantedParts(options.kind, of, months);
    await buildFiles({ db, folder, of, hasAllTime, progress, before, signal, onProgress }, parts);
    const [now] = await readOfSnapshots(options.db, of.panel);
    if (now?.panelKey !== of.panelKey)
      throw new Overtaken(`${of.panel} was published or judged anew while its edition was built.`);
    return await publish({ options, of, folder, progress, before });
  });
}

/** Whether an edition says all that a new one would. */
export function covers({ day, manifest }: StoredEdition, of: OfSnapshot, kind: EditionKind): boolean {
  const enough = manifest.kind === 'whole' || kind === 'aggregates';
  return (
    day === of.asOf &&
    enough &&
    manifest.key.panel === of.panelKey &&
    manifest.schema_version === SCHEMA_VERSION
  );
}

interface Finished {
  options: BuildOptions;
  of: OfSnapshot;
  folder: string;
  progress: Progress;
  before: readonly StoredEdition[];
}

async function publish({ options, of, folder, progress, before }: Finished): Promise<Built> {
  const store = openEditionStore(options.root);
  const files = progress.files.toSorted((a, b) => (a.path < b.path ? -1 : 1));
  const sameDay = before.filter(({ day }) => day === of.asOf);
  const equal = sameDay.find((one) => sumsOf(one.manifest) === sumsOf({ files }));
  if (equal) {
    await rm(folder, { recursive: true, force: true });
    return { edition: equal, isNew: false };
  }
  const taken = (await store.editions(of.panel)).filter(({ day }) => day === of.asOf);
  const id = { day: of.asOf, n: Math.max(0, ...taken.map(({ n }) => n)) + 1 };
  const about = aboutEdition({
    of,
    id: printEditionId(id),
    kind: options.kind,
    files,
    totals: progress.totals,
  });
  const [previous] = before;
  const restated = previous ? await compareAggregates(previous.folder, folder) : [];
  const copy: Copy = {
    edition: about.edition,
    built_at: options.now().toISOString(),
    restates: sameDay[0]?.edition ?? null,
    compared_with: previous?.edition ?? null,
    because: previous ? reasonsFor(previous.manifest, about, options.because ?? null) : [],
    restated,
  };
  await writeDocuments(folder, about);
  await writeText(join(folder, COPY), json(copy));
  await closeProgress(folder);
  await syncFolder(folder);
  await rename(folder, join(options.root, of.panel, about.edition));
  await syncFolder(join(options.root, of.panel));
  const edition = await store.edition(of.panel, about.edition);
  if (!edition) throw new Error(`the edition ${about.edition} of ${of.panel} cannot be read back`);
  return { edition, isNew: true };
}

function sumsOf({ files }: Pick<Manifest, 'files'>): string {
  return files.map(({ path, sha256 }) => `${path} ${sha256}`).join('\n');
}

interface About {
  of: OfSnapshot;
  id: string;
  kind: EditionKind;
  files: Manifest['files'];
  totals: Manifest['totals'];
}

function aboutEdition({ of, id, kind, files, totals }: About): Omit<Manifest, 'documents'> {
  return {
    edition: id,
    kind,
    license: LICENSE.id,
    panel: {
      id: of.panel,
      title: of.title,
      population: of.population,
      kind: of.kind,
      source_title: of.sourceTitle,
      source_url: of.sourceUrl,
      terms: of.terms,
    },
    snapshot: {
      as_of: of.asOf,
      published_at: of.publishedAt,
      models: of.models,
      from: of.from,
      days: of.days,
      days_unjudged: of.daysUnjudged,
    },
    schema_version: SCHEMA_VERSION,
    code_version: CODE_VERSION,
    reference: { version: of.referenceVersion, sha256: of.referenceHash },
    totals: kind === 'whole' ? totals : null,
    key: { panel: of.panelKey, whole: of.wholeKey },
    files,
  };
}

const GB = 2 ** 30;

/** Measured: both formats of a model and its observations of a month, and half as much again. */
const bytesPerModel = 400;

/** A full disk would stop the database beside it: a gigabyte is left. */
async function assertRoomFor(
  { root, kind, free = freeBytes }: BuildOptions,
  { models }: OfSnapshot,
  before: readonly StoredEdition[],
): Promise<void> {
  const last = before.find(({ manifest }) => manifest.kind === kind);
  const files = last?.manifest.files.filter(({ month }) => month === null) ?? [];
  const known = files.reduce((sum, { bytes }) => sum + bytes, 0) * 1.5;
  const wanted = GB + Math.max(known, kind === 'whole' ? models * bytesPerModel : 0);
  const left = await free(root);
  if (left >= wanted) return;
  const inGb = (bytes: number) => `${(bytes / GB).toFixed(1)} GB`;
  throw new DatabaseError(
    `${inGb(left)} are free in ${root}, and an edition wants ${inGb(wanted)}: make room, or set DATA_DIR to a larger disk.`,
    { database: root },
  );
}
