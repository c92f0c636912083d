import { createPrivateKey, type KeyObject, X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { Env } from '../../../db/env.ts';
import { ConfigError } from '../../../db/errors.ts';
import type { Mailbox, SmtpPlace } from '../../../db/mail-env.ts';

/** How a mail server is reached. */
export interface SmtpSettings extends SmtpPlace {
  /** Certificates (PEM) that vouch for it beside those that everybody trusts. */
  authorities: readonly string[];
  /** Mails handed over at a time. */
  concurrency: number;
  /** Mails handed over in a minute; 0: any number. */
  perMinute: number;
}

/** What stands on mail, and who signs it. */
export interface MailSettings {
  from: Mailbox;
  replyTo: string | null;
  /** Where bounces go, before the number of the delivery is added. */
  bounces: string;
  /** Takes mails that ask to unsubscribe. */
  unsubscribe: string | null;
  operator: string | null;
  dkim: { domain: string; selector: string; key: KeyObject } | null;
  /** Null: no mail is sent. */
  smtp: SmtpSettings | null;
}

/** Settings with a mail server. */
export type SendingSettings = MailSettings & { smtp: SmtpSettings };

/** What the environment says, with its files read. Throws ConfigError for a file that cannot be used. */
export function mailSettings({ mail }: Pick<Env, 'mail'>): MailSettings {
  const from = mail.from ?? { name: 'Open Model Census', address: 'digest@census.invalid' };
  return {
    from,
    replyTo: mail.replyTo,
    bounces: mail.bounces ?? from.address,
    unsubscribe: mail.unsubscribe,
    operator: mail.operator,
    dkim: mail.dkim && {
      domain: mail.dkim.domain,
      selector: mail.dkim.selector,
      key: readKey(mail.dkim.keyFile),
    },
    smtp: mail.smtp && {
      ...mail.smtp,
      authorities: mail.caFile === null ? [] : readAuthorities(mail.caFile),
      concurrency: mail.concurrency,
      perMinute: mail.perMinute,
    },
  };
}

/** Whether mail is sent at all. */
export function isSending(settings: MailSettings): settings is SendingSettings {
  return settings.smtp !== null;
}

/** What is said where no mail is sent. */
export const NOT_SENDING = 'no mail is sent: SMTP_URL is not set';

function readKey(file: string): KeyObject {
  const key = reading('DKIM_KEY_FILE', file, (text) => createPrivateKey(text));
  if (key.asymmetricKeyType !== 'rsa')
    throw new ConfigError([`DKIM_KEY_FILE: expected a private RSA key, got ${key.asymmetricKeyType}`]);
  return key;
}

function readAuthorities(file: string): string[] {
  return reading('SMTP_CA_FILE', file, (text) => {
    const found = text.match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g) ?? [];
    if (found.length === 0) throw new Error('it holds no certificate');
    return found.map((one) => new X509Certificate(one).toString());
  });
}

function reading<T>(name: string, file: string, use: (text: string) => T): T {
  try {
    return use(readFileSync(file, 'utf8'));
  } catch (error) {
    const says = error instanceof Error ? error.message : String(error);
    throw new ConfigError([`${name}: ${file} cannot be used: ${says}`], { cause: error });
  }
}
