import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { processExists } from '../../db/embedded/postmaster.ts';

const root = resolve(import.meta.dirname, '../..');

export interface Ended {
  code: number | null;
  stdout: string;
  stderr: string;
}

export interface RunningCommand {
  readonly pid: number;
  /** The address `npm start` prints. Throws what was said when it ends before. */
  readonly url: Promise<string>;
  readonly ended: Promise<Ended>;
  /** Numbers of the processes it has started, where the system tells. */
  children(): Promise<number[]>;
  /** As Ctrl-C in a terminal or the service manager would; resolves when everything has ended. */
  stop(signal: 'SIGINT' | 'SIGTERM'): Promise<Ended>;
}

const running = new Set<ChildProcess>();

/** Runs `npm start` with these variables and none of the developer's own. */
export function start(variables: Readonly<Record<string, string>>): RunningCommand {
  // The Node of the tests: the project's own is fetched only where the machine's is too old.
  const child = spawn(process.execPath, [join(root, 'scripts/start.ts')], {
    cwd: root,
    env: { ...cleanEnvironment(), COLLECT: 'off', PORT: '0', ...variables },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  running.add(child);
  let stdout = '';
  let stderr = '';
  const { promise: url, resolve: found, reject } = Promise.withResolvers<string>();
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    stdout += text;
    const address = /Open Model Census is at (http\S+)/.exec(stdout)?.[1];
    if (address) found(address);
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    stderr += text;
  });
  const ended = once(child, 'close').then(([code]): Ended => {
    running.delete(child);
    reject(new Error(`it ended before it answered (${code}): ${stderr}`));
    return { code: typeof code === 'number' ? code : null, stdout, stderr };
  });
  url.catch(() => {}); // Of a start that fails nobody asks for the address.
  const pid = child.pid ?? 0;
  const stop = (signal: 'SIGINT' | 'SIGTERM') => {
    child.kill(signal);
    return ended;
  };
  return { pid, url, ended, children: () => childrenOf(pid), stop };
}

/** Ends what a failed test left running, gently: the server of the data folder must stop too. */
export async function stopLeftovers(): Promise<void> {
  await Promise.all(
    [...running].map((child) => {
      child.kill('SIGTERM');
      return once(child, 'close');
    }),
  );
}

/** Those that still run. In a container whose first process buries nobody, the dead keep their number. */
export async function alive(pids: readonly number[]): Promise<number[]> {
  const states = await Promise.all(pids.map((pid) => readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '')));
  return pids.filter((pid, n) => processExists(pid) && !/\) [ZX] /.test(states[n] ?? ''));
}

async function childrenOf(pid: number): Promise<number[]> {
  const text = await readFile(`/proc/${pid}/task/${pid}/children`, 'utf8').catch(() => '');
  return text.split(/\s+/).filter(Boolean).map(Number);
}

/** Without vitest's variables, and with empty ones where a `.env` file would fill in. */
function cleanEnvironment(): NodeJS.ProcessEnv {
  const foreign =
    /^(VITEST|DEV$|PROD$|MODE$|SSR$|BASE_URL$|TEST$|NODE_ENV$|NODE_OPTIONS$|SCHEDULE_|PUBLIC_URL|HUB_|HF_)/;
  const kept = Object.entries(process.env).filter(([name]) => !foreign.test(name));
  return { ...Object.fromEntries(kept), DATABASE_URL: '', HOST: '', PUBLIC_URL: '', LOG: 'json', TZ: 'UTC' };
}
