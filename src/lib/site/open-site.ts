import { readdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { z } from 'zod';
import type { OpenDatabase } from '../../../db/client.ts';
import type { Env } from '../../../db/env.ts';
import type { Log } from '../../../db/log.ts';
import { editionsFolder } from '../editions/store.ts';
import { readVersion } from '../metrics/publication.ts';
import { departureFile } from '../subscribers/departure-log.ts';
import { hourOf, type SiteProgram } from './census.ts';
import { keepWarm } from './keep-warm.ts';
import { FIRST_PATHS } from './nav.ts';
import { addressOf, createSite } from './server.ts';
import { readStaticFiles } from './static-files.ts';
import type { Subscriptions } from './subscriber/visit.ts';

export interface OpenSite {
  /** Where the site answers. */
  url: string;
  close(): Promise<void>;
}

export interface SiteParts {
  env: Pick<Env, 'host' | 'port' | 'publicUrl' | 'dataDir'> &
    Partial<Pick<Env, 'apiRequestsPerMinute' | 'trustedProxies' | 'subscriptions' | 'mail' | 'mailContact'>>;
  log: Log;
  /** False: pages are rendered when they are asked for, and not before. */
  warm?: boolean;
  opened: Pick<OpenDatabase, 'db'>;
}

const dist = resolve(import.meta.dirname, '../../../dist');
const entryShape = z.object({
  program: z.custom<SiteProgram>((value) => value !== null && typeof value === 'object' && 'render' in value),
});

/** Serves the built pages; `ensureBuilt` comes first. Throws ListenError. */
export async function openSite({ env, log, opened, warm = true }: SiteParts): Promise<OpenSite> {
  const { program } = entryShape.parse(await importAll(join(dist, 'server')));
  const files = await readStaticFiles(join(dist, 'client'));
  // Links that readers take away need an address; a port that the system picks is known too late.
  const publicUrl = env.publicUrl ?? (env.port === 0 ? undefined : addressOf(env.host, env.port));
  const { apiRequestsPerMinute = 0, trustedProxies = 0, mailContact } = env;
  const site = createSite({
    db: opened.db,
    handler: program.render,
    api: program.api,
    otherForm: program.otherForm,
    files,
    env: {
      publicUrl,
      apiRequestsPerMinute,
      trustedProxies,
      mailContact,
      subscriptions: subscriptionsOf(env),
    },
    editionsRoot: editionsFolder(env.dataDir),
    departures: departureFile(env.dataDir),
    log,
  });
  const { url } = await site.listen(env.host, env.port);
  // Pages read what is missing: without it the first of them is slower, and nothing else.
  program.prepare(opened.db).catch((error: unknown) => log('site-not-prepared', { reason: String(error) }));
  const warming = new AbortController();
  const kept = keepWarm({
    url,
    paths: warm ? FIRST_PATHS : [],
    readMark: async () => JSON.stringify([await readVersion(opened.db), hourOf(new Date())]),
    signal: warming.signal,
  });
  const close = async () => {
    warming.abort();
    await kept;
    await site.close();
  };
  return { url: env.publicUrl ?? url, close };
}

/** Whether mail can be asked for: without a mail server nobody could be asked to confirm. */
export function subscriptionsOf({
  subscriptions = false,
  mail,
}: Partial<Pick<Env, 'subscriptions' | 'mail'>>): Subscriptions {
  if (!subscriptions) return 'off';
  return mail?.smtp == null ? 'no-mail' : 'open';
}

/** Imports the built entry and every chunk: pages that load later would be missing once `dist/` is built anew. */
async function importAll(folder: string): Promise<unknown> {
  const files = await readdir(folder, { recursive: true });
  const chunks = files
    .filter((file) => file.endsWith('.mjs'))
    .map((file) => pathToFileURL(join(folder, file)).href);
  await Promise.all(chunks.map((chunk) => import(chunk)));
  return await import(pathToFileURL(join(folder, 'entry.mjs')).href);
}
