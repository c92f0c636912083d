import type { Db } from '../../../db/client.ts';
import type { Mail } from '../digest/mail.ts';
import type { Preferences } from '../subscribers/preferences.ts';

/** Kinds of mail: the column `deliveries.kind`. */
export const MAIL_KINDS = ['issue', 'month', 'alert', 'confirm'] as const;
export type MailKindId = (typeof MAIL_KINDS)[number];

/** Who gets a mail, as of the moment it is sent. */
export interface Recipient {
  subscriberId: number;
  email: string;
  preferences: Preferences;
  confirmedAt: Date | null;
}

/** What a mail is composed from. */
export interface Composing {
  db: Db;
  /** Where readers find the site, without a slash at the end. */
  origin: string;
  /** `deliveries.key` and `deliveries.payload`. */
  key: string;
  payload: unknown;
  recipient: Recipient;
  /** Whole addresses with tokens of this one mail: `links.unsubscribe()`. A token is issued when it is asked for. */
  links: Readonly<Record<'confirm' | 'manage' | 'unsubscribe', () => Promise<string>>>;
}

/** A kind of mail: one file in `mails/`, one line in `mails/index.ts`. */
export interface MailKind {
  kind: MailKindId;
  /** Of whom a mail is still wanted when its turn comes; of all others it is cancelled. */
  goesTo: readonly ('active' | 'unconfirmed')[];
  /** Whether it comes without being asked for each time: it then carries ways to unsubscribe. */
  listed: boolean;
  /** Null: there is nothing to say any more, and it is cancelled. */
  compose: (about: Composing) => Promise<Mail | null>;
}
