import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { byEdition, type EditionId, isPanelName, parseEditionId } from './edition-id.ts';
import {
  COPY,
  type Copy,
  copyShape,
  MANIFEST,
  type Manifest,
  manifestShape,
  RETRACTED,
  type Retraction,
  retractionShape,
} from './manifest.ts';

/** An edition on the disk. */
export interface StoredEdition extends EditionId {
  panel: string;
  /** `2026-11-20.1`. */
  edition: string;
  folder: string;
  manifest: Manifest;
  copy: Copy;
  /** Null: its files are there. */
  retracted: Retraction | null;
}

/** The editions of a folder. Everything but retractions never changes, and is read once. */
export interface EditionStore {
  /** Names of panels with an edition. */
  panels(): Promise<string[]>;
  /** Newest first, retracted ones included. */
  editions(panel: string): Promise<StoredEdition[]>;
  edition(panel: string, id: string): Promise<StoredEdition | null>;
  /** The newest that stands; of those built up to the end of a day where one is given. */
  inForce(panel: string, onDay?: string | null): Promise<StoredEdition | null>;
  /** Another text whenever something was added or retracted. */
  mark(): Promise<string>;
}

/** Where editions are kept. */
export function editionsFolder(dataDir: string): string {
  return join(dataDir, 'editions');
}

/** `root`: null where there is no folder, as in tests of pages. */
export function openEditionStore(root: string | null): EditionStore {
  const known = new Map<string, StoredEdition>();
  const names = async (panel: string) => {
    if (root === null || !isPanelName(panel)) return [];
    const entries = await namesIn(join(root, panel));
    return entries.flatMap((name) => parseEditionId(name) ?? []).toSorted(byEdition);
  };
  const read = async (panel: string, { day, n }: EditionId): Promise<StoredEdition | null> => {
    const folder = join(root ?? '', panel, `${day}.${n}`);
    const kept = known.get(folder);
    const edition = kept ?? (await readEdition(folder, panel, { day, n }));
    if (!edition) return null;
    known.set(folder, edition);
    const retracted = await readIfThere(join(folder, RETRACTED), retractionShape.parse);
    return retracted ? { ...edition, retracted } : edition;
  };
  const editions = async (panel: string) => {
    const found: StoredEdition[] = [];
    for (const id of await names(panel)) {
      const edition = await read(panel, id);
      if (edition) found.push(edition);
    }
    return found;
  };
  const panels = async () => (root === null ? [] : (await namesIn(root)).filter(isPanelName).toSorted());
  return {
    panels,
    editions,
    async edition(panel, id) {
      const parsed = parseEditionId(id);
      return parsed && root !== null && isPanelName(panel) ? await read(panel, parsed) : null;
    },
    async inForce(panel, onDay = null) {
      const built = (edition: StoredEdition) => onDay === null || edition.copy.built_at.slice(0, 10) <= onDay;
      const stood = ({ retracted }: StoredEdition) =>
        retracted === null || (onDay !== null && retracted.retracted_at.slice(0, 10) > onDay);
      return (await editions(panel)).find((edition) => built(edition) && stood(edition)) ?? null;
    },
    async mark() {
      const all = await Promise.all((await panels()).map(editions));
      return all
        .flat()
        .map(({ panel, edition, retracted }) => `${panel}/${edition}${retracted ? '-' : ''}`)
        .join(' ');
    },
  };
}

/** The edition in a folder; null where there is none that is whole. */
export async function readEdition(
  folder: string,
  panel: string,
  { day, n }: EditionId,
): Promise<StoredEdition | null> {
  const manifest = await readIfThere(join(folder, MANIFEST), manifestShape.parse);
  const copy = await readIfThere(join(folder, COPY), copyShape.parse);
  if (!manifest || !copy) return null;
  return { panel, day, n, edition: `${day}.${n}`, folder, manifest, copy, retracted: null };
}

async function namesIn(folder: string): Promise<string[]> {
  try {
    return await readdir(folder);
  } catch (error) {
    if (isMissing(error)) return [];
    throw error;
  }
}

async function readIfThere<Value>(file: string, parse: (read: unknown) => Value): Promise<Value | null> {
  try {
    return parse(JSON.parse(await readFile(file, 'utf8')));
  } catch (error) {
    if (isMissing(error)) return null;
    throw error;
  }
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR');
}
