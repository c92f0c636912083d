import { subscriptionsOf } from '../../src/lib/site/open-site.ts';
import { ASK_LIMITS } from '../../src/lib/subscribers/store/ask.ts';
import { readCounts } from '../../src/lib/subscribers/store/upkeep.ts';
import type { CensusCommand, CommandRun } from './command.ts';

export const subscribersStatus: CensusCommand = {
  says: 'how many get mail, whether the form is open, what waits',
  help: `Shows whether readers can subscribe and why not, how many subscribers are in which state, how many confirmations wait for the
sender, and how often the form was sent within the hour. Changes nothing.`,
  examples: ['subscribers status', 'subscribers status --json'],
  exits: '0 always',
  options: {},
  loadsReference: false,
  run: status,
};

const FORM_WORDS = {
  open: 'The form is open.',
  off: 'The form is closed: SUBSCRIPTIONS=off.',
  'no-mail': 'The form is closed: SMTP_URL names no mail server.',
} as const;

async function status({ db, env, json, print }: CommandRun): Promise<number> {
  const form = subscriptionsOf(env);
  const counts = await readCounts(db);
  if (json) {
    print(JSON.stringify({ form, ...counts }));
    return 0;
  }
  print(FORM_WORDS[form]);
  if (counts.statuses.length === 0) print('Nobody is subscribed.');
  for (const { status: state, subscribers } of counts.statuses)
    print(`${String(subscribers).padStart(6)}  ${state}`);
  print(`Confirmations that wait for the sender: ${counts.waiting}`);
  print(`Sent within the hour: ${counts.lately} of ${ASK_LIMITS.perHour}`);
  print(`Addresses that left and are kept out: ${counts.departures}`);
  return 0;
}
