import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { accountsOf } from './account-routes.ts';
import type { Answer, SeenRequest } from './answer.ts';
import { answerInstead, changeAnswer } from './apply-fault.ts';
import { generatedBase } from './base-generated.ts';
import { listedBase } from './base-listed.ts';
import { createFaultPlan, type Fault, type FaultPlan } from './faults.ts';
import type { HubItem } from './hub-item.ts';
import { loadDetails, loadRecording, loadTrending, type RecordingName } from './load-models.ts';
import { createPageCounter, type PageCounter } from './page-counter.ts';
import { createPopulation, type Population } from './population.ts';
import { createQuota, GENEROUS, type Quota, type QuotaOptions, tooManyRequests } from './quota.ts';
import { route, type Site } from './routes.ts';
import { send } from './send.ts';
import { SPECIAL } from './special-models.ts';
import { createWorld, type World } from './world.ts';

export type { SeenRequest } from './answer.ts';
export type { Fault, FaultAction, FaultMatch } from './faults.ts';
export type { HubItem } from './hub-item.ts';
export type { World } from './world.ts';

export interface HubOptions {
  /** Models of one test, or a rule for as many as wanted. */
  models?: readonly HubItem[] | { generated: number; seed?: number; day?: number };
  /** Recorded models, when `models` is not given. Both missing: 2,500 generated models. */
  recordings?: RecordingName;
  faults?: readonly Fault[];
  quota?: QuotaOptions;
  /** A free port when not given. */
  port?: number;
  /** Accounts that are organizations. All other authors are users. */
  organizations?: readonly string[];
}

export interface StandInHub {
  /** `http://127.0.0.1:<port>`, without a slash at the end. */
  url: string;
  close(): Promise<void>;
  /** Every request that arrived, oldest first. */
  requests: readonly SeenRequest[];
  world: World;
  /** Adds faults to the plan of a running Hub. */
  addFaults(...faults: readonly Fault[]): void;
}

/** A Hub on this machine, as faithful as hub-api.md §9 asks, that goes wrong on demand. */
export async function startHub(options: HubOptions = {}): Promise<StandInHub> {
  const { population, authors, renames } = await populate(options);
  const world = createWorld(population, renames);
  const [recorded, trending] = await Promise.all([loadDetails(), loadTrending()]);
  const accounts = accountsOf(options.organizations ?? [], authors);
  const requests: SeenRequest[] = [];
  const plan = createFaultPlan(options.faults ?? []);
  const hub: Hub = {
    site: { population, world, recorded, trending, accounts },
    plan,
    quota: createQuota(options.quota ?? GENEROUS),
    pages: createPageCounter(),
    requests,
  };
  const server = createServer((request, response) => {
    serve(hub, request, response).catch((error: unknown) => {
      console.error('stand-in Hub:', error);
      response.destroy();
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port ?? 0, '127.0.0.1', resolve);
  });
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : options.port;
  const close = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  return { url: `http://127.0.0.1:${port}`, close, requests, world, addFaults: plan.add };
}

interface Hub {
  site: Site;
  plan: FaultPlan;
  quota: Quota;
  pages: PageCounter;
  requests: SeenRequest[];
}

interface Populated {
  population: Population;
  authors: Iterable<string>;
  renames: readonly (readonly [string, string])[];
}

async function populate({ models, recordings }: HubOptions): Promise<Populated> {
  const given = models ?? (recordings ? await loadRecording(recordings) : { generated: 2500 });
  if ('generated' in given) {
    const { generated: total, seed = 1, day = 0 } = given;
    const renames = [
      [SPECIAL.renamedFrom, SPECIAL.renamed],
      ['gpt2', 'openai-community/gpt2'],
    ] as const;
    return { population: createPopulation(generatedBase({ total, seed, day })), authors: [], renames };
  }
  const authors = given.map((model) => model.author ?? model.id.split('/')[0] ?? model.id);
  return { population: createPopulation(listedBase(given)), authors, renames: [] };
}

async function serve(hub: Hub, incoming: IncomingMessage, response: ServerResponse): Promise<void> {
  const request = see(hub, incoming);
  hub.requests.push(request);
  const answer = await answerTo(hub, request);
  request.status = answer.status;
  request.status = await send(incoming, response, answer);
}

async function answerTo({ site, plan, quota, pages }: Hub, request: SeenRequest): Promise<Answer> {
  const state = quota.take(request);
  if (state.exceeded) return tooManyRequests(state, request.authorization);
  const actions = plan.meet(request);
  for (const action of actions) {
    if (action.kind === 'world') action.change(site.world);
    if (action.kind === 'delay') await sleep(action.ms);
  }
  for (const action of actions) {
    const instead = answerInstead(action);
    if (instead) return withQuota(instead, state.headers);
  }
  const truth = route(site, request);
  const previousBody = pages.remember(request, truth);
  const context = { host: request.host, url: request.url, previousBody };
  const changed = actions.reduce((answer, action) => changeAnswer(action, answer, context), truth);
  return withQuota(changed, state.headers);
}

/** Every answer carries the quota, except where a fault sent its own or a proxy in front answered. */
function withQuota(answer: Answer, headers: Record<string, string>): Answer {
  const { 'x-no-ratelimit': bare, ...own } = answer.headers;
  return { ...answer, headers: bare === undefined ? { ...headers, ...own } : own };
}

function see({ pages }: Hub, incoming: IncomingMessage): SeenRequest {
  const url = incoming.url ?? '/';
  const { pathname, searchParams } = new URL(url, 'http://hub');
  const headers = Object.fromEntries(
    Object.entries(incoming.headers).map(([name, value]) => [
      name,
      Array.isArray(value) ? value.join(', ') : value,
    ]),
  );
  return {
    method: incoming.method ?? 'GET',
    url,
    path: pathname,
    host: incoming.headers.host ?? '127.0.0.1',
    authorization: incoming.headers.authorization ?? null,
    userAgent: incoming.headers['user-agent'] ?? null,
    headers,
    page: pathname === '/api/models' ? pages.numberOf(searchParams.get('cursor')) : null,
    at: new Date(),
    status: 0,
  };
}
