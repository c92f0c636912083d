import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type TestDatabase, testDatabase } from '../../support/database.ts';
import { effectsOn } from '../../support/effects.ts';
import { totalsByDay } from '../cell-sums.ts';
import { contentOf, forgetAll } from '../listing.ts';
import { qualityLog } from '../stored.ts';
import type { ImportOrder } from './import-child.ts';
import { runImport, wordsOf, workFolder } from './run-import.ts';

let broken: TestDatabase;
let whole: TestDatabase;
let unbroken: Awaited<ReturnType<typeof contentOf>>;
const folder = workFolder();
const DAYS = ['2025-09-01', '2025-09-02', '2025-09-03'];
const source = folder.write('days.csv', table(DAYS));

beforeAll(async () => {
  [broken, whole] = await Promise.all([testDatabase(), testDatabase()]);
  await runImport(
    'csv',
    { ...wordsOf('list'), source },
    { db: whole.db, dataDir: `${folder.dataDir}-whole` },
  );
  unbroken = await contentOf(whole.db);
});
afterAll(async () => {
  folder.drop();
  await Promise.all([broken.drop(), whole.drop()]);
});

/** Days of 10,100 models each, three pages; some move every day. */
function table(days: readonly string[], shift = 0): string {
  const rows = days.flatMap((day, d) =>
    Array.from({ length: 10_100 }, (_, n) => `${day},acme/m${n},${n + shift + (n % 7 === 0 ? d : 0)},1`),
  );
  return `date,repo_id,downloads_30d,likes\n${rows.join('\n')}\n`;
}

/** Imports until a progress sentence matches, then asks the process to stop. */
async function stopAt(pattern: RegExp, file = source) {
  const stopping = new AbortController();
  const effects = effectsOn('2026-11-20', stopping.signal);
  const onProgress = (says: string) => {
    if (pattern.test(says)) stopping.abort(new Error('stopped'));
  };
  const order = { db: broken.db, dataDir: folder.dataDir, effects, onProgress };
  await expect(runImport('csv', { ...wordsOf('list'), source: file }, order)).rejects.toThrow('stopped');
}

function goOn(file = source) {
  return runImport('csv', { ...wordsOf('list'), source: file }, { db: broken.db, dataDir: folder.dataDir });
}

describe('an import that was stopped', () => {
  test.each([
    ['before its first page', /day 1 of 3, 0 models/, 3],
    ['within a day', /day 2 of 3, 5,000 models/, 2],
    ['between two days', /day 2 of 3, 10,100 models/, 1],
  ])('%s goes on there and ends like one that was left alone', async (_, pattern, left) => {
    await forgetAll(broken.db);
    await stopAt(pattern);

    const summary = await goOn();

    expect(summary.published).toHaveLength(left);
    expect(await contentOf(broken.db)).toEqual(unbroken);
    expect(folder.left('list')).toEqual([]);
  });

  test('does not mix two revisions of its file: the half day is given up, with the reason', async () => {
    await forgetAll(broken.db);
    await stopAt(/day 2 of 3, 5,000 models/);
    const changed = folder.write('changed.csv', table(DAYS, 1));

    const summary = await goOn(changed);

    expect(summary.published.map(({ asOf }) => asOf)).toEqual(['2025-09-02', '2025-09-03']);
    const rejected = (await qualityLog(broken.db)).filter(({ kind }) => kind === 'snapshot-rejected');
    expect(rejected).toHaveLength(1);
    expect(rejected[0]?.['says']).toMatch(
      /^The look of 2025-09-02 was begun from days\.csv sha256:[0-9a-f]{64}, and its file has changed since\.$/,
    );
    const sum = (await totalsByDay(broken.db)).find(({ asOf }) => asOf === '2025-09-02');
    // Models 0 to 10,099, one more each than in the first file, and one in seven moved by one.
    expect(sum?.downloads).toBe(50_999_950 + 10_100 + 1443);
  });
});

test('four kills lose nothing, and the import ends like one that was left alone', async () => {
  await forgetAll(broken.db);
  let deaths = 0;
  for (let kill = 0; kill < 4; kill++) deaths += (await child(40 + kill * 90)) === null ? 1 : 0;
  const end = await child(null);

  expect(end).toBe(0);
  expect(deaths).toBeGreaterThan(1);
  await broken.db`select index_names()`;
  expect(await contentOf(broken.db)).toEqual(unbroken);
  expect(folder.left('list')).toEqual([]);
}, 120_000);

/** Runs a child that dies so long after its first word. Returns its exit code, null when it was killed. */
async function child(dieAfterMs: number | null): Promise<number | null> {
  const path = fileURLToPath(new URL('./import-child.ts', import.meta.url));
  const started = spawn(process.execPath, [path], { stdio: ['pipe', 'pipe', 'inherit'] });
  const { connection } = broken;
  const database =
    'url' in connection
      ? { url: connection.url.reveal() }
      : {
          host: connection.host,
          port: connection.port,
          user: connection.user,
          database: connection.database,
        };
  const order: ImportOrder = { source, dataDir: folder.dataDir, database };
  createInterface(started.stdout).once('line', () => {
    if (dieAfterMs !== null) setTimeout(() => started.kill('SIGKILL'), dieAfterMs);
  });
  started.stdin.end(`${JSON.stringify(order)}\n`);
  const code = await new Promise<number | null>((resolve) => started.once('close', resolve));
  await settled();
  return code;
}

/** Waits until nobody works for a killed child any more. */
async function settled(): Promise<void> {
  for (;;) {
    const busy = await broken.db`
      select 1 from pg_stat_activity
      where datname = current_database() and pid <> pg_backend_pid() and state = 'active'`;
    if (busy.length === 0) return;
    await sleep(20);
  }
}
