import type { KeyObject } from 'node:crypto';
import type { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { rootCertificates } from 'node:tls';
import DKIM from 'nodemailer/lib/dkim';
import MailComposer from 'nodemailer/lib/mail-composer';
import SMTPConnection from 'nodemailer/lib/smtp-connection';
import type { Mailbox } from '../../../db/mail-env.ts';
import type { SmtpSettings } from './settings.ts';

/** A mail in all its parts. Header values are on one line, and ASCII. */
export interface Draft {
  from: Mailbox;
  to: string;
  replyTo: string | null;
  subject: string;
  messageId: string;
  date: Date;
  headers: Readonly<Record<string, string>>;
  html: string;
  text: string;
  pictures: readonly { cid: string; filename: string; png: Buffer }[];
}

/** A mail as it travels, signed where there is a key. The same draft gives the same bytes, but for marks between its parts. */
export async function writeMessage(
  draft: Draft,
  dkim: { domain: string; selector: string; key: KeyObject } | null,
): Promise<Buffer> {
  const { from, to, replyTo, subject, messageId, date, html, text } = draft;
  const bytes = await new MailComposer({
    from,
    to: { name: '', address: to },
    ...(replyTo === null ? {} : { replyTo: { name: '', address: replyTo } }),
    subject,
    messageId,
    date,
    headers: Object.entries(draft.headers).map(([key, value]) => ({
      key,
      value: { prepared: true, foldLines: true, value },
    })),
    html,
    text,
    attachments: draft.pictures.map(({ cid, filename, png }) => ({
      cid,
      filename,
      content: png,
      contentType: 'image/png',
      contentDisposition: 'inline',
    })),
    disableFileAccess: true,
    disableUrlAccess: true,
  })
    .compile()
    .build();
  if (dkim === null) return bytes;
  const { domain: domainName, selector: keySelector, key: privateKey } = dkim;
  return await buffer(new DKIM({ domainName, keySelector, privateKey }).sign(bytes));
}

/** Where a mail goes on the way: one address, and where it comes back to. */
export interface Envelope {
  from: string;
  to: string;
}

/** A connection to a mail server that takes mails one after another. */
export interface Line {
  /** What the server said when it took the mail. Throws what nodemailer throws. */
  send: (envelope: Envelope, message: Readable, bytes: number) => Promise<string>;
  /** Makes it ready for another mail after one was refused. */
  reset: () => Promise<void>;
  isOpen: () => boolean;
  /** Says goodbye; `now` does not wait for an answer. */
  close: (now?: boolean) => void;
}

const connectMs = 30_000;
const silenceMs = 5 * 60_000;

/**
 * Opens a connection: TLS with a certificate that is checked, then the password, which is sent to nobody before. Throws what
 * nodemailer throws.
 */
export async function openLine(smtp: SmtpSettings): Promise<Line> {
  const { host, port, secure, startTls, user, password, authorities } = smtp;
  const connection = new SMTPConnection({
    host,
    port,
    secure,
    requireTLS: startTls,
    ignoreTLS: !startTls,
    opportunisticTLS: false,
    connectionTimeout: connectMs,
    greetingTimeout: connectMs,
    socketTimeout: silenceMs,
    logger: false,
    tls: { rejectUnauthorized: true, minVersion: 'TLSv1.2', ca: [...rootCertificates, ...authorities] },
  });
  try {
    await new Promise<void>((resolve, reject) => {
      connection.once('error', reject);
      connection.once('end', () => reject(new Error('the connection was closed')));
      connection.connect((error) => (error ? reject(error) : resolve()));
    });
    if (user !== null && password !== null) {
      const credentials = { user, pass: password.reveal() };
      await new Promise<void>((resolve, reject) => {
        connection.once('error', reject);
        connection.login({ credentials }, (error) => (error ? reject(error) : resolve()));
      });
    }
  } catch (error) {
    connection.close();
    throw error;
  }
  return lineOf(connection);
}

function lineOf(connection: SMTPConnection): Line {
  let open = true;
  connection.on('error', () => {
    open = false;
  });
  connection.once('end', () => {
    open = false;
  });
  const send: Line['send'] = (envelope, message, size) =>
    new Promise((resolve, reject) => {
      connection.send({ ...envelope, to: [envelope.to], size }, message, (error, done) => {
        if (error) reject(error);
        else resolve(done?.response ?? '');
      });
    });
  return {
    send,
    reset: () =>
      new Promise((resolve, reject) => connection.reset((error) => (error ? reject(error) : resolve()))),
    isOpen: () => open,
    close: (now = false) => {
      if (!open) return;
      open = false;
      if (now) connection.close();
      else connection.quit();
    },
  };
}
