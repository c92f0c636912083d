import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const windows = process.platform === 'win32';

/** The folder npm installs into. */
export const modules = join(dirname(fileURLToPath(import.meta.url)), '..', 'node_modules');

/** Where `ensure-node.mjs` links the private Node, for every `npm run` and `npx` to find. */
export const link = join(modules, '.bin', windows ? 'node.exe' : 'node');

/** The oldest Node this project runs on: TypeScript without a build. `engines` in package.json repeats it. */
export const oldest = [22, 19];

/** Whether a version like `24.21.0` is as new as `oldest`. */
export function isNewEnough(version) {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  return major > oldest[0] || (major === oldest[0] && minor >= oldest[1]);
}
