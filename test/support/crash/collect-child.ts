// Started as a process of its own: waits for its order, takes one look at the stand-in Hub into a test database,
// says how far it is, and may be killed at any moment, or lose its database.
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Effects } from '../../../collectors/collector.ts';
import { runCollector } from '../../../collectors/run-collector.ts';
import { connect } from '../../../db/client.ts';
import { CHILD_NAME, type ChildOrder } from './child-order.ts';
import { smallPages } from './small-pages.ts';

async function collect({ database, hubUrl, day, pageSize, pages: last }: ChildOrder): Promise<void> {
  const options = { max: 2, relaxedCommit: true, applicationName: CHILD_NAME };
  const db = await connect({ ...database, password: null }, options);
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
  try {
    await collect(JSON.parse(line) as ChildOrder);
    process.exit(0);
  } catch (error) {
    console.log(`failed: ${error}`);
    process.exit(3);
  }
}
