import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { ChildOrder } from './child-order.ts';

const CHILD = fileURLToPath(new URL('./collect-child.ts', import.meta.url));
/** A child that has not ended after this is told to say so by dying: it counts as hanging. */
const PATIENCE_MS = 60_000;

/** What happens to a child, or to its database: so long after it has said a word. */
export interface Blow {
  after: 'collecting' | 'walked';
  delayMs: number;
  /** May kill the child, or whom it depends on. */
  strike: (child: ChildProcess) => unknown;
}

export interface Ending {
  /** 0 after a whole run, 3 after one that failed in order, null when it was killed. */
  code: number | null;
  /** What a run that failed says; '' else. */
  says: string;
  stderr: string;
  /** Whether the blow was struck while the child lived. */
  struck: boolean;
  hung: boolean;
}

/** Children that are started ahead of time, as starting takes longer than what is tested. */
export function children() {
  const waiting: ChildProcess[] = [start(), start()];
  const run = async (order: ChildOrder, blow: Blow | null): Promise<Ending> => {
    const child = waiting.shift() ?? start();
    waiting.push(start());
    const ending: Ending = { code: null, says: '', stderr: '', struck: false, hung: false };
    let timer: NodeJS.Timeout | undefined;
    let striking: unknown;
    child.stderr?.on('data', (text: Buffer) => {
      ending.stderr += text.toString();
    });
    if (child.stdout) {
      createInterface(child.stdout).on('line', (word) => {
        if (word.startsWith('failed: ')) ending.says = word.slice('failed: '.length);
        if (word !== blow?.after) return;
        timer = setTimeout(() => {
          ending.struck = true;
          striking = blow.strike(child);
        }, blow.delayMs);
      });
    }
    const patience = setTimeout(() => {
      ending.hung = true;
      child.kill('SIGKILL');
    }, PATIENCE_MS);
    child.stdin?.write(`${JSON.stringify(order)}\n`);
    ending.code = await new Promise<number | null>((resolve) => child.once('close', resolve));
    clearTimeout(timer);
    clearTimeout(patience);
    await striking;
    return ending;
  };
  const end = () => {
    for (const child of waiting) child.kill('SIGKILL');
  };
  return { run, end };
}

function start(): ChildProcess {
  return spawn(process.execPath, [CHILD], { stdio: ['pipe', 'pipe', 'pipe'] });
}
