import { readFile } from 'node:fs/promises';
import { parse } from 'csv-parse/sync';
import { z } from 'zod';
import { oneAddress } from '../../src/lib/subscribers/address.ts';
import { addConfirmed } from '../../src/lib/subscribers/store/add.ts';
import { UsageError } from '../log.ts';
import type { CensusCommand, CommandRun } from './command.ts';
import { consentAsked } from './subscriber-asked.ts';
import { chosenCadence } from './subscribers-change.ts';

export const subscribersImport: CensusCommand = {
  says: 'a list of addresses whose owners have agreed, from a CSV file',
  help: `Reads a CSV file with the column email, and cadence where there is one (weekly, monthly), and makes every address active. Who is
here stays as they are; who left stays away. Lines that hold no address are named by their number.

  --consented HOW  how they agreed, in a sentence, for the record; it has to be said
  --dry-run        says what the file holds, and adds nobody`,
  examples: [
    'subscribers import list.csv --consented "Moved here from the list of the institute, June 2026."',
  ],
  exits: '0 every line was taken, 1 some were not',
  options: { consented: { type: 'string' }, 'dry-run': { type: 'boolean' } },
  takes: { usage: 'FILE', least: 1, most: 1 },
  loadsReference: false,
  run: importList,
};

const shape = z.array(z.looseObject({ email: z.string(), cadence: z.string().optional() }));

async function importList({ db, args, values, json, print, signal }: CommandRun): Promise<number> {
  const how = consentAsked(values['consented']);
  if (how === null)
    throw new UsageError('--consented: say how they agreed; without consent nobody is written to.');
  const rows = await readRows(args[0] ?? '');
  const counts = { added: 0, confirmed: 0, there: 0, left: 0 };
  const refused: number[] = [];
  for (const [at, { email, cadence }] of rows.entries()) {
    signal.throwIfAborted();
    const address = oneAddress(email);
    if (address === null || (cadence && cadence !== 'weekly' && cadence !== 'monthly')) {
      // The head is line 1.
      refused.push(at + 2);
      continue;
    }
    if (values['dry-run'] === true) continue;
    const preferences = chosenCadence(cadence || undefined);
    counts[await addConfirmed(db, { email: address, preferences, via: `import: ${how}` })] += 1;
  }
  const taken = rows.length - refused.length;
  if (json) print(JSON.stringify({ lines: rows.length, taken, ...counts, refused }));
  else if (values['dry-run'] === true)
    print(`${rows.length} lines, ${taken} of them with an address. Nobody was added.`);
  else
    print(
      `${counts.added} added, ${counts.confirmed} active now, ${counts.there} here already, ${counts.left} stay away because they left.`,
    );
  if (!json && refused.length > 0)
    print(`No address, or another cadence than weekly and monthly, in line ${refused.join(', ')}.`);
  return refused.length === 0 ? 0 : 1;
}

async function readRows(file: string) {
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    throw new UsageError(`${file} cannot be read (${error.code}).`, { cause: error });
  });
  try {
    const columns = (head: string[]) => head.map((name) => name.trim().toLowerCase());
    return shape.parse(parse(text, { columns, bom: true, skip_empty_lines: true, trim: true }));
  } catch (error) {
    throw new UsageError(`${file} is no CSV file with a column email.`, { cause: error });
  }
}
