import type { Db } from '../db/client.ts';
import type { Env } from '../db/env.ts';
import { mailOfIssue } from '../src/lib/delivery/nobody.ts';
import { tellOperator, writeEml } from '../src/lib/delivery/operator-mail.ts';
import { isSending, mailSettings, NOT_SENDING } from '../src/lib/delivery/settings.ts';
import { enqueueIssue } from '../src/lib/delivery/store/enqueue.ts';
import type { Tell } from '../src/lib/delivery/tell.ts';
import type { Period } from '../src/lib/digest/period.ts';
import { originOf } from './origin.ts';

/** Whom a mail is to that is to nobody in particular: no such domain will ever be (RFC 2606). */
export const NOBODY = 'readers@census.invalid';

/** Puts an issue on its way to its subscribers; without a mail server, into a file. Returns what was done, in words. */
export async function mailIssue(db: Db, env: Env, issue: string): Promise<string> {
  const settings = mailSettings(env);
  if (isSending(settings)) {
    const mails = await enqueueIssue(db, issue);
    if (mails === 0) return 'no new mails';
    return mails === 1 ? '1 mail is on its way' : `${mails.toLocaleString('en')} mails are on their way`;
  }
  const found = await mailOfIssue(db, issue, originOf(env));
  if (found === null) return NOT_SENDING;
  const file = await writeEml(found.mail, { to: NOBODY, name: issue }, { settings, dataDir: env.dataDir });
  return `${NOT_SENDING}; as a mail it is in ${file}`;
}

/** Tells the operator that there is no issue of a week or month, in the log and, where there is an address, by mail. */
export async function tellWithheld(
  { env, log }: { env: Env; log: Tell },
  { period, reason }: { period: Pick<Period, 'kind' | 'name'>; reason: string },
): Promise<void> {
  const { kind, name } = period;
  log('digest-withheld', { period: name, reason });
  const text = `${reason}\n\nSubscribers got nothing. To build it all the same: census digest build --${kind} ${name}\n`;
  await tellOperator(
    { settings: mailSettings(env), log },
    { subject: `The digest of ${name} is withheld`, text },
  );
}
