// Started as a process of its own: waits for its order, sends what is due beside others, says when it begins, and may be killed
// at any moment.
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { openDatabase } from '../../../db/client.ts';
import { readEnv } from '../../../db/env.ts';
import { amongSenders } from '../../../src/lib/delivery/keep-sending.ts';
import { MAILS } from '../../../src/lib/delivery/mails/index.ts';
import { createSender } from '../../../src/lib/delivery/sender.ts';
import { countWaiting } from '../../../src/lib/delivery/store/report.ts';
import type { SendOrder } from './send-order.ts';
import { settingsFor } from './start-smtp.ts';

async function send({ key, port, concurrency, clockBackMs }: SendOrder): Promise<void> {
  const realNow = Date.now;
  Date.now = () => realNow() - clockBackMs;
  const { db, close } = await openDatabase(readEnv(process.env), () => undefined, { max: concurrency + 2 });
  const settings = {
    from: { name: 'Open Model Census', address: 'digest@example.org' },
    replyTo: null,
    bounces: 'bounces@example.org',
    unsubscribe: null,
    operator: null,
    dkim: null,
    smtp: { ...settingsFor(port, { secure: false, hasTls: true }), concurrency },
  };
  const { signal } = new AbortController();
  const log = () => undefined;
  const about = { db, settings, origin: 'https://census.example.org', mails: MAILS, log, signal };
  const sender = createSender(about, 'child');
  const pace = { beatMs: 60, goneMs: 500, lookMs: 100 };
  await amongSenders(sender, { db, log, signal, pace }, async () => {
    console.log('sending');
    while ((await countWaiting(db, { kind: 'issue', key })) > 0) {
      await sender.round();
      await sleep(30);
    }
  });
  await close();
}

for await (const line of createInterface(process.stdin)) {
  await send(JSON.parse(line) as SendOrder);
  process.exit(0);
}
