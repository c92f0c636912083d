import type { IncomingMessage } from 'node:http';
import type { Db } from '../../../db/client.ts';
import type { EditionStore } from '../editions/store.ts';
import { quickestTo } from '../site/compress.ts';
import { type Page, type PageCache, pageOf } from '../site/page-cache.ts';
import type { ApiProgram } from './answer-api.ts';
import { FORMS } from './forms.ts';
import { createKept } from './kept.ts';
import { problemOf } from './problem.ts';
import { createRateLimit, readerAddress } from './rate-limit.ts';
import type { Route } from './route.ts';

export interface ApiOptions {
  program: ApiProgram;
  db: Db;
  cache: PageCache;
  requestsPerMinute: number;
  trustedProxies: number;
  editions: EditionStore;
}

/** Answers a request of the API. Faults are thrown. */
export type ServeApi = (request: IncomingMessage, url: URL) => Promise<Page>;

/** Headers of every answer, problems too: any site may read it. */
const SHARED = {
  'access-control-allow-origin': '*',
  'access-control-expose-headers': 'ETag, Link, RateLimit, RateLimit-Policy, Retry-After, X-Request-Id',
  'cross-origin-resource-policy': 'cross-origin',
};

/** Whether a path belongs to the API. */
export function isOfApi(pathname: string | undefined): boolean {
  return pathname !== undefined && /^\/api\/(?!$|\?)/.test(pathname);
}

export function createApi(options: ApiOptions): ServeApi {
  const { program, db, cache, editions, trustedProxies } = options;
  const limit = createRateLimit(options.requestsPerMinute);
  const keptOf = createKept();
  return async (request, url) => {
    const address = readerAddress(
      {
        remoteAddress: request.socket.remoteAddress,
        forwardedFor: joined(request.headers['x-forwarded-for']),
      },
      trustedProxies,
    );
    const { passes, headers, waitSeconds } = await limit.count(address);
    const refusal = passes ? null : tooMany(waitSeconds);
    const page = refusal ? await pageOf(refusal) : await answer(request, url);
    return { ...page, headers: { ...page.headers, ...SHARED, ...headers } };
  };

  async function answer(request: IncomingMessage, url: URL): Promise<Page> {
    const route = program.routeOf(url.pathname);
    const form = program.formOf(route, request.headers.accept);
    if (form === null) return await pageOf(notAcceptable(route));
    // Compressed as this reader wants it: most answers are asked for once.
    const encoding = quickestTo(request.headers['accept-encoding']);
    const key = `api ${form} ${encoding} ${url.pathname}${url.search}`;
    return await cache.page(
      key,
      (version) => program.answer({ url, form, route, db, version, kept: keptOf(version), editions }),
      encoding,
    );
  }
}

/** What browsers ask before they ask with headers of their own. */
export const PREFLIGHT: Page = {
  status: 204,
  headers: {
    ...SHARED,
    'access-control-allow-methods': 'GET, HEAD, OPTIONS',
    'access-control-allow-headers': 'Accept, If-None-Match, If-Modified-Since',
    'access-control-max-age': '86400',
  },
  bodies: { identity: Buffer.alloc(0) },
  etag: null,
};

/** What the server refuses before it reads the address, as a problem. */
export async function apiRefusal({ status, headers, bodies }: Page): Promise<Page> {
  const { allow, connection } = headers;
  const kept = { ...(allow ? { allow: `${allow}, OPTIONS` } : {}), ...(connection ? { connection } : {}) };
  return await apiProblem(status, [bodies.identity.toString().trim()], kept);
}

/** Says nothing but the number of the request. */
export async function apiFault(requestId: string): Promise<Page> {
  return await apiProblem(500, [`If it lasts, tell the operator of this site: request ${requestId}.`]);
}

async function apiProblem(
  status: number,
  problems: readonly string[],
  headers: Readonly<Record<string, string>> = {},
): Promise<Page> {
  const page = await pageOf(problemOf(status, problems, headers));
  return { ...page, headers: { ...page.headers, ...SHARED } };
}

function tooMany(seconds: number): Response {
  return problemOf(429, [`Too many requests from this network address: ask again in ${seconds} seconds.`], {
    'retry-after': String(seconds),
  });
}

function notAcceptable(route: Route): Response {
  const forms = FORMS.filter(
    ({ id }) => id === 'json' || (route.kind === 'resource' && !route.resource.isOne),
  );
  const types = forms.map(({ accepts }) => accepts[0]).join(', ');
  return problemOf(406, [`Accept: this address comes as ${types}.`], { vary: 'Accept' });
}

function joined(header: string | string[] | undefined): string | undefined {
  return Array.isArray(header) ? header.join(',') : header;
}
