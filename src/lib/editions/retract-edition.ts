import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { json } from './describe/documents.ts';
import { writeText } from './files/write-file.ts';
import { COPY, MANIFEST, RETRACTED, type Retraction } from './manifest.ts';
import type { StoredEdition } from './store.ts';

/**
 * Takes an edition out of force. Its files go, its manifest and the reason stay, and its number is never given again.
 * What was said first is that it is retracted: a retraction that is ended half-way is gone on with by saying it again.
 */
export async function retractEdition(
  edition: StoredEdition | null,
  { because, now }: { because: string; now: () => Date },
): Promise<Retraction | null> {
  if (edition === null) return null;
  const retraction = edition.retracted ?? {
    edition: edition.edition,
    retracted_at: now().toISOString(),
    because,
  };
  await writeText(join(edition.folder, RETRACTED), json(retraction));
  const kept = new Set([COPY, MANIFEST, RETRACTED]);
  for (const name of await readdir(edition.folder))
    if (!kept.has(name)) await rm(join(edition.folder, name), { recursive: true, force: true });
  return retraction;
}
