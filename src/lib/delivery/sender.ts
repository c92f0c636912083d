import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { type Attempted, attempt, compose, type Ready, type Sending } from './attempt.ts';
import { endingOf } from './fate.ts';
import { type LineKeeper, lineKeepers } from './line-keeper.ts';
import type { MailKind } from './mail-kind.ts';
import { tellOperator } from './operator-mail.ts';
import { evenly } from './pace.ts';
import { type Claimed, claim, takeStock, UNWANTED, type Wanted } from './store/claim.ts';
import { type Ending, endOld, finish, release } from './store/endings.ts';
import { pauseAll, pauseIfFailing, resumeAll } from './store/pauses.ts';
import { freeOwn } from './store/senders.ts';

/** What became of the mails of a round. */
export interface Tally {
  sent: number;
  failed: number;
  uncertain: number;
  cancelled: number;
  /** Tried again later. */
  putOff: number;
}

export type SenderOptions = Omit<Sending, 'sender'> & {
  /** Told to stop: mails that are being handed over end as they end, for `graceMs`. */
  signal: AbortSignal;
  graceMs?: number;
};

/** Sends what is due, as one of any number. */
export interface Sender {
  name: string;
  /** Sends until nothing is due, the mail server takes nothing, or it is told to stop. Throws when the database is away. */
  round: () => Promise<Tally>;
}

/** A name that no sender ever had. */
export function createSender(options: SenderOptions, worker: string): Sender {
  const sending: Sending = { ...options, sender: `${worker} ${randomUUID()}` };
  const pass = evenly(options.settings.smtp.perMinute, options.signal);
  return { name: sending.sender, round: () => round(sending, { ...options, pass }) };
}

type RoundOptions = SenderOptions & { pass: () => Promise<void> };

/** What the places of a round share. */
interface Round {
  sending: Sending;
  options: RoundOptions;
  tally: Tally;
  cut: AbortSignal;
  keepers: LineKeeper[];
  /** Kind and key of what was paused meanwhile. What of it was taken before is given back. */
  paused: Set<string>;
  next: () => Promise<Claimed | null>;
  /** Nothing more is begun. */
  halt: () => void;
  isHalted: () => boolean;
  giveBackAll: () => Promise<void>;
}

async function round(sending: Sending, options: RoundOptions): Promise<Tally> {
  const { db, settings } = sending;
  const { signal, graceMs = 4000 } = options;
  const tally: Tally = { sent: 0, failed: 0, uncertain: 0, cancelled: 0, putOff: 0 };
  if (signal.aborted) return tally;
  await freeOwn(db, sending.sender);
  const old = await endOld(db);
  tally.failed += old.failed;
  tally.cancelled += old.cancelled;
  const cutting = new AbortController();
  const onStop = () => setTimeout(() => cutting.abort(), graceMs).unref();
  signal.addEventListener('abort', onStop, { once: true });
  const keepers = lineKeepers(settings.smtp);
  const shared = {
    sending,
    options,
    tally,
    cut: cutting.signal,
    keepers,
    paused: new Set<string>(),
    ...queueOf(sending, options, tally),
  };
  try {
    const ended = await Promise.allSettled(keepers.map((keeper) => work(keeper, shared)));
    for (const each of ended) if (each.status === 'rejected') throw each.reason;
  } finally {
    signal.removeEventListener('abort', onStop);
    await Promise.allSettled([shared.giveBackAll()]);
    for (const keeper of keepers) keeper.close();
  }
  return tally;
}

/** Deliveries that were taken and not begun: a few, so that confirmations never wait behind an issue. */
function queueOf({ db, mails, settings, sender }: Sending, { signal }: SenderOptions, tally: Tally) {
  const [first, rest] = inOrder(Object.values(mails));
  const { concurrency, perMinute } = settings.smtp;
  const limit =
    perMinute === 0
      ? concurrency * 4
      : Math.min(concurrency * 4, Math.max(concurrency, Math.ceil(perMinute / 12)));
  const taken: Claimed[] = [];
  let isOver = false;
  let isHalted = false;
  let filling: Promise<void> | null = null;
  let hasTakenStock = false;
  const fill = async () => {
    for (const kinds of [first, rest]) {
      if (kinds.length === 0) continue;
      const more = await claim(db, { sender, kinds, limit });
      if (!hasTakenStock && more.taken.length === limit) {
        hasTakenStock = true;
        await takeStock(db);
      }
      tally.cancelled += more.cancelled;
      taken.push(...more.taken);
      if (more.taken.length + more.cancelled > 0) return;
    }
    isOver = true;
  };
  return {
    next: async (): Promise<Claimed | null> => {
      while (taken.length === 0 && !isOver && !signal.aborted) {
        filling ??= fill().finally(() => {
          filling = null;
        });
        await filling;
      }
      return isOver && taken.length === 0 ? null : signal.aborted ? null : (taken.shift() ?? null);
    },
    halt: () => {
      isOver = true;
      isHalted = true;
    },
    isHalted: () => isHalted,
    giveBackAll: async () => {
      const ids = taken.splice(0).map(({ deliveryId }) => deliveryId);
      await release(db, ids, sender);
    },
  };
}

/** Who waits for a mail before a screen comes first. */
function inOrder(mails: readonly MailKind[]): [Wanted[], Wanted[]] {
  const wanted = mails.map(({ kind, goesTo, listed }) => ({ kind, statuses: goesTo, listed }));
  return [wanted.filter(({ listed }) => !listed), wanted.filter(({ listed }) => listed)];
}

/** One place hands over one mail after another, until there is none. The next is composed meanwhile, and begun afterwards. */
async function work(keeper: LineKeeper, shared: Round): Promise<void> {
  const { sending, options, next, halt } = shared;
  const take = async (): Promise<Ready | null> => {
    const claimed = await next();
    return claimed && (await compose(claimed, sending));
  };
  let ahead = take();
  try {
    for (;;) {
      const ready = await ahead;
      // What is not handed over is given back below.
      if (ready === null || options.signal.aborted || shared.isHalted()) return;
      try {
        await options.pass();
      } catch {
        return;
      }
      ahead = take();
      ahead.catch(() => undefined);
      if (!(await serve(ready, keeper, shared))) return;
    }
  } catch (error) {
    halt();
    throw error;
  } finally {
    keeper.close();
    const left = await ahead.catch(() => null);
    if (left) await giveBack(left, shared).catch(() => undefined);
  }
}

function giveBack({ claimed }: Ready, { sending }: Round): Promise<void> {
  return release(sending.db, [claimed.deliveryId], sending.sender);
}

/** Hands over one mail and writes down how it ended. False: this place has nothing more to do. */
async function serve(ready: Ready, keeper: LineKeeper, shared: Round): Promise<boolean> {
  const { sending, cut, keepers, halt, giveBackAll } = shared;
  if (shared.paused.has(pauseName(ready.claimed))) {
    await giveBack(ready, shared);
    return true;
  }
  const attempted = await attempt(ready, { keeper, cut });
  if (attempted.kind === 'interrupted') {
    await lasting(() => giveBack(ready, shared), cut);
    return true;
  }
  if (attempted.kind !== 'away') {
    await settle(ready.claimed, attempted, shared);
    return true;
  }
  await giveBack(ready, shared);
  // One connection too many is for the others to do without.
  if (keepers.some((other) => other !== keeper && other.isOpen())) return false;
  halt();
  await giveBackAll();
  if (await pauseAll(sending.db, attempted.says))
    sending.log('mail-server-away', { reason: attempted.says, next: 'tried again every minute' });
  return false;
}

async function settle(claimed: Claimed, attempted: Attempted, shared: Round): Promise<void> {
  const { sending, cut, tally, giveBackAll } = shared;
  const { db, sender, log } = sending;
  const { deliveryId, kind, key, attempts } = claimed;
  const ending = endingFor(attempted, attempts);
  if (ending === null) return;
  const written = await lasting(() => finish(db, { deliveryId, sender }, ending), cut);
  if (!written) return;
  count(tally, ending);
  if (ending.state === 'sent' && tally.sent === 1) await resumeAll(db);
  if (ending.state === 'uncertain') log('mail-uncertain', { delivery: deliveryId, reason: ending.says });
  if (ending.state === 'failed') log('mail-failed', { delivery: deliveryId, reason: ending.says });
  if (ending.state !== 'failed' && ending.state !== 'pending') return;
  const paused = await pauseIfFailing(db, { kind, key });
  if (paused === null) return;
  shared.paused.add(pauseName(claimed));
  await giveBackAll();
  const resumes = paused.resumesAt.toISOString();
  log('mails-paused', { kind, key, reason: paused.reason, resumes });
  await tellOperator(sending, {
    subject: `Sending paused: ${kind} ${key}`,
    text: `${paused.reason}. Sending goes on by itself at ${resumes}, or at once with "census digest send".\n`,
  });
}

function pauseName({ kind, key }: Claimed): string {
  return `${kind} ${key}`;
}

function endingFor(attempted: Attempted, attempts: number): Ending | null {
  if (attempted.kind === 'unwanted') return { state: 'cancelled', says: UNWANTED };
  if (attempted.kind === 'nothing-to-say') return { state: 'cancelled', says: 'there is nothing to say' };
  if (attempted.kind === 'unsendable') return { state: 'failed', says: attempted.says, bounce: null };
  return attempted.kind === 'interrupted' ? null : endingOf(attempted, attempts);
}

function count(tally: Tally, { state }: Ending): void {
  if (state === 'pending') tally.putOff += 1;
  else tally[state] += 1;
}

/** Writes what must be written, also when the database is away for a while. Gives up when the sender is told to stop for good. */
async function lasting<T>(write: () => Promise<T>, cut: AbortSignal): Promise<T> {
  for (;;) {
    try {
      return await write();
    } catch (error) {
      if (cut.aborted) throw error;
      await wait(1000);
    }
  }
}
