import { defineMiddleware } from 'astro:middleware';
import type { OpenDatabase } from '../db/client.ts';

let opened: Promise<OpenDatabase> | undefined;

/** In `astro dev` fills the locals that the server passes otherwise; always keeps what a page threw for the server. */
export const onRequest = defineMiddleware(async ({ locals }, next) => {
  if (import.meta.env.DEV) {
    opened ??= openForDevelopment();
    const { db } = await opened;
    const { readVersion } = await import('./lib/metrics/publication.ts');
    const { editionsFolder, openEditionStore } = await import('./lib/editions/store.ts');
    const { readEnv } = await import('../db/env.ts');
    const editions = openEditionStore(editionsFolder(readEnv(process.env).dataDir));
    locals.census = {
      db,
      version: await readVersion(db),
      now: new Date(),
      editions,
      subscriptions: 'no-mail',
      contact: null,
    };
  }
  try {
    return await next();
  } catch (error) {
    locals.census.fault = error;
    throw error;
  }
});

async function openForDevelopment(): Promise<OpenDatabase> {
  const { openDatabase } = await import('../db/client.ts');
  const { readEnv } = await import('../db/env.ts');
  return await openDatabase(readEnv(process.env), () => {});
}
