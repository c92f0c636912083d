import { databaseNow } from '../../collectors/schedule/ledger.ts';
import { nextSlot } from '../../collectors/schedule/slots.ts';
import { readDue } from '../../src/lib/digest/due.ts';
import { readRecent } from '../../src/lib/digest/recent.ts';
import type { CensusCommand, CommandRun } from './command.ts';

export const digestStatus: CensusCommand = {
  says: 'which weeks and months have an issue, which were withheld and why, when the next is due',
  help: `Shows the last months and weeks that are over with their issues; those without one say why. Then what is due now and when the
schedule rings next. Times are UTC. Changes nothing.`,
  examples: ['digest status', 'digest status --json'],
  exits: '0 always',
  options: {},
  loadsReference: false,
  run: status,
};

const weeksShown = 8;
const monthsShown = 2;

async function status({ db, env, json, print }: CommandRun): Promise<number> {
  const now = await databaseNow(db);
  const { digestZone: zone, digestWaitHours: waitHours, scheduleDigest } = env;
  const today = now.toISOString().slice(0, 10);
  const [due, weeks, months] = await Promise.all([
    readDue(db, { kind: 'week', now, zone, waitHours }),
    readRecent(db, { kind: 'week', today, count: weeksShown }),
    readRecent(db, { kind: 'month', today, count: monthsShown }),
  ]);
  const next = scheduleDigest === null ? null : nextSlot(scheduleDigest, now, zone);
  if (json) {
    print(JSON.stringify({ weeks, months, waits: due.waits, next }));
    return 0;
  }
  for (const { period, issues, reason } of [...months, ...weeks]) {
    if (issues.length === 0) print(`${period.name}  ${reason}`);
    for (const { issue, subject, builtAt } of issues)
      print(`${issue}  built ${builtAt.toISOString().slice(0, 16).replace('T', ' ')}: ${subject}`);
  }
  if (due.waits !== null) print(`\n${due.waits}`);
  print(
    next === null ? '\nNot on schedule.' : `\nNext: ${next.toISOString().slice(0, 16).replace('T', ' ')}`,
  );
  return 0;
}
