import { Readable } from 'node:stream';
import type { Db } from '../../../db/client.ts';
import type { Mail } from '../digest/mail.ts';
import { oneAddress } from '../subscribers/address.ts';
import { type Purpose, subscriberHref } from '../subscribers/links.ts';
import { preferencesSchema } from '../subscribers/preferences.ts';
import { type NewToken, newToken } from '../subscribers/store/tokens.ts';
import type { LineKeeper } from './line-keeper.ts';
import type { MailKind, MailKindId } from './mail-kind.ts';
import { draftOf, envelopeOf } from './message.ts';
import { type Line, writeMessage } from './nodemailer.ts';
import { type Outcome, outcomeOf, withoutAddresses } from './outcome.ts';
import type { SendingSettings } from './settings.ts';
import { begin, type Claimed } from './store/claim.ts';
import type { Tell } from './tell.ts';

/** What sending needs. */
export interface Sending {
  db: Db;
  settings: SendingSettings;
  /** Where readers find the site, without a slash at the end. */
  origin: string;
  mails: Readonly<Partial<Record<MailKindId, MailKind>>>;
  /** The name of the sender, which no other ever had. */
  sender: string;
  log: Tell;
}

/** How an attempt ended; beside what the mail server said: nothing had to be sent, or it was interrupted before the first byte. */
export type Attempted =
  | Outcome
  | { kind: 'unwanted' }
  | { kind: 'nothing-to-say' }
  | { kind: 'unsendable'; says: string }
  | { kind: 'interrupted' };

/** A mail that is ready to go, of a delivery that was taken. */
export interface Ready {
  claimed: Claimed;
  written: Written | Attempted;
}

interface Written {
  address: string;
  message: Buffer;
  envelope: { from: string; to: string };
  mayBegin: () => Promise<boolean>;
}

/** Composes a mail. Not a byte of it is sent, and nobody knows its links. */
export async function compose(claimed: Claimed, sending: Sending): Promise<Ready> {
  const address = oneAddress(claimed.email);
  const kind = sending.mails[claimed.kind];
  if (address === null || !kind)
    return { claimed, written: { kind: 'unsendable', says: 'the address is not exactly one' } };
  return { claimed, written: await write(claimed, kind, { address, sending }) };
}

/**
 * Hands a mail over. The last question before its first byte, after the server said that it takes it, is whether it is still
 * wanted. `cut` ends it at once.
 */
export async function attempt(
  { written }: Ready,
  { keeper, cut }: { keeper: LineKeeper; cut: AbortSignal },
): Promise<Attempted> {
  if (!('message' in written)) return written;
  for (;;) {
    const handed = await handOver(written, { keeper, cut });
    if (handed !== 'again') return handed;
  }
}

async function write(
  claimed: Claimed,
  kind: MailKind,
  { address, sending }: { address: string; sending: Sending },
): Promise<Written | Attempted> {
  const { db, settings, origin, sender, log } = sending;
  const { deliveryId, key, payload, subscriberId, confirmedAt } = claimed;
  const tokens = new Map<Purpose, NewToken>();
  const linkTo = (purpose: Purpose) => async () => {
    const token = tokens.get(purpose) ?? newToken(purpose);
    tokens.set(purpose, token);
    return subscriberHref(origin, purpose, token.token);
  };
  const links = { confirm: linkTo('confirm'), manage: linkTo('manage'), unsubscribe: linkTo('unsubscribe') };
  try {
    const recipient = {
      subscriberId,
      email: address,
      preferences: preferencesSchema.parse(claimed.preferences),
      confirmedAt,
    };
    const mail: Mail | null = await kind.compose({ db, origin, key, payload, recipient, links });
    if (mail === null) return { kind: 'nothing-to-say' };
    const labels = {
      to: address,
      name: `${kind.kind === 'issue' ? key : `${kind.kind}-${key}`}.${deliveryId}`,
      bounceTo: deliveryId,
      unsubscribeHref: kind.listed ? await links.unsubscribe() : null,
      date: new Date(),
    };
    const draft = draftOf(mail, labels, settings);
    const message = await writeMessage(draft, settings.dkim);
    const beginning = {
      sender,
      messageId: draft.messageId,
      statuses: kind.goesTo,
      tokens: [...tokens.values()],
    };
    return {
      address,
      message,
      envelope: envelopeOf(labels, settings),
      mayBegin: () => begin(db, claimed, beginning),
    };
  } catch (error) {
    const says = withoutAddresses(error instanceof Error ? error.message : String(error), address);
    log('mail-not-composed', { delivery: deliveryId, reason: says });
    return { kind: 'put-off', says: `not composed: ${says}` };
  }
}

async function handOver(
  written: Written,
  { keeper, cut }: { keeper: LineKeeper; cut: AbortSignal },
): Promise<Attempted | 'again'> {
  const cutting = cutOf(cut);
  try {
    return await overLine(await Promise.race([keeper.get(), cutting.isCut]), written, {
      keeper,
      cut,
      cutting,
    });
  } catch (error) {
    if (cut.aborted) return { kind: 'interrupted' };
    return outcomeOf(error, { connected: false, whole: false }, written.address);
  } finally {
    cutting.forget();
  }
}

/** Rejects when a sender must end at once. */
function cutOf(cut: AbortSignal) {
  const { promise: isCut, reject } = Promise.withResolvers<never>();
  isCut.catch(() => undefined);
  const onCut = () => reject(new Error('the sender was told to stop'));
  if (cut.aborted) onCut();
  else cut.addEventListener('abort', onCut, { once: true });
  return { isCut, forget: () => cut.removeEventListener('abort', onCut) };
}

async function overLine(
  { line, used }: { line: Line; used: boolean },
  { address, message, envelope, mayBegin }: Written,
  { keeper, cut, cutting }: { keeper: LineKeeper; cut: AbortSignal; cutting: ReturnType<typeof cutOf> },
): Promise<Attempted | 'again'> {
  const seen = { begun: false, whole: false, stop: null as Attempted | null };
  async function* pieces() {
    // The server said 354. It has not a byte yet, and takes no mail without its end.
    seen.stop = { kind: 'interrupted' };
    if (!(await mayBegin())) {
      seen.stop = { kind: 'unwanted' };
      throw new Error('not wanted any more');
    }
    seen.stop = null;
    seen.begun = true;
    for (let at = 0; at < message.length; at += pieceBytes) yield message.subarray(at, at + pieceBytes);
    // From here on the final dot may be on its way.
    seen.whole = true;
  }
  const body = Readable.from(pieces(), { objectMode: false });
  try {
    const says = await Promise.race([line.send(envelope, body, message.length), cutting.isCut]);
    return { kind: 'taken', says: withoutAddresses(says, address) };
  } catch (error) {
    // Before anything else: no end of a message may follow.
    if (seen.stop !== null || cut.aborted || !(await isReady(line, error))) keeper.drop();
    if (seen.stop !== null) return seen.stop;
    if (cut.aborted && !seen.whole) return { kind: 'interrupted' };
    const outcome = outcomeOf(error, { connected: true, whole: seen.whole }, address);
    const isStale = used && !seen.begun && outcome.kind === 'put-off' && !hasAnswer(error);
    return isStale ? 'again' : outcome;
  }
}

const pieceBytes = 16_384;

const hasAnswer = (error: unknown): boolean =>
  error instanceof Error && typeof Reflect.get(error, 'response') === 'string';

/** Whether the connection takes another mail after this one was refused. */
async function isReady(line: Line, error: unknown): Promise<boolean> {
  if (!line.isOpen() || !hasAnswer(error)) return false;
  try {
    await Promise.race([line.reset(), new Promise((_, reject) => setTimeout(reject, 5000).unref())]);
    return line.isOpen();
  } catch {
    return false;
  }
}
