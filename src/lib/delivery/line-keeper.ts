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

export function lineKeeper(smtp: SmtpSettings): LineKeeper {
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
      line = await openLine(smtp);
      mails = 1;
      return { line, used: false };
    },
    isOpen: () => line?.isOpen() ?? false,
    drop: () => leave(true),
    close: () => leave(false),
  };
}
