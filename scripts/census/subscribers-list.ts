import { readSubscribers, STATUSES } from '../../src/lib/subscribers/store/subscribers.ts';
import { UsageError } from '../log.ts';
import type { CensusCommand, CommandRun } from './command.ts';
import { momentOf } from './subscriber-asked.ts';

export const subscribersList: CensusCommand = {
  says: 'who gets mail, by number; addresses only where they are asked for',
  help: `Lists subscribers with their number, state, how often they get the digest, and since when. Times are UTC. Changes nothing.

  --status STATUS  ${STATUSES.join(', ')}
  --addresses      shows addresses too; those who left have none`,
  examples: ['subscribers list', 'subscribers list --status active --addresses'],
  exits: '0 always',
  options: { status: { type: 'string' }, addresses: { type: 'boolean' } },
  loadsReference: false,
  run: list,
};

async function list({ db, values, json, print }: CommandRun): Promise<number> {
  const asked = values['status'];
  const status = STATUSES.find((each) => each === asked) ?? null;
  if (asked !== undefined && status === null)
    throw new UsageError(`--status: there is no "${asked}", but ${STATUSES.join(', ')}.`);
  const shows = values['addresses'] === true;
  const subscribers = (await readSubscribers(db, status)).map(({ email, preferences, ...rest }) => ({
    ...rest,
    cadence: preferences.cadence,
    ...(shows ? { email } : {}),
  }));
  if (json) {
    print(JSON.stringify({ subscribers }));
    return 0;
  }
  if (subscribers.length === 0) print(status === null ? 'Nobody is subscribed.' : `Nobody is ${status}.`);
  for (const {
    subscriberId,
    status: state,
    cadence,
    createdAt,
    confirmedAt,
    endedAt,
    ...rest
  } of subscribers) {
    const since = state === 'active' ? confirmedAt : (endedAt ?? createdAt);
    const address = 'email' in rest && rest.email ? `  ${rest.email}` : '';
    const often = state === 'unsubscribed' ? '' : cadence;
    print(
      `${String(subscriberId).padStart(6)}  ${state.padEnd(12)}  ${often.padEnd(7)}  since ${momentOf(since)}${address}`,
    );
  }
  return 0;
}
