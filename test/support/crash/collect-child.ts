// Started as a process of its own: takes one look at the stand-in Hub into a test database, says how far it is,
// and may be killed at any moment.
import { setTimeout as sleep } from 'node:timers/promises';
import type { Effects } from '../../../collectors/collector.ts';
import { hub } from '../../../collectors/hub/index.ts';
import { walk } from '../../../collectors/hub/walk.ts';
import { runCollector } from '../../../collectors/run-collector.ts';
import { connect } from '../../../db/client.ts';
import { Secret } from '../../../db/secret.ts';

/** What a child is told, as JSON. */
export interface ChildOrder {
  hubUrl: string;
  day: string;
  pageSize: number;
  /** The child says `walked` when it has stored this many pages. */
  pages: number;
  database: { url: string } | { host: string; port: number; user: string; database: string };
}

async function main(order: ChildOrder): Promise<void> {
  const { database, hubUrl, day, pageSize } = order;
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
  const options = { hubUrl, token: undefined };
  const collector = {
    ...hub(options),
    walk: (at: Effects, from: Parameters<typeof walk>[2]) =>
      walk(at, { ...options, order: 'createdAt', atMost: null, pageSize }, from),
  };
  console.log('collecting');
  await runCollector(collector, {
    db,
    effects,
    onProgress: ({ pages }) => {
      if (pages === order.pages) console.log('walked');
    },
  });
  console.log('published');
  await db.end();
}

await main(JSON.parse(process.argv[2] ?? '') as ChildOrder);
