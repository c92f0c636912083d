import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { ChildOrder } from './collect-child.ts';

const CHILD = fileURLToPath(new URL('./collect-child.ts', import.meta.url));

/** When a child dies: so long after it has said a word. */
export interface Death {
  after: 'collecting' | 'walked';
  delayMs: number;
}

export interface Ending {
  /** Null when it was killed. */
  code: number | null;
  stderr: string;
}

/** Children that are started ahead of time, as starting takes longer than what is tested. */
export function children() {
  const waiting: ChildProcess[] = [start(), start()];
  const run = async (order: ChildOrder, death: Death | null): Promise<Ending> => {
    const child = waiting.shift() ?? start();
    waiting.push(start());
    let stderr = '';
    child.stderr?.on('data', (text: Buffer) => {
      stderr += text.toString();
    });
    if (child.stdout) {
      createInterface(child.stdout).on('line', (word) => {
        if (word === death?.after) setTimeout(() => child.kill('SIGKILL'), death.delayMs);
      });
    }
    child.stdin?.write(`${JSON.stringify(order)}\n`);
    const code = await new Promise<number | null>((resolve) => child.once('close', resolve));
    return { code, stderr };
  };
  const end = () => {
    for (const child of waiting) child.kill('SIGKILL');
  };
  return { run, end };
}

function start(): ChildProcess {
  return spawn(process.execPath, [CHILD], { stdio: ['pipe', 'pipe', 'pipe'] });
}
