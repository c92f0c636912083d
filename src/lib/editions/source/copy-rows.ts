import type { Readable } from 'node:stream';
import type postgres from 'postgres';
import type { Db } from '../../../../db/client.ts';
import { only } from '../../../../db/client.ts';
import { type Asked, queryOf, type StoredTable } from './queries.ts';

/** A transaction that sees the database as it was when it began, however long it takes. */
export interface Reading {
  tx: postgres.TransactionSql<{ day: string }>;
  /** Ends what the transaction is doing: a `copy` that nobody reads would hold its connection for ever. */
  cancel: () => Promise<void>;
}

/**
 * Reads in one transaction, so that all tables are of the same moment. Nothing is written. Rows that others replace meanwhile
 * cannot be vacuumed before it ends; that is after the CSV, a third of a build.
 */
export async function readAtOnce(db: Db, work: (reading: Reading) => Promise<void>): Promise<void> {
  await db.begin('isolation level repeatable read read only', async (tx) => {
    await tx`select set_config('work_mem', '128MB', true), set_config('jit', 'off', true)`;
    const { pid } = only(await tx<{ pid: number }[]>`select pg_backend_pid() as "pid"`);
    const cancel = async () => {
      await db`select pg_cancel_backend(${pid})`;
    };
    await work({ tx, cancel });
  });
}

/**
 * Hands the rows of a table to `take` as CSV with a header, as PostgreSQL writes it: exact, empty for null, `""` for an
 * empty text, lines that end with \n, rows in the order of their key. Whatever `take` throws ends the reading too.
 */
export async function copyRows(
  { tx, cancel }: Reading,
  { table, asked }: { table: StoredTable; asked: Asked },
  take: (csv: AsyncIterable<Buffer>) => Promise<void>,
): Promise<void> {
  const query = `copy (${queryOf(table, asked)}) to stdout (format csv, header, encoding 'UTF8')`;
  const csv: Readable = await tx.unsafe(query).readable();
  const closed = new Promise((resolve) => csv.once('close', resolve));
  // Whoever reads is told; where nobody does any more, the cancelling is no news.
  csv.on('error', () => undefined);
  try {
    await take(csv.iterator({ destroyOnReturn: false }));
  } catch (error) {
    await cancel();
    await drain(csv, closed);
    throw error;
  } finally {
    wake(csv);
  }
}

/** Reads what is still on its way; the cancelling made its end near. */
async function drain(csv: Readable, closed: Promise<unknown>): Promise<void> {
  const nudge = setInterval(() => {
    csv.resume();
    wake(csv);
  }, 10);
  await closed;
  clearInterval(nudge);
}

/**
 * Lets the connection read on. postgres.js stops it when a piece finds the stream full, and where that was the last piece
 * nobody starts it again: the next answer on the connection would never come.
 */
function wake(csv: Readable): void {
  csv._read(0);
}
