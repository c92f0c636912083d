import type { Db } from '../../db/client.ts';
import type { Env } from '../../db/env.ts';
import type { Effects } from '../collector.ts';

/** What a job needs to run. */
export interface JobContext {
  db: Db;
  env: Env;
  /** `effects.signal` aborts when the process is asked to stop, and when the run has lost its slot. */
  effects: Effects;
  /** Where the run is, as one short sentence. Also a sign that it moves. */
  onProgress: (says: string) => void;
}

/** A run came too early: what it needs is not there yet. Fate: tried again within five minutes. */
export class NotYet extends Error {
  override readonly name = 'NotYet';
}

/** Work that is done on schedule, at most once per slot. */
export interface Job {
  /** Its name in the ledger and on the command line. */
  job: string;
  /** One line for help texts. */
  says: string;
  /** A cron expression, UTC; null: never on its own. */
  schedule: (env: Env) => string | null;
  /** The time zone of the schedule; without it UTC. */
  zone?: (env: Env) => string;
  /** Whether it asks the Hub: `COLLECT=off` then keeps it from running, and such jobs run one after another. */
  asksHub: boolean;
  /** A slot that is older when a worker comes back is passed over. Of several missed slots only the newest runs. */
  catchUpHours: number;
  /** A run that neither moves nor logs anything for so long is stuck, and ended. */
  quietMinutes: number;
  /** A run that takes longer is ended. */
  longestHours: number;
  /** Returns a sentence about what was done. */
  run: (context: JobContext) => Promise<string>;
}
