import { request as ask } from 'node:http';
import type { PageHandler } from '../../../../../src/lib/site/census.ts';
import { createSite, type SiteEnv } from '../../../../../src/lib/site/server.ts';
import { formView } from '../../../../../src/lib/site/subscriber/form-view.ts';
import { readChoices } from '../../../../../src/lib/subscribers/choices.ts';
import type { Purpose } from '../../../../../src/lib/subscribers/links.ts';
import { DEFAULT_PREFERENCES } from '../../../../../src/lib/subscribers/preferences.ts';
import { addConfirmed } from '../../../../../src/lib/subscribers/store/add.ts';
import { findSubscriber } from '../../../../../src/lib/subscribers/store/subscribers.ts';
import { issueToken } from '../../../../../src/lib/subscribers/store/tokens.ts';
import { type TestDatabase, testDatabase } from '../../../../support/database.ts';

export const ORIGIN = 'https://census.example.org';

export interface Answered {
  status: number;
  headers: Record<string, string | string[] | undefined>;
  body: string;
}

export interface SubscriberSite {
  database: TestDatabase;
  url: string;
  /** Every line of the log so far. */
  logged: string[];
  /** Asks with these headers; each time from another network, unless one is named. */
  ask(path: string, options?: AskOptions): Promise<Answered>;
  /** Sends a form as the site's own page does. */
  send(
    path: string,
    fields: Readonly<Record<string, string>> | string,
    options?: AskOptions,
  ): Promise<Answered>;
  /** Somebody active, and a token of theirs. */
  subscribed(email: string, purpose: Purpose): Promise<{ subscriberId: number; token: string }>;
  status(email: string): Promise<string | null>;
  close(): Promise<void>;
}

export interface AskOptions {
  method?: string;
  headers?: Record<string, string>;
  body?: string;
  from?: string;
}

/** Says what a page would show, so that nothing has to be built. */
const showing: PageHandler = async (request, { visit }) => {
  if (visit === undefined) return new Response(`page ${new URL(request.url).pathname}`);
  const shown = visit.kind === 'said' ? visit.said : { ...visit, form: formView(visit.form) };
  const isWrong = visit.kind !== 'said' && visit.form.problems.length > 0;
  const status = visit.kind === 'said' ? visit.said.status : isWrong ? 400 : 200;
  return new Response(JSON.stringify({ at: new URL(request.url).pathname, ...shown }), {
    status,
    headers: { 'content-type': 'text/html' },
  });
};

/** The server as it is, over a database, with pages that say what they would show. */
export async function subscriberSite(env: Partial<SiteEnv> = {}): Promise<SubscriberSite> {
  const database = await testDatabase();
  const { db } = database;
  await readChoices(db);
  const logged: string[] = [];
  const site = createSite({
    db,
    handler: showing,
    env: { publicUrl: ORIGIN, subscriptions: 'open', trustedProxies: 1, ...env },
    log: (event, facts) => logged.push(`${event} ${JSON.stringify(facts)}`),
    bodyMs: 300,
  });
  const { url } = await site.listen('127.0.0.1', 0);
  let networks = 0;
  const asked = (path: string, { method = 'GET', headers = {}, body, from }: AskOptions = {}) => {
    networks += 1;
    const network =
      from ?? `2001:db8:${Math.floor(networks / 60_000)}:${(networks % 60_000).toString(16)}::1`;
    const { hostname, port } = new URL(url);
    return new Promise<Answered>((resolve, reject) => {
      const going = ask(
        { hostname, port, path, method, agent: false, headers: { 'x-forwarded-for': network, ...headers } },
        (response) => {
          let text = '';
          response.setEncoding('utf8').on('data', (part) => {
            text += part;
          });
          response.on('end', () =>
            resolve({ status: response.statusCode ?? 0, headers: response.headers, body: text }),
          );
        },
      );
      going.on('error', reject).end(body);
    });
  };
  return {
    database,
    url,
    logged,
    ask: asked,
    send: (path, fields, options = {}) =>
      asked(path, {
        method: 'POST',
        body: typeof fields === 'string' ? fields : new URLSearchParams(fields).toString(),
        ...options,
        headers: {
          'content-type': 'application/x-www-form-urlencoded',
          origin: ORIGIN,
          ...options.headers,
        },
      }),
    subscribed: async (email, purpose) => {
      await addConfirmed(db, { email, preferences: DEFAULT_PREFERENCES, via: 'test' });
      const subscriberId = (await findSubscriber(db, email))?.subscriberId ?? 0;
      return { subscriberId, token: await issueToken(db, { subscriberId, purpose }) };
    },
    status: async (email) => (await findSubscriber(db, email))?.status ?? null,
    close: async () => {
      await site.close();
      await database.drop();
    },
  };
}
