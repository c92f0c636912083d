import { cleanSentence } from '../digest/clean.ts';
import type { Mail } from '../digest/mail.ts';
import { oneAddress } from '../subscribers/address.ts';
import type { Draft, Envelope } from './nodemailer.ts';
import type { MailSettings } from './settings.ts';

/** What is written on one mail. */
export interface Labels {
  /** Exactly one, as `oneAddress` gives it. */
  to: string;
  /** Says once and for all which mail it is: `2026-W47.42`. */
  name: string;
  /** Added to the address that bounces go to; null: nothing. */
  bounceTo: number | null;
  /** Where one click unsubscribes; null: not a mail of a list. */
  unsubscribeHref: string | null;
  date: Date;
}

/** Whom a mail is from, by the domain of its sender. */
const domainOf = ({ from }: Pick<MailSettings, 'from'>): string => from.address.replace(/^.*@/, '');

/** The `Message-ID` of a mail, which every attempt carries: receivers may tell a second copy by it. */
export function messageIdOf(name: string, settings: Pick<MailSettings, 'from'>): string {
  return `<${name.replaceAll(/[^\w.-]/g, '-')}@${domainOf(settings)}>`;
}

/** A mail with everything that stands on it. Throws for an address that is not exactly one. */
export function draftOf(mail: Mail, labels: Labels, settings: MailSettings): Draft {
  const to = onlyOne(labels.to);
  const domain = domainOf(settings);
  const cids = mail.pictures.map(({ cid }) => cid);
  return {
    from: { name: cleanSentence(settings.from.name), address: settings.from.address },
    to,
    replyTo: settings.replyTo,
    subject: cleanSentence(mail.subject),
    messageId: messageIdOf(labels.name, settings),
    date: labels.date,
    headers: headersOf(labels, settings, domain),
    // RFC 2392: what a `cid:` names looks like an address.
    html: cids.reduce((html, cid) => html.replaceAll(`"cid:${cid}"`, `"cid:${cid}@${domain}"`), mail.html),
    text: mail.text,
    pictures: mail.pictures.map((picture) => ({ ...picture, cid: `${picture.cid}@${domain}` })),
  };
}

/** Where it goes, and where it comes back to: `bounces+42@example.org` (VERP). */
export function envelopeOf({ to, bounceTo }: Pick<Labels, 'to' | 'bounceTo'>, { bounces }: MailSettings) {
  const from = bounceTo === null ? bounces : bounces.replace(/@(?=[^@]*$)/, `+${bounceTo}@`);
  return { from, to: onlyOne(to) } satisfies Envelope;
}

function headersOf(
  { unsubscribeHref, bounceTo }: Labels,
  { unsubscribe, from }: MailSettings,
  domain: string,
): Record<string, string> {
  const always = { 'Auto-Submitted': 'auto-generated' };
  if (unsubscribeHref === null) return always;
  const subject = bounceTo === null ? 'unsubscribe' : `unsubscribe%20${bounceTo}`;
  const ways = [
    `<${unsubscribeHref}>`,
    ...(unsubscribe === null ? [] : [`<mailto:${unsubscribe}?subject=${subject}>`]),
  ];
  return {
    ...always,
    'List-ID': `"${quotable(from.name)}" <digest.${domain}>`,
    'List-Unsubscribe': ways.join(', '),
    'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
  };
}

/** For between quotation marks in a header that is not encoded. */
function quotable(name: string): string {
  return cleanSentence(name).replaceAll(/[^\x20-\x7e]|["\\]/g, '') || 'Digest';
}

function onlyOne(text: string): string {
  const address = oneAddress(text);
  if (address === null || address !== text) throw new BadAddress();
  return address;
}

/** A mail was to go to something that is not exactly one address. Fate: it is not sent. */
export class BadAddress extends Error {
  override readonly name = 'BadAddress';
  constructor() {
    super('expected exactly one address');
  }
}
