import { randomBytes } from 'node:crypto';
import { createTransport } from 'nodemailer';
import { openDatabase } from '../../db/client.ts';
import { mailOf, readMailPictures } from '../../src/lib/digest/mail.ts';
import type { Payload } from '../../src/lib/digest/payload.ts';
import { readIssue } from '../../src/lib/metrics/digest-issues.ts';
import { fail } from '../log.ts';
import { BENCH_ORIGIN, benchSettings, FOLLOWS, followers, type MailingInput } from './digest-mailing.ts';
import { answerParent, inputFromParent } from './processes.ts';

const MARK = 't'.repeat(43);

/**
 * The floor: the same messages, composed before, with another link in each, handed to a pool of nodemailer as it comes. No
 * database, no states, no question whether anybody still wants them.
 */
async function main(): Promise<void> {
  const { dataDir, issue: name, port, subscribers } = inputFromParent<MailingInput>();
  const opened = await openDatabase({ databaseUrl: undefined, dataDir }, () => undefined);
  const issue = await readIssue<Payload>(opened.db, name);
  if (issue === null) throw new Error(`there is no issue ${name}`);
  const pictures = await readMailPictures(opened.db, name);
  await opened.close();
  const personal = {
    why: 'You get this because you confirmed it on 1 November 2026.',
    chosen: null,
    manageHref: `${BENCH_ORIGIN}/digest/settings/${MARK}`,
    unsubscribeHref: `${BENCH_ORIGIN}/digest/unsubscribe/${MARK}`,
  };
  const whole = mailOf(issue, pictures, { origin: BENCH_ORIGIN, personal, focus: {} });
  const focused = mailOf(issue, pictures, { origin: BENCH_ORIGIN, personal, focus: followers.focus });
  const { smtp } = benchSettings(port);
  const transport = createTransport({
    pool: true,
    host: smtp.host,
    port,
    ignoreTLS: true,
    maxConnections: smtp.concurrency,
  });
  const from = performance.now();
  let next = 0;
  const hand = async () => {
    for (let n = next++; n < subscribers; n = next++) {
      const { subject, html, text, pictures: inside } = n % FOLLOWS === 0 ? focused : whole;
      const token = randomBytes(32).toString('base64url');
      const unsubscribe = `${BENCH_ORIGIN}/digest/unsubscribe/${token}`;
      await transport.sendMail({
        from: 'Open Model Census <digest@example.org>',
        to: { name: '', address: `reader${n}@example.com` },
        envelope: { from: `bounces+${n}@example.org`, to: `reader${n}@example.com` },
        subject,
        messageId: `<floor.${n}@example.org>`,
        headers: {
          'Auto-Submitted': 'auto-generated',
          'List-ID': '"Open Model Census" <digest.example.org>',
          'List-Unsubscribe': `<${unsubscribe}>`,
          'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
        },
        html: html.replaceAll(MARK, token),
        text: text.replaceAll(MARK, token),
        attachments: inside.map(({ cid, filename, png }) => ({ cid, filename, content: png })),
      });
    }
  };
  await Promise.all(Array.from({ length: smtp.concurrency }, hand));
  const seconds = (performance.now() - from) / 1000;
  transport.close();
  answerParent({ seconds });
}

main().catch(fail);
