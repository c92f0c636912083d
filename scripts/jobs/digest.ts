import { type JobContext, NotYet } from '../../collectors/schedule/job.ts';
import { buildIssue } from '../../src/lib/digest/build.ts';
import { type Due, readDue } from '../../src/lib/digest/due.ts';
import { mailIssue, tellWithheld } from '../mail-issue.ts';
import { originOf } from '../origin.ts';

/** Ends with `NotYet` while the snapshot of Sunday may still come. A week or month without any is withheld, and the log says so. */
export async function buildDigest({ db, env, effects }: JobContext): Promise<string> {
  const { digestZone: zone, digestWaitHours: waitHours } = env;
  const says: string[] = [];
  for (const kind of ['week', 'month'] as const) {
    const due = await readDue(db, { kind, now: effects.now(), zone, waitHours });
    // A month that ended weeks ago was built, or withheld, when it ended.
    if (effects.now().getTime() - Date.parse(due.period.until) >= 7 * 86_400_000) continue;
    if (due.waits !== null) throw new NotYet(due.waits);
    says.push(await buildDue(due, { db, env, effects }));
  }
  return says.join('; ');
}

async function buildDue(
  { period, panel }: Due,
  { db, env, effects }: Pick<JobContext, 'db' | 'env' | 'effects'>,
): Promise<string> {
  if (panel === null) return `no issue of ${period.name}: no panel is observed live`;
  const today = effects.now().toISOString().slice(0, 10);
  const origin = originOf(env);
  const built = await buildIssue(db, { period, panel, origin, today, reason: null });
  if (built.kind === 'withheld') {
    await tellWithheld({ env, log: effects.log }, { period, reason: built.reason });
    return `issue of ${period.name} withheld: ${built.reason}`;
  }
  // Also of one that is there: a worker may have been killed between building and this.
  const mailed = await mailIssue(db, env, built.issue);
  return built.kind === 'built'
    ? `issue ${built.issue} built: ${built.payload.subject}; ${mailed}`
    : `issue ${built.issue} is there already; ${mailed}`;
}
