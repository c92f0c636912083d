import { amongSenders } from '../../src/lib/delivery/keep-sending.ts';
import { MAILS } from '../../src/lib/delivery/mails/index.ts';
import { mailOfPeriod, mailOfPreview } from '../../src/lib/delivery/nobody.ts';
import { NotTaken, nameNow, sendOne, writeEml } from '../../src/lib/delivery/operator-mail.ts';
import { createSender, type Tally } from '../../src/lib/delivery/sender.ts';
import {
  isSending,
  type MailSettings,
  mailSettings,
  NOT_SENDING,
  type SendingSettings,
} from '../../src/lib/delivery/settings.ts';
import { enqueueIssue, readAddressees } from '../../src/lib/delivery/store/enqueue.ts';
import { resume } from '../../src/lib/delivery/store/pauses.ts';
import { countWaiting } from '../../src/lib/delivery/store/report.ts';
import { asTest } from '../../src/lib/delivery/test-mail.ts';
import { type IssueLine, readEditions } from '../../src/lib/metrics/digest-issues.ts';
import { oneAddress } from '../../src/lib/subscribers/address.ts';
import { UsageError } from '../log.ts';
import { mailIssue } from '../mail-issue.ts';
import { originOf } from '../origin.ts';
import { workerName } from '../worker-name.ts';
import type { CensusCommand, CommandRun } from './command.ts';
import { askedPeriod } from './digest-period.ts';

export const digestSend: CensusCommand = {
  says: 'sends the issue of a week or month to its subscribers, or to one address as a test',
  help: `Sends the newest issue of the week that is over, or of --week or --month, to everybody who chose every week, or every month,
and confirmed before its first issue was built, and who does not have it: the worker does so by itself, but for corrections. Goes on
at once with an issue whose sending was paused. Nobody gets an issue twice, also where a worker sends at the same time.

With --test, sends it to one address instead, marked as a test; a week without an issue is composed for it, and not built.
Without SMTP_URL, nothing is sent: the mail is written as a file into mail/ of the data folder.

  --week WEEK     an ISO week, as 2026-W47
  --month MONTH   a month, as 2026-11
  --test ADDRESS  to this address alone
  --dry-run       lists who would get it, and why; changes nothing`,
  examples: ['digest send --test you@example.org', 'digest send --dry-run', 'digest send --week 2026-W47'],
  exits: '0 all is sent, 1 some is not, and why',
  options: {
    week: { type: 'string' },
    month: { type: 'string' },
    test: { type: 'string' },
    'dry-run': { type: 'boolean' },
  },
  loadsReference: true,
  run: send,
};

async function send(run: CommandRun): Promise<number> {
  const { db, env, values, json, print } = run;
  const settings = mailSettings(env);
  if (typeof values['test'] === 'string') return await sendTest(run, settings, values['test']);
  const { period } = askedPeriod(run);
  const newest = (await readEditions(db, period)).at(-1);
  if (newest === undefined) {
    const says = `No issue of ${period.name} is built: census digest build --${period.kind} ${period.name}`;
    print(json ? JSON.stringify({ problem: says }) : says);
    return 1;
  }
  if (values['dry-run'] === true) return await listAddressees(run, newest.issue);
  if (!isSending(settings)) {
    const says = await mailIssue(db, env, newest.issue);
    print(json ? JSON.stringify({ issue: newest.issue, problem: says }) : `${newest.issue}: ${says}.`);
    return 1;
  }
  return await sendNow(run, settings, newest);
}

async function sendNow(
  run: CommandRun,
  settings: SendingSettings,
  { issue, period }: Pick<IssueLine, 'issue' | 'period'>,
): Promise<number> {
  const { db, env, json, print, log, signal } = run;
  const about = { kind: period === 'month' ? 'month' : 'issue', key: issue };
  await resume(db, about);
  const added = await enqueueIssue(db, issue);
  const sender = createSender(
    { db, settings, origin: originOf(env), mails: MAILS, log, signal },
    workerName(),
  );
  const tally = await amongSenders(sender, { db, log, signal }, () => sender.round());
  const waiting = await countWaiting(db, about);
  if (json) print(JSON.stringify({ issue, added, ...tally, waiting }));
  else {
    print(`${issue}: ${added} new mails. ${inWords(tally)}.`);
    if (waiting > 0)
      print(`${waiting} wait: the worker tries them again, or this command does. See census digest status.`);
  }
  return waiting === 0 && tally.failed + tally.uncertain + tally.putOff === 0 ? 0 : 1;
}

function inWords({ sent, failed, uncertain, cancelled, putOff }: Tally): string {
  return `${sent} sent, ${failed} failed, ${uncertain} uncertain, ${cancelled} cancelled, ${putOff} put off`;
}

async function listAddressees({ db, json, print }: CommandRun, issue: string): Promise<number> {
  const all = await readAddressees(db, issue);
  const shown = all.map(({ email, ...rest }) => ({ ...rest, address: masked(email) }));
  if (json) {
    print(JSON.stringify({ issue, subscribers: shown }));
    return 0;
  }
  for (const { subscriberId, address, gets, why } of shown)
    print(`${String(subscriberId).padStart(8)}  ${gets ? 'gets it' : '   -   '}  ${address}  ${why}`);
  print(`${issue} would go to ${all.filter(({ gets }) => gets).length} of ${all.length} subscribers.`);
  return 0;
}

/** `y…@example.org` */
function masked(email: string): string {
  return email.replace(/^(.)[^@]*/u, '$1…');
}

async function sendTest(run: CommandRun, settings: MailSettings, given: string): Promise<number> {
  const { db, env, json, print } = run;
  const to = oneAddress(given);
  if (to === null) throw new UsageError(`--test takes exactly one address, as you@example.org.`);
  const asked = askedPeriod(run);
  const origin = originOf(env);
  const found = (await mailOfPeriod(db, asked.period, origin)) ?? (await mailOfPreview(db, asked, origin));
  const tell = (facts: object, says: string) => print(json ? JSON.stringify(facts) : says);
  if ('reason' in found) {
    tell({ problem: found.reason }, `No issue of ${asked.period.name}: ${found.reason}`);
    return 1;
  }
  const { issue } = found;
  const labels = { to, name: nameNow(`${issue}.test`) };
  const mail = asTest(found.mail);
  if (!isSending(settings)) {
    const file = await writeEml(mail, labels, { settings, dataDir: env.dataDir });
    tell({ issue, file, problem: NOT_SENDING }, `As a file, for ${NOT_SENDING}: ${file}`);
    return 0;
  }
  try {
    const says = await sendOne(mail, labels, settings);
    tell({ issue, sent: true, says }, `${issue} is sent as a test. The mail server says: ${says}`);
    return 0;
  } catch (error) {
    if (!(error instanceof NotTaken)) throw error;
    tell({ issue, sent: false, problem: error.message }, `The mail server did not take it: ${error.message}`);
    return 1;
  }
}
