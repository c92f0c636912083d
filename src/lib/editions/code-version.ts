import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The version of the program, as `package.json` has it. Not for pages: they are bundled and lie elsewhere. */
export const CODE_VERSION = versionIn(join(import.meta.dirname, '../../../package.json'));

function versionIn(file: string): string {
  const read: unknown = JSON.parse(readFileSync(file, 'utf8'));
  return typeof read === 'object' && read !== null && 'version' in read ? String(read.version) : '0';
}
