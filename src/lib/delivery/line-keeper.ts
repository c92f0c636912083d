import { type Line, openLine } from './nodemailer.ts';
import type { SmtpSettings } from './settings.ts';

/** Mails over one connection: servers set limits of their own. */
const mostMails = 100;

/** One place for a connection, which is opened when a mail needs it, and used again. */
export interface LineKeeper {
  /** `used`: mails went over it before, and the server may have closed it since. Throws what nodemailer throws. */
  get: () => Promise<{ line: Line; used: boolean }>;
  isOpen: () => boolean;
  /** The next mail gets a new one. */
  drop: () => void;
  close: () => void;
}

/** As many places as mails are handed over at a time. They open one after another: a server that is full refuses those beyond. */
export function lineKeepers(smtp: SmtpSettings): LineKeeper[] {
  let turn: Promise<unknown> = Promise.resolve();
  const open = () => {
    const opened = turn.then(() => openLine(smtp));
    turn = opened.catch(() => undefined);
    return opened;
  };
  return Array.from({ length: smtp.concurrency }, () => lineKeeper(open));
}

function lineKeeper(open: () => Promise<Line>): LineKeeper {
  let line: Line | null = null;
  let mails = 0;
  const leave = (now: boolean) => {
    line?.close(now);
    line = null;
  };
  return {
    get: async () => {
      if (mails >= mostMails) leave(false);
      if (line?.isOpen()) {
        mails += 1;
        return { line, used: true };
      }
      line = await open();
      mails = 1;
      return { line, used: false };
    },
    isOpen: () => line?.isOpen() ?? false,
    drop: () => leave(true),
    close: () => leave(false),
  };
}
