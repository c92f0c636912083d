import { CADENCES, DEFAULT_PREFERENCES, type Preferences } from '../../src/lib/subscribers/preferences.ts';
import { addConfirmed } from '../../src/lib/subscribers/store/add.ts';
import { askForMail } from '../../src/lib/subscribers/store/ask.ts';
import { confirmSubscriber, destroy } from '../../src/lib/subscribers/store/change.ts';
import { findSubscriber } from '../../src/lib/subscribers/store/subscribers.ts';
import { UsageError } from '../log.ts';
import type { CensusCommand, CommandRun } from './command.ts';
import { addressAsked, askedSubscriber, consentAsked, keepDeparture, WHO } from './subscriber-asked.ts';

export const subscribersAdd: CensusCommand = {
  says: 'asks an address to confirm, or makes it active where its owner has agreed already',
  help: `Without --confirmed the address gets the mail that the form would send, and is active once the button behind its link is
pressed. With --confirmed it is active at once: for intranets, where people agreed by other means. An address that left comes
back through the form alone.

  --confirmed        active at once
  --consented HOW    how its owner agreed, in a sentence, for the record; without addresses
  --cadence CADENCE  ${CADENCES.join(', ')}; weekly where it is not given`,
  examples: [
    'subscribers add ada@example.org',
    'subscribers add ada@example.org --confirmed --consented "Signed the list of 3 March."',
  ],
  exits: '0 asked, active, or there already, 1 the address left',
  options: {
    confirmed: { type: 'boolean' },
    consented: { type: 'string' },
    cadence: { type: 'string' },
  },
  takes: { usage: 'ADDRESS', least: 1, most: 1 },
  loadsReference: false,
  run: add,
};

export const subscribersConfirm: CensusCommand = {
  says: 'makes somebody active whose confirmation did not arrive',
  help: `Makes a subscriber active who is unconfirmed, as the link in the mail does. The record says that it was done here.`,
  examples: ['subscribers confirm ada@example.org'],
  exits: '0 active now or before, 1 there is no such subscriber, or mail to it came back',
  options: {},
  takes: WHO,
  loadsReference: false,
  run: confirm,
};

export const subscribersDelete: CensusCommand = {
  says: 'removes a subscriber and everything of them',
  help: `Removes the address, the choices, the links and the list of mails. What stays is the record that somebody agreed and that it
ended, without an address, and a keyed hash of the address, so that no import and no backup brings it back.`,
  examples: ['subscribers delete ada@example.org', 'subscribers delete 42'],
  exits: '0 removed, 1 there is no such subscriber',
  options: {},
  takes: WHO,
  loadsReference: false,
  run: remove,
};

/** The choices of somebody who made none but how often. Throws UsageError. */
export function chosenCadence(said: unknown): Preferences {
  const cadence = said === undefined ? 'weekly' : CADENCES.find((each) => each === said);
  if (cadence === undefined || cadence === 'never')
    throw new UsageError(`--cadence: there is no "${said}", but weekly and monthly.`);
  return { ...DEFAULT_PREFERENCES, cadence };
}

async function add({ db, args, values, json, print }: CommandRun): Promise<number> {
  const email = addressAsked(args[0] ?? '');
  const preferences = chosenCadence(values['cadence']);
  const how = consentAsked(values['consented']);
  if (values['confirmed'] !== true) {
    if (how !== null) throw new UsageError('--consented: goes with --confirmed.');
    await askForMail(db, { email, preferences, network: null, via: 'command line' });
    const status = (await findSubscriber(db, email))?.status ?? 'unconfirmed';
    const says =
      status === 'active'
        ? 'Active already.'
        : 'Unconfirmed. The mail that asks goes out as soon as the sender runs, once a day at most.';
    print(json ? JSON.stringify({ result: status }) : says);
    return 0;
  }
  const via = how === null ? 'command line' : `command line: ${how}`;
  const result = await addConfirmed(db, { email, preferences, via });
  const says = {
    added: 'Active.',
    confirmed: 'Active now; it was here without being so.',
    there: 'Active already.',
    left: 'This address left. It comes back through the form alone.',
  };
  print(json ? JSON.stringify({ result }) : says[result]);
  return result === 'left' ? 1 : 0;
}

async function confirm(run: CommandRun): Promise<number> {
  const found = await askedSubscriber(run);
  if (!found) return 1;
  const { subscriberId, status } = found;
  const done = await confirmSubscriber(run.db, { subscriberId, via: 'command line' });
  const result = done ? 'active' : status;
  const says = done
    ? 'Active.'
    : { active: 'Active already.', suspended: 'Mail to it came back.', unsubscribed: 'It left.' }[
        status === 'unconfirmed' ? 'active' : status
      ];
  run.print(run.json ? JSON.stringify({ subscriberId, result }) : says);
  return result === 'active' ? 0 : 1;
}

async function remove(run: CommandRun): Promise<number> {
  const found = await askedSubscriber(run);
  const gone = found && (await destroy(run.db, { subscriberId: found.subscriberId, via: 'command line' }));
  if (!gone) return 1;
  await keepDeparture(run, gone.departure);
  run.print(
    run.json
      ? JSON.stringify({ subscriberId: found.subscriberId, result: 'deleted' })
      : `Subscriber ${found.subscriberId} is deleted.`,
  );
  return 0;
}
