import { openDatabase } from '../db/client.ts';
import { readEnv } from '../db/env.ts';
import { createLog, fail } from './log.ts';
import { prepare } from './prepare.ts';

/** Brings schema, functions and reference data up to date, and ends. */
async function main(): Promise<void> {
  const env = readEnv(process.env);
  const log = createLog(env.log);
  const opened = await openDatabase(env, log);
  try {
    await prepare(opened, log);
  } finally {
    await opened.close();
  }
}

main().catch(fail);
