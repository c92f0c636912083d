import type { Job } from '../collectors/schedule/job.ts';

/** What every job that asks the Hub has in common: its newest slot is made up for however late, as today's look. */
const ASKS_HUB = { asksHub: true, catchUpHours: Number.POSITIVE_INFINITY, quietMinutes: 30 } as const;

/** What builds of editions have in common: they read the database and write files. */
const WRITES_EDITIONS = {
  asksHub: false,
  catchUpHours: Number.POSITIVE_INFINITY,
  quietMinutes: 60,
  longestHours: 12,
} as const;

/** THE REGISTRY: everything that is done on schedule, and may be done by hand. The work of a job is read when it first runs. */
export const JOBS: readonly Job[] = [
  {
    ...ASKS_HUB,
    job: 'hub-head',
    says: 'the most downloaded models, about a minute',
    schedule: (env) => env.scheduleHubHead,
    longestHours: 5,
    run: async (context) => (await import('./jobs/looks.ts')).takeSnapshot('hub-head', context),
  },
  {
    ...ASKS_HUB,
    job: 'hub',
    says: 'every public model, about half an hour without a token',
    schedule: (env) => env.scheduleHub,
    longestHours: 20,
    run: async (context) => (await import('./jobs/looks.ts')).takeSnapshot('hub', context),
  },
  {
    ...ASKS_HUB,
    job: 'accounts',
    says: 'whether the largest unknown namespaces are users or organizations, slowly',
    schedule: (env) => env.scheduleAccounts,
    longestHours: 5,
    run: async (context) => (await import('./jobs/looks.ts')).askForAccounts(context),
  },
  {
    job: 'pack',
    says: 'observations of closed months, into less space',
    schedule: (env) => env.schedulePack,
    asksHub: false,
    catchUpHours: Number.POSITIVE_INFINITY,
    quietMinutes: 180,
    longestHours: 20,
    run: async (context) => (await import('./jobs/upkeep.ts')).packMonths(context),
  },
  {
    job: 'rejudge',
    says: 'figures of earlier days, by a reference that changed',
    schedule: (env) => env.scheduleRejudge,
    asksHub: false,
    catchUpHours: 2,
    quietMinutes: 180,
    longestHours: 100,
    run: async (context) => (await import('./jobs/upkeep.ts')).judgeAnew(context),
  },
  {
    job: 'claims',
    says: 'published claims, held against what was published since',
    schedule: (env) => env.scheduleClaims,
    asksHub: false,
    catchUpHours: Number.POSITIVE_INFINITY,
    quietMinutes: 60,
    longestHours: 5,
    run: async (context) => (await import('./jobs/upkeep.ts')).checkClaims(context),
  },
  // Whole editions first: where one is due, it holds the figures as well.
  {
    ...WRITES_EDITIONS,
    job: 'whole-editions',
    says: 'models, observations and lineage of every panel, as dated files',
    schedule: (env) => env.scheduleWholeEditions,
    run: async (context) => (await import('./jobs/editions.ts')).writeEditions('whole', context),
  },
  {
    ...WRITES_EDITIONS,
    job: 'editions',
    says: 'figures of every panel, as dated files',
    schedule: (env) => env.scheduleEditions,
    run: async (context) => (await import('./jobs/editions.ts')).writeEditions('aggregates', context),
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
    run: async (context) => (await import('./jobs/digest.ts')).buildDigest(context),
  },
  {
    job: 'subscribers',
    says: 'addresses that were never confirmed go, and whoever left stays away',
    schedule: (env) => env.scheduleSubscribers,
    asksHub: false,
    catchUpHours: Number.POSITIVE_INFINITY,
    quietMinutes: 30,
    longestHours: 1,
    run: async (context) => (await import('./jobs/upkeep.ts')).keepPromises(context),
  },
  {
    job: 'alerts',
    says: 'what subscribers asked to hear of at once, at most one mail a day',
    schedule: (env) => env.scheduleAlerts,
    asksHub: false,
    catchUpHours: Number.POSITIVE_INFINITY,
    quietMinutes: 30,
    longestHours: 2,
    run: async (context) => (await import('./jobs/upkeep.ts')).alertSubscribers(context),
  },
];

/** Reads the work of all jobs: a program that goes on for weeks must not meet the files of a later version. */
export async function readAllJobs(): Promise<void> {
  await Promise.all([
    import('./jobs/looks.ts'),
    import('./jobs/editions.ts'),
    import('./jobs/digest.ts'),
    import('./jobs/upkeep.ts'),
  ]);
}
