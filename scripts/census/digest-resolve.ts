import { resolveUncertain } from '../../src/lib/delivery/store/endings.ts';
import { UsageError } from '../log.ts';
import type { CensusCommand, CommandRun } from './command.ts';

export const digestResolve: CensusCommand = {
  says: 'decides about mails of which nobody knows whether they arrived',
  help: `A mail is uncertain when its connection, or the program, ended after its last byte and before the mail server’s answer. It is
never sent again by itself. Its Message-ID is in the log of the mail server, and stays the same when it is sent again.
census digest status lists them.

  --resend  sends them again: who got one gets it twice
  --skip    leaves it at that
  --all     all of them, in place of numbers`,
  examples: ['digest resolve --resend 42 43', 'digest resolve --skip --all'],
  exits: '0 decided, 1 none of them is uncertain',
  options: { resend: { type: 'boolean' }, skip: { type: 'boolean' }, all: { type: 'boolean' } },
  takes: { usage: '[DELIVERY …]', least: 0, most: 1000 },
  loadsReference: false,
  run: resolve,
};

async function resolve({ db, args, values, json, print }: CommandRun): Promise<number> {
  const resend = values['resend'] === true;
  const all = values['all'] === true;
  if (resend === (values['skip'] === true)) throw new UsageError('Say either --resend or --skip.');
  if (all === args.length > 0) throw new UsageError('Say either numbers of deliveries or --all.');
  const wrong = args.find((word) => !/^\d{1,15}$/.test(word));
  if (wrong !== undefined) throw new UsageError(`"${wrong}" is not the number of a delivery.`);
  const count = await resolveUncertain(db, { ids: all ? null : args.map(Number), resend });
  const what = resend ? 'sent again' : 'left as they are';
  print(json ? JSON.stringify({ resolved: count }) : `${count} uncertain mails are ${what}.`);
  return count > 0 ? 0 : 1;
}
