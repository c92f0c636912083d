import { hub } from '../../collectors/hub/index.ts';
import { type Db, openDatabase } from '../../db/client.ts';
import { realEffects } from '../effects.ts';
import { fail } from '../log.ts';
import {
  createFloorTables,
  dropFloorTables,
  type FloorColumns,
  floorColumns,
  insertFloorRows,
} from './floor-rows.ts';
import { answerParent, inputFromParent } from './processes.ts';

/** The floor: only JSON.parse and the insert are timed. */
async function main(): Promise<void> {
  const { hubUrl, dataDir, models } = inputFromParent<{ hubUrl: string; dataDir: string; models: number }>();
  const silent = () => undefined;
  const opened = await openDatabase({ databaseUrl: undefined, dataDir }, silent, { relaxedCommit: true });
  const effects = realEffects(silent, new AbortController().signal);
  const collector = hub({ hubUrl, token: undefined });
  const start = { resumeFrom: null, pages: 0, records: 0 };
  await createFloorTables(opened.db);
  let ms = 0;
  let read = 0;
  for await (const page of collector.walk(effects, start)) {
    const body = JSON.stringify(page.entries);
    const records = page.entries.map(collector.parse);
    const columns = await floorColumns(opened.db, records);
    ms += await timePage(opened.db, body, columns);
    read += page.entries.length;
    if (read >= models) break;
  }
  answerParent({ seconds: ms / 1000, models: read });
  await dropFloorTables(opened.db);
  await opened.close();
}

async function timePage(db: Db, body: string, columns: FloorColumns): Promise<number> {
  const started = performance.now();
  JSON.parse(body);
  await insertFloorRows(db, columns);
  return performance.now() - started;
}

main().catch(fail);
