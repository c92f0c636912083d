import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { applyFunctions } from './apply-functions.ts';
import { connectDedicated } from './client.ts';
import type { Connection, Db } from './connection.ts';
import { DatabaseError } from './errors.ts';
import type { Log } from './log.ts';

const migrationsFolder = join(import.meta.dirname, 'migrations');

// Any number will do, as long as every version of the program uses the same.
const lockKey = 4_321_150_815;
const lockPatience = '10min';
const statementPatience = '5s';

const journalShape = z.object({
  entries: z.array(z.object({ idx: z.int(), when: z.int(), tag: z.string() })),
});
type Entry = z.infer<typeof journalShape>['entries'][number];

/**
 * Brings the schema up to date: all pending migrations or none, then the SQL functions. One process at a time; others wait for it.
 * Throws a DatabaseError when the journal is out of order, the database is newer than the program, or a migration fails.
 */
export async function migrate(
  connection: Connection,
  log: Log,
  folder: string = migrationsFolder,
): Promise<void> {
  const started = Date.now();
  const entries = readJournal(folder);
  // A client of its own: Drizzle replaces the parsers of the client it gets, and the lock is lost with the session.
  const db = connectDedicated(connection);
  try {
    await db`select set_config('lock_timeout', ${lockPatience}, false)`;
    await db`select pg_advisory_lock(${lockKey})`;
    const applied = await appliedMigrations(db);
    const pending = pendingEntries(entries, applied);
    await db`select set_config('lock_timeout', ${statementPatience}, false)`;
    if (pending.length > 0) await applyPending(db, folder);
    if (folder === migrationsFolder) await applyFunctions(db);
    if (pending.length === 0) return;
    log('database-migrated', { migrations: pending.map(({ tag }) => tag), ms: Date.now() - started });
  } catch (error) {
    throw error instanceof DatabaseError ? error : failure(reasonOf(error), error);
  } finally {
    await db.end({ timeout: 5 });
  }
}

/** The journal of drizzle-kit. Drizzle passes over an entry that is older than the last applied one, so order is law. */
function readJournal(folder: string): readonly Entry[] {
  const file = join(folder, 'meta', '_journal.json');
  if (!existsSync(file)) throw failure(`${file} is missing`);
  const { entries } = journalShape.parse(JSON.parse(readFileSync(file, 'utf8')));
  for (const [at, entry] of entries.entries()) {
    const before = entries[at - 1];
    if (before && before.when >= entry.when) {
      throw failure(`${entry.tag} is dated before ${before.tag}, which it follows: generate it again`);
    }
  }
  return entries;
}

async function appliedMigrations(db: Db): Promise<readonly number[]> {
  const [table] = await db`select 1 where to_regclass('drizzle.__drizzle_migrations') is not null`;
  if (!table) return [];
  const rows = await db<{ when: number }[]>`
    select created_at::float8 as "when" from drizzle.__drizzle_migrations order by created_at
  `;
  return rows.map(({ when }) => when);
}

function pendingEntries(entries: readonly Entry[], applied: readonly number[]): readonly Entry[] {
  const known = new Set(entries.map(({ when }) => when));
  if (applied.some((when) => !known.has(when))) {
    throw failure('the database was migrated by a newer version of the program: update the program');
  }
  const done = new Set(applied);
  const pending = entries.filter(({ when }) => !done.has(when));
  const last = applied.at(-1) ?? 0;
  const late = pending.find(({ when }) => when < last);
  if (late)
    throw failure(`${late.tag} is dated before a migration that is already applied: generate it again`);
  return pending;
}

/** Drizzle is read only where something is pending: reading it takes longer than all else of a start. */
async function applyPending(db: Db, migrationsFolder: string): Promise<void> {
  const [{ drizzle }, migrator] = await Promise.all([
    import('drizzle-orm/postgres-js'),
    import('drizzle-orm/postgres-js/migrator'),
  ]);
  await migrator.migrate(drizzle(db), { migrationsFolder });
}

function failure(reason: string, cause?: unknown): DatabaseError {
  return new DatabaseError(
    `The database was not migrated: ${reason}.`,
    { database: 'migrations' },
    { cause },
  );
}

/** Drizzle wraps what the server said. */
function reasonOf(error: unknown): string {
  const inner = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  return inner instanceof Error ? inner.message : String(inner);
}
