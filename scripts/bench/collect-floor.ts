import { hub } from '../../collectors/hub/index.ts';
import type { ModelRecord } from '../../collectors/collector.ts';
import { columnsOf } from '../../collectors/store.ts';
import { openDatabase } from '../../db/client.ts';
import type { Db } from '../../db/client.ts';
import { realEffects } from '../effects.ts';
import { fail } from '../log.ts';
import { answerParent, inputFromParent } from './processes.ts';
import { insertFloorRows } from './floor-rows.ts';

/** The floor: only JSON.parse and the insert are timed. */
async function main(): Promise<void> {
  const { hubUrl, dataDir, models } = inputFromParent<{ hubUrl: string; dataDir: string; models: number }>();
  const silent = () => undefined;
  const opened = await openDatabase({ databaseUrl: undefined, dataDir }, silent, { relaxedCommit: true });
  const effects = realEffects(silent, new AbortController().signal);
  const collector = hub({ hubUrl, token: undefined });
  const start = { resumeFrom: null, pages: 0, records: 0 };
  let ms = 0;
  let read = 0;
  for await (const page of collector.walk(effects, start)) {
    const body = JSON.stringify(page.entries);
    const records = page.entries.map(collector.parse);
    ms += await timePage(opened.db, body, records);
    read += page.entries.length;
    if (read >= models) break;
  }
  answerParent({ seconds: ms / 1000, models: read });
  await opened.db`drop table if exists bench_floor`;
  await opened.close();
}

async function timePage(db: Db, body: string, records: ModelRecord[]): Promise<number> {
  const columns = columnsOf(records);
  const started = performance.now();
  JSON.parse(body);
  await insertFloorRows(db, columns);
  return performance.now() - started;
}

main().catch(fail);
