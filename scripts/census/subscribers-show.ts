import { readChoices } from '../../src/lib/subscribers/choices.ts';
import { describePreferences } from '../../src/lib/subscribers/describe.ts';
import { readKept } from '../../src/lib/subscribers/store/subscribers.ts';
import type { CensusCommand, CommandRun } from './command.ts';
import { askedSubscriber, momentOf, WHO } from './subscriber-asked.ts';

export const subscribersShow: CensusCommand = {
  says: 'what is known of one subscriber: state, choices, consent, last mails',
  help: `Shows the state of a subscriber, what was chosen, what was agreed to and when, and the last mails. Times are UTC.
Changes nothing.`,
  examples: ['subscribers show ada@example.org', 'subscribers show 42 --json'],
  exits: '0 shown, 1 there is no such subscriber',
  options: {},
  takes: WHO,
  loadsReference: false,
  run: show,
};

export const subscribersExport: CensusCommand = {
  says: 'everything that is stored of one subscriber, as JSON',
  help: `Prints everything that is stored of a subscriber, as they can take it from their settings themselves: address, state,
choices, consent, mails, and how many links are known by their hash. With --json nothing else is printed. Changes nothing.`,
  examples: ['subscribers export ada@example.org --json > ada.json'],
  exits: '0 printed, 1 there is no such subscriber',
  options: {},
  takes: WHO,
  loadsReference: false,
  run: exportAll,
};

const mailsShown = 5;

async function show(run: CommandRun): Promise<number> {
  const { db, json, print } = run;
  const found = await askedSubscriber(run);
  const kept = found && (await readKept(db, found.subscriberId));
  if (!kept) return 1;
  if (json) {
    print(JSON.stringify(kept));
    return 0;
  }
  const { subscriberId, status, createdAt, confirmedAt, endedAt, consent, mails } = kept;
  print(`Subscriber ${subscriberId}: ${status}`);
  print(`Asked ${momentOf(createdAt)}, confirmed ${momentOf(confirmedAt)}, ended ${momentOf(endedAt)}`);
  if (status !== 'unsubscribed')
    for (const sentence of describePreferences(kept.preferences, await readChoices(db))) print(sentence);
  print('\nConsent');
  for (const { at, what, via } of consent) print(`  ${momentOf(at)}  ${what} (${via})`);
  print(`\nMails, the last of ${mails.length}`);
  for (const { kind, key, state, createdAt: at } of mails.slice(-mailsShown))
    print(`  ${momentOf(at)}  ${kind} ${key}: ${state}`);
  return 0;
}

async function exportAll(run: CommandRun): Promise<number> {
  const found = await askedSubscriber(run);
  const kept = found && (await readKept(run.db, found.subscriberId));
  if (!kept) return 1;
  run.print(run.json ? JSON.stringify(kept) : JSON.stringify(kept, null, 2));
  return 0;
}
