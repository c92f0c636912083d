import { collectAccounts } from '../collectors/accounts/collect-accounts.ts';
import { COLLECTORS, type CollectorId } from '../collectors/index.ts';
import { runCollector } from '../collectors/run-collector.ts';
import { type Job, type JobContext, NotYet } from '../collectors/schedule/job.ts';
import { packClosedMonths } from '../db/pack.ts';
import { isUnjudged, rejudge } from '../db/rejudge.ts';
import { assertRoom } from '../db/room.ts';
import { raiseAlerts } from '../src/lib/alerts/raise.ts';
import { recomputeClaims } from '../src/lib/claims/recompute.ts';
import { buildIssue } from '../src/lib/digest/build.ts';
import { type Due, readDue } from '../src/lib/digest/due.ts';
import { buildEdition } from '../src/lib/editions/build/build-edition.ts';
import type { EditionKind } from '../src/lib/editions/dictionary/index.ts';
import { makeRoom } from '../src/lib/editions/make-room.ts';
import { isLooking, readOfSnapshots } from '../src/lib/editions/source/of-snapshot.ts';
import { editionsFolder } from '../src/lib/editions/store.ts';
import { bringTogether, departureFile } from '../src/lib/subscribers/departure-log.ts';
import { purge } from '../src/lib/subscribers/store/upkeep.ts';
import { mailIssue, tellWithheld } from './mail-issue.ts';
import { originOf } from './origin.ts';
import { progressReporter } from './progress.ts';

/** What every job that asks the Hub has in common: its newest slot is made up for however late, as today's look. */
const ASKS_HUB = { asksHub: true, catchUpHours: Number.POSITIVE_INFINITY, quietMinutes: 30 } as const;

/** What builds of editions have in common: they read the database and write files. */
const WRITES_EDITIONS = {
  asksHub: false,
  catchUpHours: Number.POSITIVE_INFINITY,
  quietMinutes: 60,
  longestHours: 12,
} as const;

/** THE REGISTRY: everything that is done on schedule, and may be done by hand. */
export const JOBS: readonly Job[] = [
  {
    ...ASKS_HUB,
    job: 'hub-head',
    says: 'the most downloaded models, about a minute',
    schedule: (env) => env.scheduleHubHead,
    longestHours: 5,
    run: (context) => takeSnapshot('hub-head', context),
  },
  {
    ...ASKS_HUB,
    job: 'hub',
    says: 'every public model, about half an hour without a token',
    schedule: (env) => env.scheduleHub,
    longestHours: 20,
    run: (context) => takeSnapshot('hub', context),
  },
  {
    ...ASKS_HUB,
    job: 'accounts',
    says: 'whether the largest unknown namespaces are users or organizations, slowly',
    schedule: (env) => env.scheduleAccounts,
    longestHours: 5,
    run: askForAccounts,
  },
  {
    job: 'pack',
    says: 'observations of closed months, into less space',
    schedule: (env) => env.schedulePack,
    asksHub: false,
    catchUpHours: Number.POSITIVE_INFINITY,
    quietMinutes: 180,
    longestHours: 20,
    run: packMonths,
  },
  {
    job: 'rejudge',
    says: 'figures of earlier days, by a reference that changed',
    schedule: (env) => env.scheduleRejudge,
    asksHub: false,
    catchUpHours: 2,
    quietMinutes: 180,
    longestHours: 100,
    run: judgeAnew,
  },
  {
    job: 'claims',
    says: 'published claims, held against what was published since',
    schedule: (env) => env.scheduleClaims,
    asksHub: false,
    catchUpHours: Number.POSITIVE_INFINITY,
    quietMinutes: 60,
    longestHours: 5,
    run: checkClaims,
  },
  // Whole editions first: where one is due, it holds the figures as well.
  {
    ...WRITES_EDITIONS,
    job: 'whole-editions',
    says: 'models, observations and lineage of every panel, as dated files',
    schedule: (env) => env.scheduleWholeEditions,
    run: (context) => writeEditions('whole', context),
  },
  {
    ...WRITES_EDITIONS,
    job: 'editions',
    says: 'figures of every panel, as dated files',
    schedule: (env) => env.scheduleEditions,
    run: (context) => writeEditions('aggregates', context),
  },
  {
    job: 'digest',
    says: 'the issues of the digest for the week and the month that are over',
    schedule: (env) => env.scheduleDigest,
    zone: (env) => env.digestZone,
    asksHub: false,
    catchUpHours: 144,
    quietMinutes: 30,
    longestHours: 2,
    run: buildDigest,
  },
  {
    job: 'subscribers',
    says: 'addresses that were never confirmed go, and whoever left stays away',
    schedule: (env) => env.scheduleSubscribers,
    asksHub: false,
    catchUpHours: Number.POSITIVE_INFINITY,
    quietMinutes: 30,
    longestHours: 1,
    run: keepPromises,
  },
  {
    job: 'alerts',
    says: 'what subscribers asked to hear of at once, at most one mail a day',
    schedule: (env) => env.scheduleAlerts,
    asksHub: false,
    catchUpHours: Number.POSITIVE_INFINITY,
    quietMinutes: 30,
    longestHours: 2,
    run: ({ db, effects: { now, signal } }) =>
      raiseAlerts(db, { today: now().toISOString().slice(0, 10), signal }),
  },
];

const PATIENCE_MS = 180_000;

/** Files can wait some minutes for a look at the Hub, which would be of a later hour; a walk through everything takes longer. */
async function letLooksPass({ db, effects, onProgress }: JobContext): Promise<void> {
  const until = effects.now().getTime() + PATIENCE_MS;
  while ((await isLooking(db)) && effects.now().getTime() < until) {
    effects.signal.throwIfAborted();
    onProgress('editions wait for the look that is being taken');
    await effects.sleep(3000);
  }
}

/** An edition for every panel whose newest snapshot has none of that kind. */
async function writeEditions(kind: EditionKind, context: JobContext): Promise<string> {
  const { db, env, onProgress } = context;
  const { now, signal, log } = context.effects;
  const root = editionsFolder(env.dataDir);
  const built: string[] = [];
  await letLooksPass(context);
  for (const { panel } of await readOfSnapshots(db, null)) {
    const says = (words: string) => onProgress(`edition of ${panel}: ${words}`);
    const one = await buildEdition({ db, root, panel, kind, now, signal, onProgress: says });
    if (!one?.isNew) continue;
    log('edition-built', { panel, edition: one.edition.edition, kind });
    built.push(`${panel}/${one.edition.edition}`);
  }
  const removed = kind === 'aggregates' ? await makeRoomIn(root, context) : [];
  return [
    built.length === 0 ? 'every panel has its edition' : `built ${built.join(', ')}`,
    ...(removed.length === 0 ? [] : [`removed the files of ${removed.join(', ')}`]),
  ].join('; ');
}

/** Where the operator wants old files away. */
async function makeRoomIn(root: string, { env, effects }: JobContext): Promise<readonly string[]> {
  const { editionsKeepDays: keepDays } = env;
  if (keepDays === null) return [];
  const removed = await makeRoom({ root, keepDays, now: effects.now });
  if (removed.length > 0) effects.log('edition-files-removed', { editions: removed, keepDays });
  return removed;
}

async function checkClaims({ db }: JobContext): Promise<string> {
  const recorded = await recomputeClaims(db);
  if (recorded === null) return 'the ledger stands as of the newest publication';
  return `${recorded.claims} claims computed, ${recorded.changes.length} with another status`;
}

/** Ends with `NotYet` while the snapshot of Sunday may still come. A week or month without any is withheld, and the log says so. */
async function buildDigest({ db, env, effects }: JobContext): Promise<string> {
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

async function keepPromises({ db, env, effects }: JobContext): Promise<string> {
  const ended = await bringTogether(db, departureFile(env.dataDir));
  if (ended > 0) effects.log('departures-replayed', { subscribers: ended });
  const { unconfirmed } = await purge(db);
  return `${unconfirmed} addresses without a confirmation removed, ${ended} that had left ended again`;
}

async function askForAccounts({ db, env, effects, onProgress }: JobContext): Promise<string> {
  const { asked, organizations, users, neither, failed, mentioned } = await collectAccounts({
    db,
    effects,
    hubUrl: env.hubUrl,
    token: env.hfToken?.reveal(),
    onProgress: (progress) => onProgress(`accounts: ${progress.asked} of ${progress.of} asked`),
  });
  return `${asked} accounts asked: ${organizations} organizations, ${users} users, ${neither} neither, ${failed} without an answer; ${mentioned} learned in passing`;
}

async function judgeAnew({ db, effects: { signal }, onProgress }: JobContext): Promise<string> {
  if (!(await isUnjudged(db))) return 'everything is judged by the reference in force';
  const { snapshots } = await rejudge(db, { signal, onProgress });
  return `${snapshots} days judged anew`;
}

async function packMonths({ db }: JobContext): Promise<string> {
  const packed = await packClosedMonths(db);
  if (packed.length === 0) return 'nothing to pack';
  return `packed ${packed.map(({ panel, month }) => `${panel} ${month.slice(0, 7)}`).join(', ')}`;
}

/** One look at a panel. Returns how many models it published. */
async function takeSnapshot(id: CollectorId, { db, env, effects, onProgress }: JobContext): Promise<string> {
  const { hubUrl, hubHeadModels } = env;
  const collector = COLLECTORS[id]({ hubUrl, token: env.hfToken?.reveal(), hubHeadModels });
  // Of a database of somebody else's, this machine does not know the disk.
  if (!env.databaseUrl) await assertRoom(env.dataDir, (await collector.expected?.(db))?.models ?? 0);
  const report = progressReporter(onProgress, effects);
  const { models, asOf } = await runCollector(collector, { db, effects, onProgress: report });
  return `${models.toLocaleString('en')} models published as of ${asOf}`;
}
