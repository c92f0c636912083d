import type { IncomingMessage } from 'node:http';
import type { Db } from '../../../../db/client.ts';
import type { Log } from '../../../../db/log.ts';
import { type Page, pageOf } from '../page-cache.ts';
import { plainPage } from '../plain-page.ts';
import { isForeign } from './is-foreign.ts';
import { type Place, placeOf } from './place.ts';
import { readBody } from './read-body.ts';
import * as says from './sayings.ts';
import { createSettings } from './settings.ts';
import { createSubscribe } from './subscribe.ts';
import { createTokenPages } from './token-pages.ts';
import type { Said, Subscriptions, Visit } from './visit.ts';

export interface SubscriberOptions {
  db: Db;
  /** Where readers find the site. */
  origin: string;
  subscriptions: Subscriptions;
  trustedProxies: number;
  /** Where departures are noted; null: nowhere but in the database. */
  departures: string | null;
  log: Log;
  /** Renders the page at a path, which shows what came of a request. */
  render: (path: string, visit: Visit) => Promise<Response>;
  /** How long a form may take to arrive. */
  bodyMs?: number | undefined;
}

/** What a request comes to: a page about it, or an answer that is no page. */
export type Outcome = Visit | Response;

const usualBodyMs = 5000;

/** Never kept, never passed on: addresses of these pages hold a token. */
const PRIVATE = {
  'cache-control': 'no-store',
  'referrer-policy': 'no-referrer',
  'x-robots-tag': 'noindex, nofollow',
};

/** Where a page is rendered: its own address, with the token, goes no further than here. */
const RENDERED_AT = '/digest/subscriber';

/** Whether these answers are given here: pages with a token, and every form that is sent. */
export function isOfSubscriber({ url, method }: Pick<IncomingMessage, 'url' | 'method'>): boolean {
  const place = placeOf(pathOf(url));
  return place !== null && (place.kind !== 'subscribe' || (method !== 'GET' && method !== 'HEAD'));
}

/** Answers whoever comes to subscribe, confirm, change or leave. GET changes nothing. Never throws. */
export function createSubscriberProgram(options: SubscriberOptions) {
  const { origin, log, bodyMs = usualBodyMs } = options;
  const subscribe = createSubscribe(options);
  const settings = createSettings(options);
  const { confirm, unsubscribe } = createTokenPages(options);

  return async (request: IncomingMessage, requestId: string): Promise<Page> => {
    const place = placeOf(pathOf(request.url));
    try {
      if (place === null) throw new Error('no address of subscribers');
      return await pageFor(place, await outcome(place, request));
    } catch (error) {
      log('subscriber-failed', { requestId, place: place?.kind ?? 'none', error: withoutWords(error) });
      const fault = plainPage({
        status: 500,
        title: 'This page cannot be shown',
        says: [
          'Something went wrong here, not with you. Please try again.',
          `If it lasts, tell the operator of this site: request ${requestId}.`,
        ],
      });
      return { ...fault, headers: { ...fault.headers, ...PRIVATE, connection: 'close' } };
    }
  };

  async function outcome(place: Place, request: IncomingMessage): Promise<Outcome> {
    const { method } = request;
    if (method === 'GET' || method === 'HEAD') return await shown(place);
    if (method !== 'POST') return page(says.WRONG_METHOD);
    // RFC 8058: whatever is sent there unsubscribes, from anywhere, in either form.
    if (place.kind === 'unsubscribe') {
      await readBody(request, bodyMs);
      return await unsubscribe.pressed(place.token);
    }
    if (place.kind === 'subscribe' && isForeign(request.headers, origin)) return page(says.FOREIGN);
    if (!isForm(request)) return page(says.NOT_A_FORM);
    const body = await readBody(request, bodyMs);
    if ('fault' in body) return page(body.fault === 'long' ? says.TOO_LONG : says.TOO_SLOW);
    const sent = new URLSearchParams(body.text);
    if (place.kind === 'subscribe') return await subscribe(request, sent);
    if (place.kind === 'confirm') return await confirm.pressed(place.token);
    return await settings.sent(place, sent);
  }

  async function shown(place: Place): Promise<Outcome> {
    if (place.kind === 'confirm') return await confirm.shown(place.token);
    if (place.kind === 'unsubscribe') return unsubscribe.shown(place.token);
    if (place.kind === 'settings') return await settings.shown(place);
    throw new Error('the form is a page like any other');
  }

  async function pageFor(place: Place, result: Outcome): Promise<Page> {
    const isPage = !(result instanceof Response);
    const at = isPage && result.kind === 'form' ? '/digest/subscribe' : RENDERED_AT;
    const made = await pageOf(isPage ? await options.render(at, result) : result);
    // A browser that is told to send no referrer does not say where its form comes from either.
    const { 'referrer-policy': referrer, ...rest } = PRIVATE;
    const own = place.kind === 'subscribe' ? rest : { ...rest, 'referrer-policy': referrer };
    const headers = { ...made.headers, ...own, ...headersFor(made.status) };
    return { ...made, headers, etag: null };
  }
}

function page(said: Said): Visit {
  return { kind: 'said', said };
}

function headersFor(status: number): Readonly<Record<string, string>> {
  if (status === 405) return { allow: 'GET, HEAD, POST' };
  if (status === 429) return { 'retry-after': '3600' };
  // The rest of the body is not waited for.
  return [403, 408, 413, 415].includes(status) ? { connection: 'close' } : {};
}

function isForm({ headers }: IncomingMessage): boolean {
  return /^application\/x-www-form-urlencoded\s*(;|$)/i.test(headers['content-type'] ?? '');
}

function pathOf(url: string | undefined): string {
  return (url ?? '').replace(/[?#].*$/s, '');
}

/** What an error is and where it was thrown. Its message may repeat what somebody wrote. */
function withoutWords(error: unknown): string {
  if (!(error instanceof Error)) return typeof error;
  const code = 'code' in error ? ` ${String(error.code)}` : '';
  const frames = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line));
  return [`${error.name}${code}`, ...frames.slice(0, 8)].join('\n');
}
