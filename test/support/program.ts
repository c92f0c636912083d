import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join, resolve } from 'node:path';

const root = resolve(import.meta.dirname, '../..');

export interface Ended {
  code: number | null;
  stdout: string;
  stderr: string;
}

export interface Program {
  readonly ended: Promise<Ended>;
  /** Resolves with the first line of the log that names this event. Rejects when the program ends before. */
  logged(event: string): Promise<string>;
  kill(signal: NodeJS.Signals): void;
}

const running = new Set<ChildProcess>();

/** Starts a script of `scripts/` as a process of its own, with these variables and none of the developer's. */
export function startProgram(
  script: string,
  { args = [], variables = {} }: { args?: readonly string[]; variables?: Readonly<Record<string, string>> },
): Program {
  const child = spawn(process.execPath, [join(root, 'scripts', script), ...args], {
    cwd: root,
    env: { ...withoutOurs(), LOG: 'json', ...variables },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  running.add(child);
  const said = { stdout: '', stderr: '' };
  const wanted = new Map<string, (line: string) => void>();
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    said.stdout += text;
    for (const [event, found] of wanted) {
      const line = lineOf(event, said.stdout);
      if (line) found(line);
    }
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    said.stderr += text;
  });
  const ended = once(child, 'close').then(([code]): Ended => {
    running.delete(child);
    return { code: typeof code === 'number' ? code : null, ...said };
  });
  const logged = (event: string) =>
    new Promise<string>((found, reject) => {
      const line = lineOf(event, said.stdout);
      if (line) return found(line);
      wanted.set(event, found);
      ended.then(({ stdout, stderr }) => reject(new Error(`it ended without ${event}: ${stdout}${stderr}`)));
    });
  return { ended, logged, kill: (signal) => void child.kill(signal) };
}

/** Ends what a failed test left running. */
export async function stopPrograms(): Promise<void> {
  await Promise.all(
    [...running].map((child) => {
      child.kill('SIGKILL');
      return once(child, 'close');
    }),
  );
}

function lineOf(event: string, stdout: string): string | undefined {
  return stdout.split('\n').find((line) => line.includes(`"event":"${event}"`) && line.endsWith('}'));
}

/** Empty variables stay, so that no `.env` file fills them in. */
function withoutOurs(): NodeJS.ProcessEnv {
  const foreign =
    /^(VITEST|DEV$|PROD$|MODE$|SSR$|BASE_URL$|TEST$|NODE_ENV$|NODE_OPTIONS$|SCHEDULE_|HUB_|HF_)/;
  const kept = Object.entries(process.env).filter(([name]) => !foreign.test(name));
  return {
    ...Object.fromEntries(kept),
    DATABASE_URL: '',
    PUBLIC_URL: '',
    HF_TOKEN: '',
    COLLECT: '',
    TZ: 'UTC',
  };
}
