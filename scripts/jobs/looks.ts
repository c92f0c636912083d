import { collectAccounts } from '../../collectors/accounts/collect-accounts.ts';
import { COLLECTORS, type CollectorId } from '../../collectors/index.ts';
import { runCollector } from '../../collectors/run-collector.ts';
import type { JobContext } from '../../collectors/schedule/job.ts';
import { assertRoom } from '../../db/room.ts';
import { progressReporter } from '../progress.ts';

/** One look at a panel. Returns how many models it published. */
export async function takeSnapshot(
  id: CollectorId,
  { db, env, effects, onProgress }: JobContext,
): Promise<string> {
  const { hubUrl, hubHeadModels } = env;
  const collector = COLLECTORS[id]({ hubUrl, token: env.hfToken?.reveal(), hubHeadModels });
  // Of a database of somebody else's, this machine does not know the disk.
  if (!env.databaseUrl) await assertRoom(env.dataDir, (await collector.expected?.(db))?.models ?? 0);
  const report = progressReporter(onProgress, effects);
  const { models, asOf } = await runCollector(collector, { db, effects, onProgress: report });
  return `${models.toLocaleString('en')} models published as of ${asOf}`;
}

export async function askForAccounts({ db, env, effects, onProgress }: JobContext): Promise<string> {
  const { asked, organizations, users, neither, failed, mentioned } = await collectAccounts({
    db,
    effects,
    hubUrl: env.hubUrl,
    token: env.hfToken?.reveal(),
    onProgress: (progress) => onProgress(`accounts: ${progress.asked} of ${progress.of} asked`),
  });
  return `${asked} accounts asked: ${organizations} organizations, ${users} users, ${neither} neither, ${failed} without an answer; ${mentioned} learned in passing`;
}
