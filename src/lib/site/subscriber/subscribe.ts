import type { IncomingMessage } from 'node:http';
import { createRateLimit, networkOf, readerAddress } from '../../api/rate-limit.ts';
import { oneAddress } from '../../subscribers/address.ts';
import { readChoices } from '../../subscribers/choices.ts';
import { sentFields } from '../../subscribers/fields.ts';
import { readFields } from '../../subscribers/read-fields.ts';
import { askForMail } from '../../subscribers/store/ask.ts';
import type { Outcome, SubscriberOptions } from './answer-subscriber.ts';
import { asked, closed, tooMany } from './sayings.ts';
import { TRAP } from './trap.ts';

/** Forms of one network that are read at all within a minute: what is wrong with one costs a search for names. */
const readPerMinute = 30;

/** Takes a sent form: the address waits for its confirmation, or the form comes back with what is wrong. */
export function createSubscribe({ db, subscriptions, trustedProxies }: SubscriberOptions) {
  const limit = createRateLimit(readPerMinute);
  return async (request: IncomingMessage, sent: URLSearchParams): Promise<Outcome> => {
    if (subscriptions !== 'open') return { kind: 'said', said: closed(subscriptions) };
    const address = readerAddress(
      {
        remoteAddress: request.socket.remoteAddress,
        forwardedFor: [request.headers['x-forwarded-for']].flat().join(', ') || undefined,
      },
      trustedProxies,
    );
    if (!(await limit.count(address)).passes) return { kind: 'said', said: tooMany('forms') };
    const fields = sentFields(sent);
    const choices = await readChoices(db);
    const email = oneAddress(fields.email);
    const { preferences, problems } = await readFields(db, fields, choices);
    if (email === null || preferences === null) {
      const wrongAddress = email === null ? [addressProblem(fields.email)] : [];
      return { kind: 'form', form: { fields, problems: [...wrongAddress, ...problems], choices } };
    }
    if (sent.get(TRAP)) return { kind: 'said', said: asked(email) };
    const network = networkOf(address);
    const result = await askForMail(db, { email, preferences, network, via: 'form' });
    return { kind: 'said', said: result === 'asked' ? asked(email) : tooMany(result) };
  };
}

function addressProblem(said: string) {
  const says =
    said.trim() === ''
      ? 'Enter the address that mail is to go to.'
      : 'This is not an address that mail can be sent to. Write one address alone, as ada@example.org.';
  return { field: 'email' as const, says };
}
