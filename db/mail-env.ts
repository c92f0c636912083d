import { z } from 'zod';
import { Secret } from './secret.ts';

/** A name and an address, as `Open Model Census <digest@example.org>` says them. */
export interface Mailbox {
  name: string;
  address: string;
}

/** The mail server that takes what we send. */
export interface SmtpPlace {
  host: string;
  port: number;
  /** TLS from the first byte on. */
  secure: boolean;
  /** Whether a connection that began without TLS must turn to it. Both false: no TLS at all, on this machine alone. */
  startTls: boolean;
  user: string | null;
  password: Secret | null;
}

const plainAddress = /^[^\s@<>,;:"()[\]\\\p{C}]{1,64}@[a-z\d]([a-z\d.-]{0,250}[a-z\d])?$/iu;
const address = z
  .string()
  .regex(plainAddress, 'expected one address, as digest@example.org')
  .transform((text) => text.replace(/@.*$/, (domain) => domain.toLowerCase()))
  .optional();
const mailbox = z
  .string()
  .transform((text): Mailbox | null => {
    const [, name = '', inside] = /^([^<>\p{C}]*)<([^<>]+)>$/u.exec(text) ?? [];
    const found = inside ?? text;
    return plainAddress.test(found) ? { name: name.trim().replace(/^"(.*)"$/, '$1'), address: found } : null;
  })
  .refine((box) => box !== null, 'expected Open Model Census <digest@example.org>')
  .optional();
const smtpPlace = z
  .string()
  .transform(placeOf)
  .refine(
    (place) => place !== null,
    'expected smtp://user:password@mail.example.org:587, or smtps:// for TLS from the first byte on',
  )
  .optional();
const domain = z
  .string()
  .regex(/^(?=.{4,253}$)([a-z\d]([a-z\d-]*[a-z\d])?\.)+[a-z\d-]+$/, 'expected a domain, as example.org')
  .optional();
const number = (least: number, most: number, otherwise: number) => {
  const says = `expected a whole number from ${least} to ${most}`;
  return z
    .string()
    .regex(/^\d{1,9}$/, says)
    .transform(Number)
    .refine((given) => given >= least && given <= most, says)
    .default(otherwise);
};

/** The variables about mail. */
export const mailShape = {
  SMTP_URL: smtpPlace,
  SMTP_TLS: z.enum(['on', 'off']).default('on'),
  SMTP_CA_FILE: z.string().optional(),
  SMTP_CONCURRENCY: number(1, 50, 4),
  SMTP_PER_MINUTE: number(0, 1_000_000, 0),
  MAIL_FROM: mailbox,
  MAIL_REPLY_TO: address,
  MAIL_BOUNCES: address,
  MAIL_UNSUBSCRIBE: address,
  MAIL_OPERATOR: address,
  DKIM_DOMAIN: domain,
  DKIM_SELECTOR: z
    .string()
    .regex(/^[a-z\d]([a-z\d.-]{0,61}[a-z\d])?$/i, 'expected a word, as census1')
    .optional(),
  DKIM_KEY_FILE: z.string().optional(),
} as const;

type Said = z.infer<z.ZodObject<typeof mailShape>>;

/** What is wrong with them together: the variable, and what is expected of it. */
export function mailProblems(is: Said & { PUBLIC_URL?: string | undefined }): [keyof Said, string][] {
  const { SMTP_URL: smtp } = is;
  const problems: [keyof Said, string][] = [];
  const signs = [is.DKIM_DOMAIN, is.DKIM_SELECTOR, is.DKIM_KEY_FILE].filter((each) => each !== undefined);
  if (signs.length % 3 !== 0)
    problems.push(['DKIM_DOMAIN', 'expected together with DKIM_SELECTOR and DKIM_KEY_FILE']);
  if (!smtp) return problems;
  const isLocal = localHost.test(smtp.host);
  if (!is.MAIL_FROM) problems.push(['MAIL_FROM', 'expected beside SMTP_URL: mail needs a sender']);
  if (is.SMTP_TLS === 'off' && !isLocal)
    problems.push(['SMTP_TLS', 'expected on: without TLS mail goes to this machine alone']);
  if (is.SMTP_TLS === 'off' && smtp.user !== null)
    problems.push(['SMTP_TLS', 'expected on: a password is never sent without TLS']);
  if (!is.PUBLIC_URL && !isLocal)
    problems.push(['SMTP_URL', 'expected beside PUBLIC_URL, where links in mails lead']);
  return problems;
}

/** What the environment says of mail. `smtp` null: no mail is sent. */
export function mailOfEnv(is: Said) {
  const { SMTP_URL: smtp, DKIM_DOMAIN, DKIM_SELECTOR, DKIM_KEY_FILE } = is;
  const signs = DKIM_DOMAIN !== undefined && DKIM_SELECTOR !== undefined && DKIM_KEY_FILE !== undefined;
  return {
    smtp: smtp ? { ...smtp, startTls: !smtp.secure && is.SMTP_TLS === 'on' } : null,
    caFile: is.SMTP_CA_FILE ?? null,
    concurrency: is.SMTP_CONCURRENCY,
    /** 0: as fast as it goes. */
    perMinute: is.SMTP_PER_MINUTE,
    from: is.MAIL_FROM ?? null,
    replyTo: is.MAIL_REPLY_TO ?? null,
    bounces: is.MAIL_BOUNCES ?? null,
    unsubscribe: is.MAIL_UNSUBSCRIBE ?? null,
    operator: is.MAIL_OPERATOR ?? null,
    dkim: signs ? { domain: DKIM_DOMAIN, selector: DKIM_SELECTOR, keyFile: DKIM_KEY_FILE } : null,
  };
}

export type MailEnv = ReturnType<typeof mailOfEnv>;

const localHost = /^(localhost|127(\.\d{1,3}){3}|::1)$/;

function placeOf(text: string): SmtpPlace | null {
  if (!/^smtps?:\/\/\S+$/.test(text) || !URL.canParse(text)) return null;
  // A scheme of the web: others keep the host as it was written.
  const { hostname, port, username, password, pathname, search, hash } = new URL(
    text.replace(/^smtps?/, 'https'),
  );
  if (hostname === '' || pathname !== '/' || search !== '' || hash !== '') return null;
  if ((username === '') !== (password === '')) return null;
  const secure = text.startsWith('smtps');
  // As the web's own port is left out of an address of the web.
  const named = /:(\d+)\/?$/.exec(text)?.[1];
  try {
    return {
      host: hostname.replace(/^\[(.*)\]$/, '$1'),
      port: Number(port || named || (secure ? 465 : 587)),
      secure,
      startTls: !secure,
      user: username === '' ? null : decodeURIComponent(username),
      password: password === '' ? null : new Secret(decodeURIComponent(password)),
    };
  } catch {
    return null;
  }
}
