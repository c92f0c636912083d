import { databaseNow } from '../../collectors/schedule/ledger.ts';
import { nextSlot } from '../../collectors/schedule/slots.ts';
import { isSending, mailSettings, NOT_SENDING } from '../../src/lib/delivery/settings.ts';
import { type DeliveryReport, readDeliveryReport } from '../../src/lib/delivery/store/report.ts';
import { readDue } from '../../src/lib/digest/due.ts';
import { readRecent } from '../../src/lib/digest/recent.ts';
import type { CensusCommand, CommandRun } from './command.ts';

export const digestStatus: CensusCommand = {
  says: 'which weeks and months have an issue or why not, when the next is due, and what became of mails',
  help: `Shows the last months and weeks that are over with their issues; those without one say why. Then what is due now and when the
schedule rings next; then mails by state, those of which nobody knows whether they arrived, and what is paused. Times are UTC.
Holds no address. Changes nothing.`,
  examples: ['digest status', 'digest status --json'],
  exits: '0 always',
  options: {},
  loadsReference: false,
  run: status,
};

const weeksShown = 8;
const mailingsShown = 8;
const monthsShown = 2;

async function status({ db, env, json, print }: CommandRun): Promise<number> {
  const now = await databaseNow(db);
  const { digestZone: zone, digestWaitHours: waitHours, scheduleDigest } = env;
  const today = now.toISOString().slice(0, 10);
  const [due, weeks, months, mail] = await Promise.all([
    readDue(db, { kind: 'week', now, zone, waitHours }),
    readRecent(db, { kind: 'week', today, count: weeksShown }),
    readRecent(db, { kind: 'month', today, count: monthsShown }),
    readDeliveryReport(db, mailingsShown),
  ]);
  const sends = isSending(mailSettings(env));
  const next = scheduleDigest === null ? null : nextSlot(scheduleDigest, now, zone);
  if (json) {
    print(JSON.stringify({ weeks, months, waits: due.waits, next, mail: { sends, ...mail } }));
    return 0;
  }
  for (const { period, issues, reason } of [...months, ...weeks]) {
    if (issues.length === 0) print(`${period.name}  ${reason}`);
    for (const { issue, subject, builtAt } of issues)
      print(`${issue}  built ${builtAt.toISOString().slice(0, 16).replace('T', ' ')}: ${subject}`);
  }
  if (due.waits !== null) print(`\n${due.waits}`);
  print(next === null ? '\nNot on schedule.' : `\nNext: ${minuteOf(next)}`);
  if (!sends) print(`\n${NOT_SENDING[0]?.toUpperCase()}${NOT_SENDING.slice(1)}.`);
  for (const line of linesOf(mail)) print(line);
  return 0;
}

const minuteOf = (instant: Date): string => instant.toISOString().slice(0, 16).replace('T', ' ');

const STATES = ['sent', 'pending', 'sending', 'failed', 'uncertain', 'cancelled'] as const;

function linesOf({ mailings, uncertain, pauses, suspended }: DeliveryReport): string[] {
  const lines = mailings.map((mailing) => {
    const counts = STATES.filter((state) => mailing[state] > 0).map((state) => `${mailing[state]} ${state}`);
    return `${`${mailing.kind} ${mailing.key}`.padEnd(20)} ${counts.join(', ')}`;
  });
  if (lines.length > 0) lines.unshift('\nMails');
  for (const { kind, key, reason, resumesAt } of pauses)
    lines.push(
      `${kind === '' ? 'Everything' : `${kind} ${key}`} is paused until ${minuteOf(resumesAt)}: ${reason}`,
    );
  if (uncertain.length > 0)
    lines.push(`Uncertain: ${uncertain.join(' ')}. Decide with census digest resolve.`);
  if (suspended > 0) lines.push(`${suspended} subscribers get no more mail: theirs came back.`);
  return lines;
}
