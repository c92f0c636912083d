import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import type { Mail } from '../digest/mail.ts';
import { escapeText } from '../digest/markup.ts';
import { draftOf, envelopeOf, type Labels } from './message.ts';
import { openLine, writeMessage } from './nodemailer.ts';
import { outcomeOf, withoutAddresses } from './outcome.ts';
import { isSending, type MailSettings, type SendingSettings } from './settings.ts';
import type { Tell } from './tell.ts';

/** What an operator is told. */
export interface Notice {
  subject: string;
  text: string;
}

/** Sends one mail to the operator where one is named. What goes wrong with it stands in the log, and stops nothing. */
export async function tellOperator(
  { settings, log }: { settings: MailSettings; log: Tell },
  { subject, text }: Notice,
): Promise<void> {
  const { operator } = settings;
  if (operator === null || !isSending(settings)) return;
  const html = `<!doctype html><html lang="en"><title>${escapeText(subject)}</title><p>${escapeText(text)}</p></html>`;
  try {
    await sendOne({ subject, text, html, pictures: [] }, { to: operator, name: nameNow('notice') }, settings);
    log('operator-told', { subject });
  } catch (error) {
    const reason = error instanceof NotTaken ? error.message : withoutAddresses(String(error), operator);
    log('operator-not-told', { subject, reason });
  }
}

/** A mail server did not take a mail that was sent by hand. Its words are without addresses. */
export class NotTaken extends Error {
  override readonly name = 'NotTaken';
}

/** Sends one mail beside all lists, now. Returns what the server said. Throws NotTaken. */
export async function sendOne(
  mail: Mail,
  { to, name }: Pick<Labels, 'to' | 'name'>,
  settings: SendingSettings,
): Promise<string> {
  const labels = { to, name, bounceTo: null, unsubscribeHref: null, date: new Date() };
  const message = await writeMessage(draftOf(mail, labels, settings), settings.dkim);
  let connected = false;
  try {
    const line = await openLine(settings.smtp);
    connected = true;
    try {
      const body = Readable.from([message], { objectMode: false });
      return withoutAddresses(await line.send(envelopeOf(labels, settings), body, message.length), to);
    } finally {
      line.close();
    }
  } catch (error) {
    throw new NotTaken(outcomeOf(error, { connected, whole: true }, to).says, { cause: error });
  }
}

/** Writes a mail as a file that mail programs open, into `mail/` of the data folder. Returns where. */
export async function writeEml(
  mail: Mail,
  { to, name }: Pick<Labels, 'to' | 'name'>,
  { settings, dataDir }: { settings: MailSettings; dataDir: string },
): Promise<string> {
  const labels = { to, name, bounceTo: null, unsubscribeHref: null, date: new Date() };
  const message = await writeMessage(draftOf(mail, labels, settings), settings.dkim);
  const folder = join(dataDir, 'mail');
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const file = join(folder, `${name}.eml`);
  await writeFile(file, message, { mode: 0o600 });
  return file;
}

/** A name that no other notice has. */
export function nameNow(what: string): string {
  return `${what}.${Date.now()}`;
}
