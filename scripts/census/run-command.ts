import { openDatabase } from '../../db/client.ts';
import { readEnv } from '../../db/env.ts';
import { migrate } from '../../db/migrate.ts';
import { realEffects, stopSignal } from '../effects.ts';
import { createLog, progressLine } from '../log.ts';
import { prepare } from '../prepare.ts';
import { unlessStopped } from '../unless-stopped.ts';
import type { CensusCommand, CommandLine, FilesRun } from './command.ts';

/** Runs a command on what its line says, with the database where it needs one. Returns the exit code. */
export async function runCommand(command: CensusCommand, { args, values }: CommandLine): Promise<number> {
  const env = readEnv(process.env);
  const json = values['json'] === true;
  // Lines of the log would break the one object that --json promises.
  const log = json ? () => undefined : createLog(env.log);
  const signal = stopSignal();
  const files: FilesRun = {
    env,
    effects: realEffects(log, signal),
    args,
    values,
    json,
    signal,
    log,
    print: (line) => process.stdout.write(`${line}\n`),
    onProgress: json ? () => undefined : progressLine(env.log, log),
  };
  const done = await command.runFiles?.(files);
  if (typeof done === 'number') return done;
  return await withDatabase(command, files);
}

async function withDatabase(command: CensusCommand, files: FilesRun): Promise<number> {
  const { env, log, signal } = files;
  const opened = await openDatabase(env, log, { relaxedCommit: command.relaxedCommit });
  try {
    const ready = command.loadsReference ? prepare(opened, log) : migrate(opened.connection, log);
    await unlessStopped(signal, ready);
    return (await command.run?.({ ...files, db: opened.db })) ?? 0;
  } finally {
    await opened.close();
    // What was abandoned, as an answer that never comes, must not keep the process.
    setTimeout(() => process.exit(), 500).unref();
  }
}
