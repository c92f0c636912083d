import { randomBytes } from 'node:crypto';
import { hostname } from 'node:os';

/** How this process signs in the ledger: machine and process for people, chance for what they do not tell apart. */
export function workerName(): string {
  return `${hostname()}:${process.pid}:${randomBytes(3).toString('hex')}`;
}
