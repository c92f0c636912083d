import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Db } from '../../../db/client.ts';
import type { Log } from '../../../db/log.ts';
import type { ApiProgram } from '../api/answer-api.ts';
import { type EditionStore, openEditionStore } from '../editions/store.ts';
import { type Answer, createAnswer } from './answer.ts';
import type { OtherForm, PageHandler } from './census.ts';
import { sendData } from './editions/send-data.ts';
import { ListenError } from './errors.ts';
import { securityHeaders } from './headers.ts';
import { inlineStyles } from './inline-styles.ts';
import type { Page } from './page-cache.ts';
import { plainPage } from './plain-page.ts';
import { send } from './send.ts';
import type { Subscriptions } from './subscriber/visit.ts';

/** What the environment says of the site. */
export interface SiteEnv {
  publicUrl: string | undefined;
  /** Of one network address; 0: any number. */
  apiRequestsPerMinute: number;
  trustedProxies: number;
  /** Whether mail can be asked for. */
  subscriptions: Subscriptions;
  /** Whom readers write to. */
  mailContact: string | undefined;
}

export interface SiteOptions {
  db: Db;
  handler: PageHandler;
  /** Without it nothing is at the addresses of the API. */
  api?: ApiProgram | undefined;
  /** Without it pages come as pages alone. */
  otherForm?: OtherForm | undefined;
  log: Log;
  /** Files of the built client by path; see static-files.ts. */
  files?: ReadonlyMap<string, Page> | undefined;
  /** What is missing: no limit, no proxies, no mail. */
  env?: Partial<SiteEnv> | undefined;
  /** Where editions are kept; none where not given. */
  editionsRoot?: string | undefined;
  /** Where departures are noted, beside the database. */
  departures?: string | undefined;
  /** How long a form may take to arrive. */
  bodyMs?: number | undefined;
  now?: (() => Date) | undefined;
  cacheBytes?: number | undefined;
}

export interface Site {
  /** Resolves with the address once it answers. Throws ListenError, one sentence. Port 0 picks a free one. */
  listen(host: string, port: number): Promise<{ url: string; port: number }>;
  /** Finishes what is being answered, for at most five seconds. */
  close(): Promise<void>;
}

/** What other sites may show in a frame begins so. */
const FRAMED = '/embed/';

const closePatienceMs = 5000;
const limits = {
  headersTimeout: 10_000,
  requestTimeout: 20_000,
  keepAliveTimeout: 5000,
  connectionsCheckingInterval: 5000,
  maxHeaderSize: 16 * 1024,
};

/** The site as a server that is not listening yet. */
export function createSite(options: SiteOptions): Site {
  const publicUrl = options.env?.publicUrl;
  const origin = new URL(publicUrl ?? 'http://localhost').origin;
  const files = options.files ?? new Map();
  const styles = inlineStyles(files);
  const editions = openEditionStore(options.editionsRoot ?? null);
  const answer = createAnswer({
    db: options.db,
    handler: options.handler,
    files,
    styles,
    origin,
    now: options.now ?? (() => new Date()),
    log: options.log,
    editions,
    cacheBytes: options.cacheBytes,
    otherForm: options.otherForm ?? (() => undefined),
    mail: {
      subscriptions: options.env?.subscriptions ?? 'off',
      contact: options.env?.mailContact ?? null,
      trustedProxies: options.env?.trustedProxies ?? 0,
      departures: options.departures ?? null,
      bodyMs: options.bodyMs,
    },
    api:
      options.api === undefined
        ? null
        : {
            program: options.api,
            requestsPerMinute: options.env?.apiRequestsPerMinute ?? 0,
            trustedProxies: options.env?.trustedProxies ?? 0,
            editions,
          },
  });
  const facts = { isSecure: origin.startsWith('https:'), styles: styles.sources };
  const [headers, framed] = [false, true].map((each) =>
    Object.entries(securityHeaders({ ...facts, framed: each })),
  );
  const server = createServer(limits, (request, response) => {
    for (const [name, value] of (request.url?.startsWith(FRAMED) ? framed : headers) ?? [])
      response.setHeader(name, value);
    void respond({ request, response, answer, log: options.log, data: { store: editions, origin } });
  });
  server.on('clientError', (error, socket) => {
    if (socket.writable)
      socket.end('HTTP/1.1 400 Bad Request\r\nConnection: close\r\nContent-Length: 0\r\n\r\n');
    else socket.destroy(error);
  });
  return { listen: (host, port) => listen(server, host, port), close: () => close(server) };
}

interface Exchange {
  request: IncomingMessage;
  response: ServerResponse;
  answer: Answer;
  log: Log;
  data: { store: EditionStore; origin: string };
}

async function respond({ request, response, answer, log, data }: Exchange): Promise<void> {
  const requestId = randomUUID();
  response.setHeader('x-request-id', requestId);
  try {
    if (await sendData({ request, response }, data)) return;
    send(request, response, await answer(request, requestId));
  } catch (error) {
    log('answer-failed', {
      requestId,
      error: error instanceof Error ? (error.stack ?? error.message) : String(error),
    });
    if (response.headersSent) response.destroy();
    else
      send(
        request,
        response,
        plainPage({ status: 500, title: 'This page cannot be shown', says: [`Request ${requestId}.`] }),
      );
  }
}

/** Where a server that listens there is found on this machine. */
export function addressOf(host: string, port: number): string {
  const name = host === '0.0.0.0' || host === '::' ? 'localhost' : host.includes(':') ? `[${host}]` : host;
  return `http://${name}:${port}`;
}

function listen(server: Server, host: string, port: number): Promise<{ url: string; port: number }> {
  return new Promise((resolve, reject) => {
    server.once('error', (cause) => reject(new ListenError({ host, port }, { cause })));
    server.listen({ host, port }, () => {
      const address = server.address();
      const bound = address !== null && typeof address === 'object' ? address.port : port;
      resolve({ url: addressOf(host, bound), port: bound });
    });
  });
}

async function close(server: Server): Promise<void> {
  if (!server.listening) return;
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  server.closeIdleConnections();
  const hurry = setTimeout(() => server.closeAllConnections(), closePatienceMs);
  await closed;
  clearTimeout(hurry);
}
