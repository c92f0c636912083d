import { parseArgs } from 'node:util';
import type { CensusCommand, CommandLine } from './census/command.ts';
import { helpOf, listOf } from './census/help.ts';
import { Stopped } from './effects.ts';
import { clearProgress, fail, UsageError } from './log.ts';

/** THE REGISTRY of commands. A name may have two words. A command is read when it is asked for. */
const COMMANDS: Readonly<Record<string, () => Promise<CensusCommand>>> = {
  collect: async () => (await import('./census/collect.ts')).collect,
  import: async () => (await import('./census/import.ts')).importHistory,
  status: async () => (await import('./census/status.ts')).status,
  verify: async () => (await import('./census/verify.ts')).verify,
  claims: async () => (await import('./census/claims.ts')).claims,
  'edition build': async () => (await import('./census/edition.ts')).editionBuild,
  'edition list': async () => (await import('./census/edition.ts')).editionList,
  'edition retract': async () => (await import('./census/edition.ts')).editionRetract,
  export: async () => (await import('./census/export.ts')).exportFiles,
  'digest preview': async () => (await import('./census/digest-preview.ts')).digestPreview,
  'digest build': async () => (await import('./census/digest-build.ts')).digestBuild,
  'digest send': async () => (await import('./census/digest-send.ts')).digestSend,
  'digest status': async () => (await import('./census/digest-status.ts')).digestStatus,
  'digest resolve': async () => (await import('./census/digest-resolve.ts')).digestResolve,
  'subscribers list': async () => (await import('./census/subscribers-list.ts')).subscribersList,
  'subscribers show': async () => (await import('./census/subscribers-show.ts')).subscribersShow,
  'subscribers add': async () => (await import('./census/subscribers-change.ts')).subscribersAdd,
  'subscribers confirm': async () => (await import('./census/subscribers-change.ts')).subscribersConfirm,
  'subscribers export': async () => (await import('./census/subscribers-show.ts')).subscribersExport,
  'subscribers delete': async () => (await import('./census/subscribers-change.ts')).subscribersDelete,
  'subscribers import': async () => (await import('./census/subscribers-import.ts')).subscribersImport,
  'subscribers status': async () => (await import('./census/subscribers-status.ts')).subscribersStatus,
  'reference check': async () => (await import('./census/reference-check.ts')).referenceCheck,
};

async function main(): Promise<void> {
  const words = process.argv.slice(2);
  const name = [words.slice(0, 2).join(' '), words[0] ?? ''].find((one) => Object.hasOwn(COMMANDS, one));
  const read = name === undefined ? undefined : COMMANDS[name];
  if (!name || !read) {
    const list = listOf(await allCommands());
    if (words.length === 0 || asksForHelp(words[0])) return console.log(list);
    process.stderr.write(`There is no command "${words.join(' ')}".\n\n${list}\n`);
    process.exit(2);
  }
  const command = await read();
  const rest = words.slice(name.split(' ').length);
  if (rest.some(asksForHelp)) return console.log(helpOf(name, command));
  try {
    const line = readLine(command, rest);
    const { runCommand } = await import('./census/run-command.ts');
    process.exitCode = await runCommand(command, line);
  } catch (error) {
    clearProgress();
    if (!(error instanceof UsageError)) throw error;
    process.stderr.write(`${error.message}\n\n${helpOf(name, command)}\n`);
    process.exit(2);
  }
}

async function allCommands(): Promise<Record<string, CensusCommand>> {
  const read = Object.entries(COMMANDS).map(async ([name, command]) => [name, await command()] as const);
  return Object.fromEntries(await Promise.all(read));
}

function asksForHelp(word: string | undefined): boolean {
  return word === '--help' || word === '-h';
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

main().catch((error: unknown) => {
  if (!(error instanceof Stopped)) fail(error);
  clearProgress();
  process.stderr.write('Stopped.\n');
  process.exit(1);
});
