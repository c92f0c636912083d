import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { copyRows, readAtOnce } from '../../../../src/lib/editions/source/copy-rows.ts';
import { readOfSnapshots } from '../../../../src/lib/editions/source/of-snapshot.ts';
import { type TestDatabase, testDatabase } from '../../../support/database.ts';
import { publishMade } from './made-panel.ts';

let database: TestDatabase;

beforeAll(async () => {
  database = await testDatabase();
  await publishMade(database.db);
}, 60_000);
afterAll(() => database.drop());

async function asked() {
  const [of] = await readOfSnapshots(database.db, 'hub');
  if (!of) throw new Error('nothing is published');
  return of;
}

// The registry is larger than the stream holds: postgres.js then stops the connection, often with the last piece.
test('a reader however slow does not keep the connection from its next table', async () => {
  const of = await asked();
  const sizes: number[] = [];
  await readAtOnce(database.db, async (reading) => {
    for (let round = 0; round < 30; round++)
      await copyRows(reading, { table: 'registry', asked: of }, async (csv) => {
        let bytes = 0;
        for await (const chunk of csv) {
          bytes += chunk.length;
          if (round % 3 === 0) await wait(1);
        }
        sizes.push(bytes);
      });
  });
  expect(new Set(sizes).size).toBe(1);
  expect(sizes).toHaveLength(30);
}, 20_000);

test('a reader that gives up in the middle ends the reading, and the connection goes back', async () => {
  const of = await asked();
  for (let round = 0; round < 12; round++) {
    const reading = readAtOnce(database.db, (all) =>
      copyRows(all, { table: 'registry', asked: of }, async (csv) => {
        for await (const chunk of csv) throw new Error(`given up after ${chunk.length > 0}`);
      }),
    );
    await expect(reading).rejects.toThrow('given up after true');
  }
  const open = await database.db`
    select from pg_stat_activity where backend_type = 'client backend' and datname = current_database() and state <> 'idle' and pid <> pg_backend_pid()`;
  expect(open.length).toBe(0);
}, 20_000);
