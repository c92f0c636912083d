/** How handing over a mail ended. `says`: words of the server, or why there were none. */
export type Outcome =
  | { kind: 'taken'; says: string }
  /** Refused for good: it will be so again. `hard`: there is no such mailbox. */
  | { kind: 'bounced'; says: string; hard: boolean }
  /** Refused for now, or cut off before the end of the message. */
  | { kind: 'put-off'; says: string }
  /** The server takes no mail at all, or none of ours: nothing is said of this one. */
  | { kind: 'away'; says: string }
  /** The whole message was sent, and no answer came. */
  | { kind: 'unknown'; says: string };

/** How far a message was when it failed. */
export interface Progress {
  /** A connection that takes mails stood. */
  connected: boolean;
  /** The server asked for the message, and its last byte may have been sent. */
  whole: boolean;
}

interface Failure {
  response: string | null;
  command: string;
  code: string;
  message: string;
}

/** What an error of nodemailer says of a mail. */
export function outcomeOf(error: unknown, { connected, whole }: Progress, address: string): Outcome {
  const { response, command, code, message } = failureOf(error);
  const status = Number(/^\d{3}/.exec(response ?? '')?.[0] ?? 0);
  const says = withoutAddresses(response ?? `${code} ${message}`.trim(), address);
  if (!connected) return { kind: 'away', says };
  if (status === 421) return { kind: 'put-off', says };
  // Whom mail is from is the same in every mail: the next would be refused as well.
  if (status >= 500 && command === 'MAIL FROM') return { kind: 'away', says };
  if (status >= 500 && (command === 'RCPT TO' || command === 'DATA')) {
    return { kind: 'bounced', says, hard: isNoMailbox(response ?? '') };
  }
  if (status >= 400) return { kind: 'put-off', says };
  return whole ? { kind: 'unknown', says } : { kind: 'put-off', says };
}

/** RFC 3463 §3.2: the address is bad. 5.1.7 and 5.1.8 are about ours; 550 alone may mean anything. */
function isNoMailbox(response: string): boolean {
  return /^5\d\d[ -]5\.1\.(0|1|2|3|6|10)\b/.test(response);
}

function failureOf(error: unknown): Failure {
  const text = (name: string): string | null => {
    const value: unknown = error instanceof Error ? Reflect.get(error, name) : undefined;
    return typeof value === 'string' ? value : null;
  };
  return {
    response: text('response'),
    command: text('command') ?? '',
    code: text('code') ?? '',
    message: error instanceof Error ? error.message : String(error),
  };
}

const longest = 200;

/** Words of a mail server without anything that looks like an address, on one line. */
export function withoutAddresses(words: string, address = ''): string {
  const local = address.replace(/@.*$/, '');
  const named = [address, local].filter((each) => each !== '').map(escaped);
  const cut = named.reduce(
    (text, each) => text.replaceAll(new RegExp(`(?<![\\w.+-])${each}(?![\\w+-])`, 'gi'), '…'),
    words.toWellFormed(),
  );
  return cut
    .replaceAll(/[^\s<>()"',;:]+(@|=40|%40)[^\s<>()"',;:]*/gi, '…')
    .replaceAll(/[\p{Cc}\p{Cf}\s]+/gu, ' ')
    .trim()
    .slice(0, longest);
}

function escaped(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
