import type { ParseArgsOptionsConfig } from 'node:util';
import type { Effects } from '../../collectors/collector.ts';
import type { Db } from '../../db/client.ts';
import type { Env } from '../../db/env.ts';
import type { Log } from '../../db/log.ts';

/** What stands behind the name of a command. */
export interface CommandLine {
  /** The words, as many as `takes` allows. */
  args: readonly string[];
  /** Options as given. */
  values: Record<string, unknown>;
}

/** What a command has that needs files alone. */
export interface FilesRun extends CommandLine {
  env: Env;
  /** The real world; `effects.signal` is `signal`, `effects.log` is `log`. */
  effects: Effects;
  json: boolean;
  /** Aborts on Ctrl-C and SIGTERM. */
  signal: AbortSignal;
  /** Lines of the log; says nothing with `--json`. */
  log: Log;
  /** A line of the result on standard output. */
  print: (line: string) => void;
  /** How far it is: one line that renews itself on a terminal, one line of the log per 30 s elsewhere. */
  onProgress: (says: string) => void;
}

export interface CommandRun extends FilesRun {
  db: Db;
}

/** The words a command takes after its name. */
export interface Words {
  /** As the usage line shows them: `FORMAT SOURCE`. */
  usage: string;
  least: number;
  most: number;
}

/** One command of `npx census`. */
export interface CensusCommand {
  /** One line for the list of commands. */
  says: string;
  /** What it does and its options, below the usage line. */
  help: string;
  /** Command lines that work, without `npx census`. */
  examples: readonly string[];
  /** What the exit codes mean here, as in `0 published, 1 failed`; 2 is always a wrong command line. */
  exits: string;
  options: ParseArgsOptionsConfig;
  /** Not given: none, and words are refused with exit code 2. */
  takes?: Words;
  /** Whether `db/reference/` is loaded first, as at every start. The schema always is brought up to date. */
  loadsReference: boolean;
  /** true where each statement also holds the point to resume from: see `ClientOptions.relaxedCommit`. */
  relaxedCommit?: boolean;
  /** What needs no database, asked first. Null: this line needs one. */
  runFiles?: (run: FilesRun) => Promise<number | null>;
  /** Returns the exit code. Throws `UsageError`, exit code 2, for what cannot be asked. */
  run?: (run: CommandRun) => Promise<number>;
}
