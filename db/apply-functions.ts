import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Db } from './connection.ts';

const FOLDER = join(import.meta.dirname, 'functions');

/**
 * Creates or replaces the SQL functions of `db/functions/`, in order of file name. They hold no facts, so they
 * follow the program and not the migrations: what is on disk is what runs.
 */
export async function applyFunctions(db: Db): Promise<void> {
  const files = readdirSync(FOLDER).filter((name) => name.endsWith('.sql'));
  const statements = files.sort().map((name) => readFileSync(join(FOLDER, name), 'utf8'));
  // One simple query is one transaction: all functions or none.
  await db.unsafe(statements.join('\n'));
}
