import type { Db } from '../../../db/client.ts';
import type { Sender } from './sender.ts';
import { beat, freeAbandoned, readSenders, signOff } from './store/senders.ts';
import type { Tell } from './tell.ts';

/** Milliseconds: between signs of life, until a sender without one is gone, and between looks at what is due. */
export interface Pace {
  beatMs: number;
  goneMs: number;
  lookMs: number;
}

export const PACE: Pace = { beatMs: 10_000, goneMs: 60_000, lookMs: 30_000 };

interface Keeping {
  db: Db;
  log: Tell;
  signal: AbortSignal;
  pace?: Pace;
  /** Called when mails of a dead sender are to be sent again. */
  onFreed?: () => void;
}

/** Sends what is due as soon as it is, until told to stop. */
export async function keepSending(sender: Sender, keeping: Keeping): Promise<void> {
  const { db, log, signal, pace = PACE } = keeping;
  const bell = bellOf(signal);
  await amongSenders(sender, { ...keeping, onFreed: bell.ring }, async () => {
    const listening = await db.listen('deliveries', bell.ring, bell.ring);
    try {
      while (!signal.aborted) {
        try {
          const tally = await sender.round();
          if (Object.values(tally).some((count) => count > 0)) log('mails-sent', { ...tally });
        } catch (error) {
          // Most likely the database is away. What was taken is freed once this sender or another can.
          if (!signal.aborted) log('sending-failed', { reason: nameOf(error) });
        }
        await bell.rung(pace.lookMs);
      }
    } finally {
      await Promise.race([listening.unlisten(), rest(1000)]).catch(() => undefined);
    }
  });
}

/** Does something as a sender that others see, and that sees when others are gone. */
export async function amongSenders<T>(
  { name }: Sender,
  { db, log, pace = PACE, onFreed }: Keeping,
  work: () => Promise<T>,
): Promise<T> {
  const seen = new Map<string, { beats: string; since: number }>();
  const look = async () => {
    await beat(db, name);
    const now = performance.now();
    const there = await readSenders(db);
    for (const sender of [...seen.keys()])
      if (!there.some((each) => each.sender === sender)) seen.delete(sender);
    const still = there.filter(({ sender, beats }) => {
      const before = seen.get(sender);
      if (before?.beats !== beats) seen.set(sender, { beats, since: now });
      // By a clock of our own that only runs forward: no clock that is set makes a sender gone, or keeps it alive.
      return sender !== name && before?.beats === beats && now - before.since >= pace.goneMs;
    });
    const { again, uncertain } = await freeAbandoned(db, still);
    if (again + uncertain > 0) log('deliveries-freed', { again, uncertain });
    if (again > 0) onFreed?.();
  };
  await look();
  let looking: Promise<void> = Promise.resolve();
  let isLooking = false;
  const timer = setInterval(() => {
    if (isLooking) return;
    isLooking = true;
    looking = look()
      .catch((error: unknown) => log('sender-not-heard', { reason: nameOf(error) }))
      .finally(() => {
        isLooking = false;
      });
  }, pace.beatMs);
  try {
    return await work();
  } finally {
    clearInterval(timer);
    await looking;
    await Promise.race([signOff(db, name), rest(1000)]).catch(() => undefined);
  }
}

/** Rings when something may be due. A ring while nobody waits is not lost. */
function bellOf(signal: AbortSignal) {
  let isRung = false;
  let wake = () => {};
  const ring = () => {
    isRung = true;
    wake();
  };
  signal.addEventListener('abort', ring, { once: true });
  return {
    ring,
    rung: async (ms: number): Promise<void> => {
      if (!isRung && !signal.aborted) {
        const { promise, resolve } = Promise.withResolvers<void>();
        wake = resolve;
        const timer = setTimeout(resolve, ms);
        await promise;
        clearTimeout(timer);
      }
      isRung = false;
    },
  };
}

function rest(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms).unref());
}

/** An error of the database without its parameters, which may be addresses. */
function nameOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown';
  const code: unknown = Reflect.get(error, 'code');
  return typeof code === 'string' ? `${error.name} ${code}` : error.name;
}
