import { execFile } from 'node:child_process';
import { readFile, realpath } from 'node:fs/promises';
import { connect } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { DatabaseError } from '../errors.ts';
import type { Listen } from './settings.ts';

/** What postmaster.pid says about the server of a cluster. */
export interface Postmaster {
  readonly pid: number;
  readonly listen: Listen;
  readonly status: string;
}

const patienceMs = 120_000;

/** The server that runs on this cluster, ready for connections; null when there is none. Waits while it starts or stops. */
export async function runningServer(cluster: string): Promise<Postmaster | null> {
  const deadline = Date.now() + patienceMs;
  for (;;) {
    const postmaster = await readPostmaster(cluster);
    if (!postmaster || !(await isLive(postmaster, cluster))) return null;
    if (postmaster.status === 'ready') return postmaster;
    if (Date.now() > deadline) {
      const message = `The server of ${cluster} (process ${postmaster.pid}) has been ${postmaster.status || 'starting'} for two minutes: look at ${join(cluster, 'server.log')}.`;
      throw new DatabaseError(message, { database: cluster });
    }
    await sleep(25);
  }
}

/** Reads postmaster.pid: process, folder, start, port, socket folder, address, shared memory, status. */
export async function readPostmaster(cluster: string): Promise<Postmaster | null> {
  const text = await readFile(join(cluster, 'postmaster.pid'), 'utf8').catch(() => null);
  if (text === null) return null;
  const [pid = '', , , port = '', socketFolder = '', address = '', , status = ''] = text.split(/\r?\n/);
  const socket = socketFolder !== '';
  return {
    pid: Math.abs(Number(pid)),
    listen: { host: socket ? socketFolder : address, port: Number(port), socket },
    status: status.trim(),
  };
}

/** Whether a server of this cluster stands behind the file; after a crash its number may belong to another program. */
async function isLive(postmaster: Postmaster, cluster: string): Promise<boolean> {
  // Asked first: in another container the server answers, though its number means nothing here.
  if (postmaster.listen.socket && (await answers(postmaster.listen))) return true;
  if (!processExists(postmaster.pid)) return false;
  if (process.platform === 'win32') return true;
  if (process.platform !== 'linux') return (await commandOf(postmaster.pid)).endsWith('postgres');
  // Number, (command), state. A killed server stays as a zombie in containers whose first process buries nobody.
  const status = await readFile(`/proc/${postmaster.pid}/stat`, 'utf8').catch(() => '');
  if (!/^\d+ \(postgres\) [^ZX]/.test(status)) return false;
  const folder = await realpath(`/proc/${postmaster.pid}/cwd`).catch(() => cluster);
  return folder === cluster;
}

/** Whether a process of this number lives, whoever owns it. */
export function processExists(pid: number): boolean {
  if (!(pid > 0)) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

async function answers(listen: Listen): Promise<boolean> {
  const { promise, resolve } = Promise.withResolvers<boolean>();
  const socket = connect(join(listen.host, `.s.PGSQL.${listen.port}`))
    .setTimeout(2000)
    .once('connect', () => resolve(true))
    .once('timeout', () => resolve(false))
    .once('error', () => resolve(false));
  try {
    return await promise;
  } finally {
    socket.destroy();
  }
}

async function commandOf(pid: number): Promise<string> {
  const run = promisify(execFile)('ps', ['-p', String(pid), '-o', 'comm=']);
  return (await run.catch(() => ({ stdout: '' }))).stdout.trim();
}
