import type { CensusCommand } from './command.ts';

/** The list of commands, as `npx census` shows it. */
export function listOf(commands: Readonly<Record<string, CensusCommand>>): string {
  const lines = Object.entries(commands).map(([name, { says }]) => `  ${name.padEnd(19)} ${says}`);
  return `Usage: npx census COMMAND [options]

${lines.join('\n')}

  --json            one JSON object on standard output, for machines
  --help            what a command does, its options and examples

Exit codes: 0 all is well, 1 something was found or failed, 2 the command line is wrong.`;
}

/** Usage, meaning, options, examples and exit codes of one command. */
export function helpOf(name: string, { help, takes, examples, exits }: CensusCommand): string {
  const words = takes ? ` ${takes.usage}` : '';
  return `Usage: npx census ${name}${words} [options]

${help}

  --json            one JSON object on standard output, for machines
  --help            this text

Examples
${examples.map((example) => `  npx census ${example}`).join('\n')}

Exit codes: ${exits}, 2 the command line is wrong.`;
}
