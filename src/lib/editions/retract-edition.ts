import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { json } from './describe/documents.ts';
import { writeText } from './files/write-file.ts';
import { COPY, MANIFEST, RETRACTED, type Retraction } from './manifest.ts';
import type { StoredEdition } from './store.ts';

interface Why {
  because: string;
  now: () => Date;
  kind?: Retraction['kind'];
}

/**
 * Takes an edition out of force. Its files go, its manifest and the reason stay, and its number is never given again.
 * What was said first is that it is retracted: a retraction that is ended half-way is gone on with by saying it again.
 * One whose files made room can be retracted still.
 */
export async function retractEdition(
  edition: StoredEdition | null,
  { because, now, kind = 'retracted' }: Why,
): Promise<Retraction | null> {
  if (edition === null) return null;
  const { retracted } = edition;
  const stands = retracted?.kind === 'retracted' || retracted?.kind === kind;
  const retraction: Retraction =
    retracted && stands
      ? retracted
      : { edition: edition.edition, kind, retracted_at: now().toISOString(), because };
  await writeText(join(edition.folder, RETRACTED), json(retraction));
  const kept = new Set([COPY, MANIFEST, RETRACTED]);
  for (const name of await readdir(edition.folder))
    if (!kept.has(name)) await rm(join(edition.folder, name), { recursive: true, force: true });
  return retraction;
}

/** Why the files of an edition are not there, in a sentence. */
export function saysGone({ kind, because }: Retraction): string {
  return kind === 'retracted' ? `This edition is retracted: ${because}` : because;
}
