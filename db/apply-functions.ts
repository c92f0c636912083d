import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Db } from './connection.ts';

const FOLDER = join(import.meta.dirname, 'functions');

/**
 * Creates or replaces the SQL functions of `db/functions/`, in order of file name. They hold no facts, so they
 * follow the program and not the migrations: what is on disk is what runs.
 */
export async function applyFunctions(db: Db): Promise<void> {
  const files = readdirSync(FOLDER).filter((name) => name.endsWith('.sql'));
  const statements = files.sort().map((name) => readFileSync(join(FOLDER, name), 'utf8'));
  for (let attempt = 1; ; attempt++) {
    try {
      // One simple query is one transaction: all functions or none.
      await db.unsafe(statements.join('\n'));
      return;
    } catch (error) {
      if (attempt === mostAttempts || !isDeadlock(error)) throw error;
      await sleep(attempt * 500);
    }
  }
}

/** A publication that begins meanwhile uses some of them in another order; the server then ends one of the two. */
const mostAttempts = 8;

function isDeadlock(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === '40P01';
}
