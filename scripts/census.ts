import { parseArgs } from 'node:util';
import { openDatabase } from '../db/client.ts';
import { readEnv } from '../db/env.ts';
import { migrate } from '../db/migrate.ts';
import type { CensusCommand } from './census/command.ts';
import { referenceCheck } from './census/reference-check.ts';
import { status } from './census/status.ts';
import { verify } from './census/verify.ts';
import { stopSignal } from './effects.ts';
import { createLog, fail, progressLine, UsageError } from './log.ts';
import { prepare } from './prepare.ts';

/** THE REGISTRY of commands. A name may have two words. */
const COMMANDS: Readonly<Record<string, CensusCommand>> = {
  status,
  verify,
  'reference check': referenceCheck,
};

const HELP = `Usage: npm run census -- COMMAND [options]

${Object.entries(COMMANDS)
  .map(([name, { says }]) => `  ${name.padEnd(17)} ${says}`)
  .join('\n')}

  --json            one JSON object on standard output, for machines
  --help            what a command does and its options

Exit codes: 0 all is well, 1 something was found or failed, 2 the command line is wrong.`;

async function main(): Promise<void> {
  const words = process.argv.slice(2);
  const name = [words.slice(0, 2).join(' '), words[0] ?? ''].find((one) => Object.hasOwn(COMMANDS, one));
  const command = name === undefined ? undefined : COMMANDS[name];
  if (!name || !command) {
    if (words.length === 0 || words.includes('--help')) return console.log(HELP);
    process.stderr.write(`There is no command "${words.join(' ')}".\n\n${HELP}\n`);
    process.exit(2);
  }
  const { values } = readOptions(command, words.slice(name.split(' ').length));
  if (values['help']) return console.log(`npm run census -- ${name}\n\n${command.help}`);
  process.exitCode = await run(command, values);
}

function readOptions(command: CensusCommand, args: string[]) {
  try {
    return parseArgs({
      args,
      options: { json: { type: 'boolean' }, help: { type: 'boolean' }, ...command.options },
    });
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : error}\n\n${command.help}\n`);
    process.exit(2);
  }
}

async function run(command: CensusCommand, values: Record<string, unknown>): Promise<number> {
  const env = readEnv(process.env);
  const json = values['json'] === true;
  // Lines of the log would break the one object that --json promises.
  const log = json ? () => undefined : createLog(env.log);
  const opened = await openDatabase(env, log);
  try {
    await (command.loadsReference ? prepare(opened, log) : migrate(opened.connection, log));
    return await command.run({
      db: opened.db,
      values,
      json,
      signal: stopSignal(),
      print: (line) => process.stdout.write(`${line}\n`),
      onProgress: json ? () => undefined : progressLine(env.log, log),
    });
  } finally {
    await opened.close();
  }
}

main().catch((error: unknown) => {
  if (error instanceof UsageError) {
    process.stderr.write(`${error.message}\n`);
    process.exit(2);
  }
  fail(error);
});
