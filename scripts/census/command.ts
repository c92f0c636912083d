import type { ParseArgsOptionsConfig } from 'node:util';
import type { Db } from '../../db/client.ts';

export interface CommandRun {
  db: Db;
  /** Options as given on the command line. */
  values: Record<string, unknown>;
  json: boolean;
  signal: AbortSignal;
  print: (line: string) => void;
  onProgress: (says: string) => void;
}

/** One command of `npm run census`. */
export interface CensusCommand {
  /** One line for the list of commands. */
  says: string;
  help: string;
  options: ParseArgsOptionsConfig;
  /** Whether `db/reference/` is loaded first, as at every start. The schema always is brought up to date. */
  loadsReference: boolean;
  /** Returns the exit code. */
  run: (run: CommandRun) => Promise<number>;
}
