import type { ChildProcess } from 'node:child_process';
import { type Db, only } from '../../../db/client.ts';
import { chance } from '../hub/random.ts';
import { CHILD_NAME } from './child-order.ts';
import type { Blow } from './children.ts';
import type { OwnServer } from './own-server.ts';

/** Who is killed: the collector, its connections, one process of the server, or the whole server. */
export const KINDS = ['collector', 'backends', 'server-child', 'server'] as const;

export type Kind = (typeof KINDS)[number];

/** The n-th blow of a seed: kinds in turn; two of three while pages are stored, the others about the publication. */
export function blowOf(server: OwnServer, { seed, n }: { seed: number; n: number }): Blow & { kind: Kind } {
  const kind = KINDS[n % KINDS.length] ?? 'collector';
  const delay = chance(seed, n, 2);
  const strike = (child: ChildProcess) => strikes[kind](server, { child, pick: chance(seed, n, 3) });
  if (chance(seed, n, 1) < 0.67) return { kind, after: 'collecting', delayMs: 20 + 330 * delay, strike };
  return { kind, after: 'walked', delayMs: 60 * delay, strike };
}

interface Target {
  child: ChildProcess;
  /** From 0 to 1: which of several. */
  pick: number;
}

const strikes: Record<Kind, (server: OwnServer, target: Target) => Promise<void>> = {
  collector: async (_, { child }) => {
    child.kill('SIGKILL');
  },
  backends: async (server) => {
    await onServer(server, async (db) => {
      await db`select pg_terminate_backend(pid) from pg_stat_activity where application_name = ${CHILD_NAME}`;
    });
  },
  'server-child': async (server, { pick }) => {
    const pid = await onServer(server, async (db) => {
      const pids = await db<{ pid: number }[]>`
        select pid from pg_stat_activity where pid <> pg_backend_pid() order by pid`;
      const chosen = Math.min(pids.length - 1, Math.floor(pick * pids.length));
      return only(pids.slice(chosen, chosen + 1)).pid;
    });
    process.kill(pid, 'SIGKILL');
  },
  server: (server) => server.crash(),
};

async function onServer<T>(server: OwnServer, work: (db: Db) => Promise<T>): Promise<T> {
  const db = await server.connect();
  try {
    return await work(db);
  } finally {
    await db.end({ timeout: 1 });
  }
}
