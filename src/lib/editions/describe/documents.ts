import { join } from 'node:path';
import { writeText } from '../files/write-file.ts';
import { MANIFEST, type Manifest, manifestShape, SUMS } from '../manifest.ts';
import { writeCff } from './citation.ts';
import { croissant } from './croissant.ts';
import { dataPackage } from './data-package.ts';
import { writeLicense } from './license.ts';
import { writeReadme } from './readme.ts';

/** Writes everything that describes the files of an edition, its manifest and sums last. Returns the manifest. */
export async function writeDocuments(folder: string, about: Omit<Manifest, 'documents'>): Promise<Manifest> {
  // Parsing brings the fields into one order, whether a file was made now or by a build that was ended.
  const bare = manifestShape.parse({ ...about, documents: [] });
  const texts: Readonly<Record<string, string>> = {
    'CITATION.cff': writeCff(bare),
    'LICENSE.txt': writeLicense(bare),
    'README.md': writeReadme(bare),
    'croissant.json': json(croissant(bare)),
    'datapackage.json': json(dataPackage(bare)),
  };
  const documents: Manifest['documents'] = [];
  for (const [path, text] of Object.entries(texts))
    documents.push({ path, ...(await writeText(join(folder, path), text)) });
  const manifest: Manifest = { ...bare, documents };
  const written = await writeText(join(folder, MANIFEST), json(manifest));
  await writeText(
    join(folder, SUMS),
    writeSums([...bare.files, ...documents, { path: MANIFEST, ...written }]),
  );
  return manifest;
}

/** As `sha256sum -c` reads it. */
function writeSums(files: readonly { path: string; sha256: string }[]): string {
  return files
    .toSorted((a, b) => (a.path < b.path ? -1 : 1))
    .map(({ path, sha256 }) => `${sha256}  ${path}\n`)
    .join('');
}

export function json(value: object): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}
