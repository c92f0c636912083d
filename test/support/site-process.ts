// Started as a process of its own by site.ts: serves the database of argv[2] on a free port, prints the address,
// and stays until its input ends.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { connect } from '../../db/client.ts';
import { readEnv } from '../../db/env.ts';
import { openSite } from '../../src/lib/site/open-site.ts';
import { readPlace } from './site-place.ts';

// Whoever unsubscribes is noted there.
const given = process.argv[3];
const folder = given || (await mkdtemp(join(tmpdir(), 'census-site-')));
const db = await connect(readPlace(process.argv[2] ?? ''), { max: 4 });
const site = await openSite({
  env: {
    host: '127.0.0.1',
    port: 0,
    publicUrl: undefined,
    dataDir: folder,
    subscriptions: true,
    mail: readEnv({ SMTP_URL: 'smtp://localhost', MAIL_FROM: 'digest@example.org' }).mail,
  },
  log: (event, facts) => {
    if (event.endsWith('-failed')) console.error(event, facts);
  },
  opened: { db },
  warm: false,
});
// Pages load when they are first asked for. Asked for now, a build that replaces `dist/` meanwhile changes nothing.
for (const path of [
  '/',
  '/regions',
  '/sizes',
  '/licenses',
  '/models',
  '/models/no/model',
  '/methods',
  '/no-page',
])
  await fetch(`${site.url}${path}`);
console.log(site.url);
await text(process.stdin);
await site.close();
if (!given) await rm(folder, { recursive: true, force: true });
await db.end({ timeout: 1 });
