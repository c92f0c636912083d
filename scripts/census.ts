import { parseArgs } from 'node:util';
import { openDatabase } from '../db/client.ts';
import { readEnv } from '../db/env.ts';
import { migrate } from '../db/migrate.ts';
import { claims } from './census/claims.ts';
import { collect } from './census/collect.ts';
import type { CensusCommand, FilesRun } from './census/command.ts';
import { digestBuild } from './census/digest-build.ts';
import { digestPreview } from './census/digest-preview.ts';
import { digestResolve } from './census/digest-resolve.ts';
import { digestSend } from './census/digest-send.ts';
import { digestStatus } from './census/digest-status.ts';
import { editionBuild, editionList, editionRetract } from './census/edition.ts';
import { exportFiles } from './census/export.ts';
import { helpOf, listOf } from './census/help.ts';
import { importHistory } from './census/import.ts';
import { referenceCheck } from './census/reference-check.ts';
import { status } from './census/status.ts';
import { subscribersAdd, subscribersConfirm, subscribersDelete } from './census/subscribers-change.ts';
import { subscribersImport } from './census/subscribers-import.ts';
import { subscribersList } from './census/subscribers-list.ts';
import { subscribersExport, subscribersShow } from './census/subscribers-show.ts';
import { subscribersStatus } from './census/subscribers-status.ts';
import { verify } from './census/verify.ts';
import { realEffects, Stopped, stopSignal } from './effects.ts';
import { clearProgress, createLog, fail, progressLine, UsageError } from './log.ts';
import { prepare } from './prepare.ts';
import { unlessStopped } from './unless-stopped.ts';

/** THE REGISTRY of commands. A name may have two words. */
const COMMANDS: Readonly<Record<string, CensusCommand>> = {
  collect,
  import: importHistory,
  status,
  verify,
  claims,
  'edition build': editionBuild,
  'edition list': editionList,
  'edition retract': editionRetract,
  export: exportFiles,
  'digest preview': digestPreview,
  'digest build': digestBuild,
  'digest send': digestSend,
  'digest status': digestStatus,
  'digest resolve': digestResolve,
  'subscribers list': subscribersList,
  'subscribers show': subscribersShow,
  'subscribers add': subscribersAdd,
  'subscribers confirm': subscribersConfirm,
  'subscribers export': subscribersExport,
  'subscribers delete': subscribersDelete,
  'subscribers import': subscribersImport,
  'subscribers status': subscribersStatus,
  'reference check': referenceCheck,
};

async function main(): Promise<void> {
  const words = process.argv.slice(2);
  const name = [words.slice(0, 2).join(' '), words[0] ?? ''].find((one) => Object.hasOwn(COMMANDS, one));
  const command = name === undefined ? undefined : COMMANDS[name];
  if (!name || !command) {
    if (words.length === 0 || asksForHelp(words[0])) return console.log(listOf(COMMANDS));
    process.stderr.write(`There is no command "${words.join(' ')}".\n\n${listOf(COMMANDS)}\n`);
    process.exit(2);
  }
  const rest = words.slice(name.split(' ').length);
  if (rest.some(asksForHelp)) return console.log(helpOf(name, command));
  try {
    process.exitCode = await run(command, readLine(command, rest));
  } catch (error) {
    clearProgress();
    if (!(error instanceof UsageError)) throw error;
    process.stderr.write(`${error.message}\n\n${helpOf(name, command)}\n`);
    process.exit(2);
  }
}

function asksForHelp(word: string | undefined): boolean {
  return word === '--help' || word === '-h';
}

interface CommandLine {
  args: readonly string[];
  values: Record<string, unknown>;
}

function readLine({ options, takes }: CensusCommand, words: string[]): CommandLine {
  const { values, positionals: args } = parsed(options, words);
  const { least, most } = takes ?? { least: 0, most: 0 };
  if (args.length > most) throw new UsageError(`Too many words: "${args.slice(most).join(' ')}".`);
  if (args.length < least) throw new UsageError(`Too few words: ${takes?.usage} is expected.`);
  return { args, values };
}

function parsed(options: CensusCommand['options'], args: string[]) {
  try {
    return parseArgs({ args, allowPositionals: true, options: { json: { type: 'boolean' }, ...options } });
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error), { cause: error });
  }
}

async function run(command: CensusCommand, { args, values }: CommandLine): Promise<number> {
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

main().catch((error: unknown) => {
  if (!(error instanceof Stopped)) fail(error);
  clearProgress();
  process.stderr.write('Stopped.\n');
  process.exit(1);
});
