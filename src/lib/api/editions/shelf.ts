import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';

const day = z.iso.date();

/** What the API says of an edition: a part of its `manifest.json`. */
const manifestShape = z.object({
  edition: z.string(),
  kind: z.enum(['whole', 'aggregates']),
  panel: z.object({ id: z.string(), title: z.string() }),
  snapshot: z.object({ as_of: day, published_at: z.string(), models: z.number(), from: day }),
  schema_version: z.number(),
  code_version: z.string(),
  reference: z.object({ version: z.number() }),
  files: z.array(
    z.object({
      path: z.string(),
      table: z.string(),
      format: z.string(),
      month: z.string().nullable(),
      rows: z.number(),
      bytes: z.number(),
      sha256: z.string(),
    }),
  ),
});

/** Of `edition.json`. */
const copyShape = z.object({
  built_at: z.string(),
  restates: z.string().nullable(),
  because: z.array(z.string()),
});

/** Of `retracted.json`. */
const retractionShape = z.object({ retracted_at: z.string(), because: z.string() });

export interface ShelvedEdition {
  panel: string;
  id: string;
  manifest: z.infer<typeof manifestShape>;
  copy: z.infer<typeof copyShape>;
  /** Null: its files are there. */
  retracted: z.infer<typeof retractionShape> | null;
}

/** The editions that were built, newest first. No folder: none. */
export interface EditionShelf {
  list(): Promise<readonly ShelvedEdition[]>;
}

const panelName = /^[A-Za-z0-9][\w-]{0,62}$/;
const editionName = /^\d{4}-\d\d-\d\d\.[1-9]\d{0,4}$/;

/** Reads `<folder>/<panel>/<edition>/manifest.json`; null: there is no folder. */
export function openShelf(folder: string | null): EditionShelf {
  return {
    async list() {
      if (folder === null) return [];
      const panels = (await namesIn(folder)).filter((name) => panelName.test(name));
      const found = await Promise.all(
        panels.map(async (panel) => {
          const ids = (await namesIn(join(folder, panel))).filter((name) => editionName.test(name));
          return await Promise.all(ids.map((id) => readEdition(join(folder, panel, id), { panel, id })));
        }),
      );
      return found
        .flat()
        .filter((edition) => edition !== null)
        .toSorted((a, b) => inOrder(b.id, a.id) || a.panel.localeCompare(b.panel));
    },
  };
}

/** By day, then by number. */
function inOrder(a: string, b: string): number {
  return a.localeCompare(b, 'en', { numeric: true });
}

async function readEdition(
  folder: string,
  name: Pick<ShelvedEdition, 'panel' | 'id'>,
): Promise<ShelvedEdition | null> {
  const [manifest, copy, retracted] = await Promise.all([
    readIfThere(join(folder, 'manifest.json'), manifestShape),
    readIfThere(join(folder, 'edition.json'), copyShape),
    readIfThere(join(folder, 'retracted.json'), retractionShape),
  ]);
  return manifest && copy && { ...name, manifest, copy, retracted };
}

async function namesIn(folder: string): Promise<string[]> {
  return (await unlessMissing(() => readdir(folder))) ?? [];
}

async function readIfThere<Shape extends z.ZodType>(
  file: string,
  shape: Shape,
): Promise<z.infer<Shape> | null> {
  const text = await unlessMissing(() => readFile(file, 'utf8'));
  return text === null ? null : shape.parse(JSON.parse(text));
}

async function unlessMissing<Value>(read: () => Promise<Value>): Promise<Value | null> {
  try {
    return await read();
  } catch (error) {
    if (error instanceof Error && 'code' in error && /^(ENOENT|ENOTDIR)$/.test(String(error.code)))
      return null;
    throw error;
  }
}
