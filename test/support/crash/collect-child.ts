// Started as a process of its own: waits for its order, takes one look at the stand-in Hub into a test database,
// says how far it is, and may be killed at any moment.
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Effects } from '../../../collectors/collector.ts';
import { runCollector } from '../../../collectors/run-collector.ts';
import { connect } from '../../../db/client.ts';
import { Secret } from '../../../db/secret.ts';
import { smallPages } from './small-pages.ts';

/** What a child is told, as one line of JSON. */
export interface ChildOrder {
  hubUrl: string;
  day: string;
  pageSize: number;
  /** The child says `walked` when it has stored this many pages. */
  pages: number;
  database: { url: string } | { host: string; port: number; user: string; database: string };
}

async function collect({ database, hubUrl, day, pageSize, pages: last }: ChildOrder): Promise<void> {
  const connection = 'url' in database ? { url: new Secret(database.url) } : { ...database, password: null };
  const db = await connect(connection, { max: 2, relaxedCommit: true });
  const effects: Effects = {
    fetch,
    now: () => new Date(`${day}T12:00:00Z`),
    sleep: (ms) => sleep(ms),
    random: Math.random,
    log: () => {},
    signal: new AbortController().signal,
  };
  console.log('collecting');
  await runCollector(smallPages(hubUrl, pageSize), {
    db,
    effects,
    onProgress: ({ pages }) => {
      if (pages === last) console.log('walked');
    },
  });
  await db.end();
}

for await (const line of createInterface(process.stdin)) {
  await collect(JSON.parse(line) as ChildOrder);
  process.exit(0);
}
