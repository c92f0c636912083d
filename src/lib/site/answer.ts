import type { IncomingMessage } from 'node:http';
import type { Db } from '../../../db/client.ts';
import type { Log } from '../../../db/log.ts';
import { type ApiOptions, apiFault, apiRefusal, createApi, isOfApi, PREFLIGHT } from '../api/serve-api.ts';
import type { EditionStore } from '../editions/store.ts';
import { readVersion, type Version } from '../metrics/publication.ts';
import { type Census, hourOf, type OtherForm, type PageHandler } from './census.ts';
import { decoded } from './decoded.ts';
import type { InlineStyles } from './inline-styles.ts';
import { createPageCache, type Page } from './page-cache.ts';
import { plainPage, plainText } from './plain-page.ts';
import { createSubscriberProgram, isOfSubscriber } from './subscriber/answer-subscriber.ts';
import type { Subscriptions, Visit } from './subscriber/visit.ts';

export interface AnswerOptions {
  db: Db;
  handler: PageHandler;
  files: ReadonlyMap<string, Page>;
  styles: InlineStyles;
  /** Where readers find the site: the origin of every Request a page sees, whatever the Host header says. */
  origin: string;
  now: () => Date;
  log: Log;
  editions: EditionStore;
  cacheBytes?: number | undefined;
  /** Null: nothing is at its addresses. */
  api: Pick<ApiOptions, 'program' | 'requestsPerMinute' | 'trustedProxies' | 'editions'> | null;
  otherForm: OtherForm;
  mail: MailFacts;
}

/** What the site knows of the mail that it is asked for. */
export interface MailFacts {
  subscriptions: Subscriptions;
  /** Whom readers write to; null: not said. */
  contact: string | null;
  trustedProxies: number;
  /** The file of `departure-log.ts`; null: none. */
  departures: string | null;
  /** How long a form may take to arrive. */
  bodyMs?: number | undefined;
}

export type Answer = (request: IncomingMessage, requestId: string) => Promise<Page>;

const longestAddress = 2048;
const largestBody = 16 * 1024;
const readyMs = 1000;
const apiBytes = 16 * 2 ** 20;

/** Answers one request: health, a file, or a page. Never throws. */
export function createAnswer(options: AnswerOptions): Answer {
  const { db, files, now, origin, editions, cacheBytes, mail } = options;
  const cache = createPageCache({
    readVersion: () => readVersion(db),
    now,
    ...(cacheBytes === undefined ? {} : { maxBytes: cacheBytes }),
  });
  // Apart, so that a walk through a long list does not push out the pages that readers come back to.
  const answers = createPageCache({ readVersion: () => readVersion(db), now, maxBytes: apiBytes });
  const api = options.api && createApi({ ...options.api, db, cache: answers });
  const subscriber = createSubscriberProgram({ ...mail, db, origin, log: options.log, render: visited });
  return async (request, requestId) => {
    if (isOfSubscriber(request)) return await subscriber(request, requestId);
    const ofApi = api !== null && isOfApi(request.url);
    if (ofApi && request.method === 'OPTIONS') return PREFLIGHT;
    const refusal = refuse(request);
    if (refusal) return ofApi ? await apiRefusal(refusal) : refusal;
    const url = URL.parse(request.url ?? '', origin);
    if (!url || url.origin !== origin) return plainText(400, 'The address cannot be read.');
    if (ofApi) return await answered(() => api(request, url), { requestId, path: url.pathname });
    if (url.pathname === '/livez') return plainText(200, 'alive');
    if (url.pathname === '/readyz') return await ready(db);
    const file = files.get(decoded(url.pathname));
    if (file) return file;
    const other = options.otherForm(url, request.headers.accept);
    const page = await rendered(other ?? url, requestId);
    return other === undefined ? page : { ...page, headers: { ...page.headers, ...formHeaders(other) } };
  };

  async function answered(
    work: () => Promise<Page>,
    about: { requestId: string; path: string },
  ): Promise<Page> {
    try {
      return await work();
    } catch (error) {
      options.log('answer-failed', { ...about, error: textOf(error) });
      return await apiFault(about.requestId);
    }
  }

  async function rendered(url: URL, requestId: string): Promise<Page> {
    const hour = hourOf(now());
    let census: Census | undefined;
    try {
      // Pages may say how old they are, so the hour is part of what they depend on; some show what is on the disk.
      const files = isAboutEditions(url) ? await editions.mark() : '';
      return await cache.page(
        `${hour.toISOString()} ${files} ${url.pathname}${url.search}`,
        async (version) => {
          census = censusOf(version, hour);
          const response = await options.handler(new Request(url, { headers: pageHeaders }), { census });
          if (response.status < 500) return await styled(response, options.styles);
          throw census.fault ?? new Error(`the page answered ${response.status}`);
        },
      );
    } catch (error) {
      return faultPage(error, { requestId, path: url.pathname, log: options.log });
    }
  }

  function censusOf(version: Version, hour: Date): Census {
    const { subscriptions, contact } = mail;
    return { db, version, now: hour, editions, subscriptions, contact };
  }

  /** A page that is no function of its address: rendered for one reader, and never kept. */
  async function visited(path: string, visit: Visit): Promise<Response> {
    const census = censusOf(await readVersion(db), hourOf(now()));
    const request = new Request(new URL(path, origin), { headers: pageHeaders });
    const response = await options.handler(request, { census, visit });
    if (response.status < 500 || census.fault === undefined) return await styled(response, options.styles);
    throw census.fault;
  }
}

/** What caches must know of an address with several forms. `other`: the one that was sent instead of the page. */
function formHeaders(other: URL | null): Readonly<Record<string, string>> {
  const where = other === null ? {} : { 'content-location': `${other.pathname}${other.search}` };
  return { vary: 'Accept', ...where };
}

function isAboutEditions({ pathname }: URL): boolean {
  return pathname === '/data' || pathname.startsWith('/data/');
}

async function styled(response: Response, { into }: InlineStyles): Promise<Response> {
  if (!response.headers.get('content-type')?.startsWith('text/html')) return response;
  return new Response(into(await response.text()), response);
}

// Pages depend on their address alone: no header of the reader reaches them, or a cached page would carry it.
const pageHeaders = { accept: 'text/html' };

function refuse({ method, headers, url }: IncomingMessage): Page | null {
  if (method !== 'GET' && method !== 'HEAD') {
    const page = plainText(405, 'Only GET and HEAD are answered here.');
    return { ...page, headers: { ...page.headers, allow: 'GET, HEAD' } };
  }
  if (headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > largestBody) {
    const page = plainText(413, 'A request for a page has no body.');
    return { ...page, headers: { ...page.headers, connection: 'close' } };
  }
  if (!url?.startsWith('/') || url.startsWith('//')) return plainText(400, 'The address cannot be read.');
  if (url.length > longestAddress)
    return plainText(414, `An address has at most ${longestAddress} characters.`);
  return null;
}

/** Ready: the database answers, is migrated, and something is published. */
async function ready(db: Db): Promise<Page> {
  const timeout = AbortSignal.timeout(readyMs);
  const late = new Promise<never>((_, reject) => {
    timeout.addEventListener('abort', () => reject(new Error(`no answer within ${readyMs} ms`)));
  });
  try {
    const { publishedAt } = await Promise.race([readVersion(db), late]);
    return publishedAt ? plainText(200, 'ready') : plainText(503, 'No snapshot is published yet.');
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    return plainText(503, 'The database does not answer.');
  }
}

function faultPage(
  error: unknown,
  { requestId, path, log }: { requestId: string; path: string; log: Log },
): Page {
  const expected = expectedFault(error);
  if (expected) return plainPage(expected);
  log('page-failed', {
    requestId,
    path,
    error: textOf(error),
  });
  return plainPage({
    status: 500,
    title: 'This page cannot be shown',
    says: [
      'Something went wrong here, not with you.',
      `If it lasts, tell the operator of this site: request ${requestId}.`,
    ],
  });
}

function textOf(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

/** Errors that know their status. Pages are bundled, so their classes are not ours: the field decides. */
function expectedFault(error: unknown) {
  if (!(error instanceof Error) || !('status' in error) || typeof error.status !== 'number') return null;
  const problems =
    'problems' in error && Array.isArray(error.problems) ? error.problems.map(String) : [error.message];
  const title = error.status === 503 ? 'Nothing is published yet' : 'This address asks for what is not there';
  return { status: error.status, title, says: problems };
}
