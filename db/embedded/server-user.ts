import { execFile, spawn } from 'node:child_process';
import { realpath, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { promisify } from 'node:util';

/** The system user the server runs as. */
export interface ServerUser {
  readonly uid: number;
  readonly gid: number;
}

/**
 * PostgreSQL refuses to run as root. For root: the owner of the existing cluster folder, else nobody.
 * For everybody else, and on Windows: null, the server runs as ourselves.
 */
export async function serverUserFor(cluster: string): Promise<ServerUser | null> {
  if (process.getuid?.() !== 0) return null;
  const owner = await stat(cluster).catch(() => null);
  if (owner && owner.uid !== 0) return { uid: owner.uid, gid: owner.gid };
  const [uid, gid] = await Promise.all([nobody('-u'), nobody('-g')]);
  return { uid, gid };
}

/** Whether the user may pass through every folder on the way to `path`, and read `path` itself. */
export async function canReach(path: string, user: ServerUser): Promise<boolean> {
  const target = await realpath(path);
  for (let at = target; ; at = dirname(at)) {
    const { mode, uid, gid } = await stat(at);
    const bits = uid === user.uid ? mode >> 6 : gid === user.gid ? mode >> 3 : mode;
    const needed = at === target ? 0o5 : 0o1;
    if ((bits & needed) !== needed) return false;
    if (at === dirname(at)) return true;
  }
}

/** Runs a program of PostgreSQL to its end. Throws an Error with what it printed when it fails. */
export async function run(program: string, args: readonly string[], user: ServerUser | null): Promise<void> {
  // Windows: the server would inherit the pipe, and we would wait for its end for ever.
  const stderr = process.platform === 'win32' ? 'ignore' : 'pipe';
  // Node takes ids as signed numbers; macOS gives nobody the highest unsigned one.
  const identity = user ? { uid: user.uid | 0, gid: user.gid | 0 } : {};
  const child = spawn(program, args, {
    cwd: dirname(program),
    env: cleanEnvironment(),
    stdio: ['ignore', 'ignore', stderr],
    windowsHide: true,
    ...identity,
  });
  let printed = '';
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    printed = (printed + text).slice(-4000);
  });
  const { promise, resolve, reject } = Promise.withResolvers<number | null>();
  child.on('error', reject).on('close', resolve);
  const code = await promise;
  if (code !== 0) throw new Error(printed.trim() || `${program} ended with code ${code}`);
}

async function nobody(flag: '-u' | '-g'): Promise<number> {
  const { stdout } = await promisify(execFile)('id', [flag, 'nobody']).catch(() => ({ stdout: '65534' }));
  return Number(stdout);
}

/** Without the PG* variables, which would move the server elsewhere, and with messages in one language. */
function cleanEnvironment(): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(([name]) => !/^(PG|LC_|LANG|NODE_)/.test(name));
  return { ...Object.fromEntries(kept), LC_ALL: 'C' };
}
