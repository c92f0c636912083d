import { existsSync } from 'node:fs';
import { mkdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { writeText } from '../files/write-file.ts';
import { manifestShape } from '../manifest.ts';

/** What a build has finished, so that one that was ended goes on from there. */
export type Progress = z.infer<typeof shape>;
export type DoneFile = Progress['files'][number];

const shape = z.object({
  /** Of the program and the schema: files of another program are not taken over. */
  made: z.string(),
  files: z.array(manifestShape.shape.files.element),
  totals: manifestShape.shape.totals,
});

const NAME = 'progress.json';

/** The progress in a building folder; the folder is emptied where it cannot be gone on with. */
export async function openProgress(folder: string, made: string): Promise<Progress> {
  const fresh: Progress = { made, files: [], totals: null };
  const read = await readFile(join(folder, NAME), 'utf8').catch(() => null);
  const parsed = read === null ? null : shape.safeParse(parseJson(read));
  if (!parsed?.success || parsed.data.made !== made) {
    await rm(folder, { recursive: true, force: true });
    await mkdir(folder, { recursive: true });
    return fresh;
  }
  const there = parsed.data.files.filter(({ path }) => existsSync(join(folder, path)));
  return { ...parsed.data, files: there };
}

export async function saveProgress(folder: string, progress: Progress): Promise<void> {
  await writeText(join(folder, NAME), JSON.stringify(progress));
}

export async function closeProgress(folder: string): Promise<void> {
  await rm(join(folder, NAME), { force: true });
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    return null;
  }
}
