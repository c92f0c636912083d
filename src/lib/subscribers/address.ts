import { domainToASCII } from 'node:url';

/** RFC 5321 §4.5.3.1: what a mail server must take, and no more. */
const longestAddress = 254;
const longestLocalPart = 64;

/**
 * One address and nothing beside it, as mail is sent to it: the domain in lower case and ASCII. Null for anything else, quoted local
 * parts and address literals among them.
 */
export function oneAddress(text: string): string | null {
  const parts = /^([^\s@,;:<>()[\]"\\\p{C}]+)@([^\s@,;:<>()[\]"\\\p{C}]+)$/u.exec(text.trim());
  const [, local, domain] = parts ?? [];
  if (local === undefined || domain === undefined) return null;
  // biome-ignore lint/suspicious/noControlCharactersInRegex: what is not ASCII needs servers that few have (SMTPUTF8)
  if (!/^[\x00-\x7f]+$/.test(local) || local.length > longestLocalPart) return null;
  if (local.startsWith('.') || local.endsWith('.') || local.includes('..')) return null;
  const host = domainToASCII(domain).toLowerCase();
  if (!/^(?=.{4,253}$)([a-z\d]([a-z\d-]{0,61}[a-z\d])?\.)+[a-z][a-z\d-]*[a-z\d]$/.test(host)) return null;
  const address = `${local}@${host}`;
  return address.length > longestAddress ? null : address;
}
