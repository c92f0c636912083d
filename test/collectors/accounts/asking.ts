import { onTestFinished } from 'vitest';
import { type AccountsSummary, collectAccounts } from '../../../collectors/accounts/collect-accounts.ts';
import { runCollector } from '../../../collectors/run-collector.ts';
import type { Db } from '../../../db/client.ts';
import { effectsOn, type TestEffects } from '../../support/effects.ts';
import {
  type Fault,
  type FaultAction,
  type HubOptions,
  type StandInHub,
  startHub,
} from '../../support/hub/start-hub.ts';
import { forgetAll, listing, model } from '../listing.ts';
import { TOKEN } from '../reading.ts';

export const DAY = '2026-11-20';

/** Owners and the downloads of their one model each, as a published look at a panel. */
export async function publish(
  db: Db,
  owners: Readonly<Record<string, number>>,
  {
    panel = 'hub',
    kind = 'live',
    day = DAY,
  }: { panel?: string; kind?: 'live' | 'recording'; day?: string } = {},
): Promise<void> {
  const entries = Object.entries(owners).map(([owner, downloads], n) =>
    model(n + 1, { id: owner.includes('/') ? owner : `${owner}/m`, _id: undefined, downloads }),
  );
  const collector = listing(entries, { panel });
  await runCollector({ ...collector, panel: { ...collector.panel, kind } }, { db, effects: effectsOn(day) });
}

export async function forgetAccounts(db: Db): Promise<void> {
  await forgetAll(db);
  await db`truncate accounts`;
}

/** A Hub on which `organizations` and `users` exist; its front page is empty unless wanted. It closes with the test. */
export async function hubOf({
  organizations = [],
  users = [],
  frontPage = false,
  ...options
}: Omit<HubOptions, 'models' | 'organizations'> & {
  organizations?: readonly string[];
  users?: readonly string[];
  frontPage?: boolean;
}): Promise<StandInHub> {
  const models = [...organizations, ...users].map((owner) => ({ id: `${owner}/m` }));
  const hub = await startHub({ models, organizations, ...options });
  onTestFinished(() => hub.close());
  const empty = { kind: 'status', status: 200, body: '{"recentlyTrending":[]}' } as const;
  if (!frontPage) hub.addFaults({ match: { path: '/api/trending' }, times: 1000, action: empty });
  return hub;
}

export interface Collected {
  summary: AccountsSummary;
  effects: TestEffects;
}

export async function collect(
  db: Db,
  hub: StandInHub,
  { effects = effectsOn(DAY), atMost }: { effects?: TestEffects; atMost?: number } = {},
): Promise<Collected> {
  const limit = atMost === undefined ? {} : { atMost };
  const summary = await collectAccounts({ db, effects, hubUrl: hub.url, token: TOKEN, ...limit });
  return { summary, effects };
}

/** The accounts that were asked for, in order, as `route/name`. */
export function askedOf({ requests }: StandInHub): string[] {
  return requests.flatMap(({ path }) => {
    const [, route, name] = /^\/api\/(organizations|users)\/(.+)\/overview$/.exec(path) ?? [];
    return route === undefined || name === undefined ? [] : [`${route}/${decodeURIComponent(name)}`];
  });
}

/** What is stored: namespace to kind, source, failures. */
export async function kindsIn(db: Db): Promise<Record<string, string>> {
  const rows = await db<{ namespace: string; says: string }[]>`
    select namespace, concat_ws(' ', coalesce(kind, 'neither'), source, nullif(failures, 0)) as "says"
    from accounts
    order by namespace`;
  return Object.fromEntries(rows.map(({ namespace, says }) => [namespace, says]));
}

/** Something that goes wrong with the page of one account, as `route/name`. */
export function on(account: string, action: FaultAction, times = 1): Fault {
  return { match: { path: `/api/${account}/overview` }, times, action };
}

/** The facts of every log line of an event. */
export function factsOf(event: string, { logged }: TestEffects): Record<string, unknown>[] {
  return logged.filter((line) => line.event === event).map(({ facts }) => facts);
}
