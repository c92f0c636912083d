import { databaseNow } from '../../collectors/schedule/ledger.ts';
import { nextSlot } from '../../collectors/schedule/slots.ts';
import { readDue } from '../../src/lib/digest/due.ts';
import { readRecentWeeks } from '../../src/lib/digest/recent-weeks.ts';
import type { CensusCommand, CommandRun } from './command.ts';

export const digestStatus: CensusCommand = {
  says: 'which weeks have an issue, which were withheld and why, when the next is due',
  help: `Shows the last weeks that are over with their issues; weeks without one say why. Then what is due now and when the
schedule rings next. Times are UTC. Changes nothing.`,
  examples: ['digest status', 'digest status --json'],
  exits: '0 always',
  options: {},
  loadsReference: false,
  run: status,
};

const weeksShown = 8;

async function status({ db, env, json, print }: CommandRun): Promise<number> {
  const now = await databaseNow(db);
  const { digestZone: zone, digestWaitHours: waitHours, scheduleDigest } = env;
  const [due, weeks] = await Promise.all([
    readDue(db, { now, zone, waitHours }),
    readRecentWeeks(db, { today: now.toISOString().slice(0, 10), count: weeksShown }),
  ]);
  const next = scheduleDigest === null ? null : nextSlot(scheduleDigest, now, zone);
  if (json) {
    print(JSON.stringify({ weeks, waits: due.waits, next }));
    return 0;
  }
  for (const { week, issues, reason } of weeks) {
    if (issues.length === 0) print(`${week.name}  ${reason}`);
    for (const { issue, subject, builtAt } of issues)
      print(`${issue}  built ${builtAt.toISOString().slice(0, 16).replace('T', ' ')}: ${subject}`);
  }
  if (due.waits !== null) print(`\n${due.waits}`);
  print(
    next === null ? '\nNot on schedule.' : `\nNext: ${next.toISOString().slice(0, 16).replace('T', ' ')}`,
  );
  return 0;
}
