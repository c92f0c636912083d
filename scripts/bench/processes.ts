import { type ChildProcess, fork, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { PROCESS_FLAGS } from '../process-flags.ts';

/** Starts the stand-in Hub with generated models in a process of its own. */
export async function startHubProcess(models: number): Promise<{ url: string; stop: () => Promise<void> }> {
  const hub = spawn(
    process.execPath,
    [join(import.meta.dirname, '../hub.ts'), '--models', String(models), '--port', '0'],
    {
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  );
  for await (const line of createInterface({ input: hub.stdout })) {
    const url = /http:\/\/[\d.:]+/.exec(line)?.[0];
    if (url) return { url, stop: () => end(hub) };
  }
  throw new Error('the stand-in Hub did not start');
}

/** Runs a script of this folder in a fresh process and returns what it sends, with its peak memory in MB. */
export async function measureInProcess<Answer>(
  script: string,
  input: object,
): Promise<Answer & { rss_mb: number }> {
  const child = fork(join(import.meta.dirname, script), [JSON.stringify(input)], {
    execArgv: PROCESS_FLAGS,
  });
  const answered = new Promise<Answer & { rss_mb: number }>((resolve, reject) => {
    child.on('message', (answer) => resolve(answer as Answer & { rss_mb: number }));
    child.on('exit', (code) => reject(new Error(`${script} ended with ${code} and no answer`)));
  });
  const answer = await answered;
  await end(child);
  return answer;
}

/** Called by a measured script when it is done. */
export function answerParent(answer: object): void {
  process.send?.({ ...answer, rss_mb: process.resourceUsage().maxRSS / 1024 });
}

/** What the parent asked for. */
export function inputFromParent<Input>(): Input {
  return JSON.parse(process.argv[2] ?? '{}') as Input;
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill('SIGTERM');
  await once(child, 'exit');
}
