import type { JobContext } from '../collectors/schedule/job.ts';
import { connect, type OpenDatabase } from '../db/client.ts';
import type { Env } from '../db/env.ts';
import { keepSending } from '../src/lib/delivery/keep-sending.ts';
import { MAILS } from '../src/lib/delivery/mails/index.ts';
import { createSender } from '../src/lib/delivery/sender.ts';
import { isSending, mailSettings, NOT_SENDING } from '../src/lib/delivery/settings.ts';
import { originOf } from './origin.ts';
import { workerName } from './worker-name.ts';

/**
 * Sends what is due until the worker stops. On connections of its own, which wait for the disk: that a mail was begun must
 * survive everything. Without a mail server, says so and does nothing.
 */
export async function sendMails(
  { connection }: Pick<OpenDatabase, 'connection'>,
  { env, effects }: { env: Env; effects: JobContext['effects'] },
): Promise<void> {
  const { log, signal, sleep } = effects;
  const settings = mailSettings(env);
  if (!isSending(settings)) return log('mail-off', { says: NOT_SENDING });
  while (!signal.aborted) {
    try {
      const db = await connect(connection, {
        max: settings.smtp.concurrency + 2,
        applicationName: 'open-model-census mail',
      });
      try {
        const sender = createSender(
          { db, settings, origin: originOf(env), mails: MAILS, log, signal },
          workerName(),
        );
        log('sender-started', { sender: sender.name, server: settings.smtp.host });
        await keepSending(sender, { db, log, signal });
      } finally {
        await db.end({ timeout: 2 });
      }
    } catch (error) {
      if (signal.aborted) return;
      log('sender-failed', { reason: error instanceof Error ? error.name : 'unknown', next: 'in a minute' });
      await sleep(60_000).catch(() => undefined);
    }
  }
}
