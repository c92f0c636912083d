import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ChildOrder } from '../support/crash/child-order.ts';
import { type OwnServer, ownServer } from '../support/crash/own-server.ts';
import { type StandInHub, startHub } from '../support/hub/start-hub.ts';
import { newestSnapshot } from './stored.ts';

const MODELS = Number(process.env.CENSUS_MEMORY_MODELS ?? 20_000);
const CHILD = fileURLToPath(new URL('../support/crash/collect-child.ts', import.meta.url));
/** The program itself, and what two pages of a thousand models need. */
const HEAP_MB = 64;

let server: OwnServer;
let hub: StandInHub;
beforeAll(async () => {
  [server, hub] = await Promise.all([ownServer(), startHub({ models: { generated: MODELS, seed: 2 } })]);
});
afterAll(async () => {
  await Promise.all([server.remove(), hub.close()]);
});

test(`a look at ${MODELS} models needs a heap of ${HEAP_MB} MB, however many they are`, async () => {
  const order: ChildOrder = {
    hubUrl: hub.url,
    day: '2026-11-20',
    pageSize: 1000,
    pages: 1e9,
    database: server.place(),
  };
  const child = spawn(process.execPath, [`--max-old-space-size=${HEAP_MB}`, CHILD], {
    stdio: ['pipe', 'ignore', 'inherit'],
  });
  child.stdin?.write(`${JSON.stringify(order)}\n`);
  const [code] = await once(child, 'close');

  expect(code).toBe(0);
  const db = await server.connect();
  expect(await newestSnapshot(db)).toMatchObject({ status: 'published', pages: MODELS / 1000 + 1 });
  await db.end();
}, 600_000);
