import { buildIssue } from '../../src/lib/digest/build.ts';
import { UsageError } from '../log.ts';
import { tellWithheld } from '../mail-issue.ts';
import { originOf } from '../origin.ts';
import type { CensusCommand, CommandRun } from './command.ts';
import { askedPeriod, PERIOD_OPTIONS } from './digest-period.ts';

export const digestBuild: CensusCommand = {
  says: 'builds the issue of a week or month, which is frozen then',
  help: `Builds the issue of the week that is over, or of --week or --month, as the worker does on its schedule, and puts it into the archive
and the feed. Mails nothing: census digest send does. An issue that is there stays as it is. With --correct, builds a new one beside it, from what is recorded
now: both stay, and each names the other.

  --week WEEK       an ISO week, as 2026-W47
  --month MONTH     a month, as 2026-11: the ISO weeks whose Thursday lies in it
  --panel PANEL     another panel than the one the site shows first
  --correct REASON  what was wrong, in a sentence; readers see it`,
  examples: [
    'digest build',
    'digest build --month 2026-11',
    'digest build --week 2026-W47 --correct "Wednesday was counted twice."',
  ],
  exits: '0 built or there already, 1 withheld, and why',
  options: { ...PERIOD_OPTIONS, correct: { type: 'string' } },
  loadsReference: true,
  run: build,
};

async function build(run: CommandRun): Promise<number> {
  const { db, env, values, json, print, log } = run;
  const asked = askedPeriod(run);
  const reason = typeof values['correct'] === 'string' ? values['correct'].trim() : null;
  if (reason === '') throw new UsageError('--correct: say in a sentence what was wrong.');
  const built = await buildIssue(db, { ...asked, origin: originOf(env), reason });
  if (json) print(JSON.stringify(built));
  else if (built.kind === 'built') print(`${built.issue} is built: ${built.payload.subject}`);
  else if (built.kind === 'there') print(`${built.issue} is there already, and stays as it is.`);
  else print(`No issue of ${built.period.name}: ${built.reason}`);
  if (built.kind !== 'withheld') return 0;
  await tellWithheld({ env, log }, { period: built.period, reason: built.reason });
  return 1;
}
