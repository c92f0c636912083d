import type { Db } from '../../../../db/client.ts';
import { keptByVersion } from '../kept-by-version.ts';

/** Models that were released in one month, by kind. */
export interface MonthOfBirths {
  /** The first of the month. */
  month: string;
  infrastructure: boolean;
  /** Kinds, ascending, and how many models of each. */
  kinds: Int32Array;
  models: Int32Array;
}

/**
 * Models of the newest snapshot by month of release and kind, oldest month first; those without a known date are in none. Kept as one
 * publication left them: asked for by every figure of new models, a few bytes for each kind and month.
 */
export async function readMonthsOfBirths(
  db: Db,
  { panelId, version }: { panelId: number; version: number },
): Promise<readonly MonthOfBirths[]> {
  return await monthsOf(db, { key: panelId, version });
}

const monthsOf = keptByVersion(readMonths);

/** Numbers come as bytes: rows of them would be a hundred times as large on their way. */
async function readMonths(db: Db, panelId: number): Promise<readonly MonthOfBirths[]> {
  const rows = await db<{ month: string; infrastructure: boolean; kinds: Buffer; models: Buffer }[]>`
    select
      r.month::text as "month",
      r.infrastructure as "infrastructure",
      string_agg(int4send(r.kind_id), ''::bytea order by r.kind_id) as "kinds",
      string_agg(int4send(r.models), ''::bytea order by r.kind_id) as "models"
    from rollup_births r
    where r.panel_id = ${panelId} and r.month is not null
    group by 1, 2
    order by 1, 2
  `;
  return rows.map((row) => ({ ...row, kinds: numbersOf(row.kinds), models: numbersOf(row.models) }));
}

/** 32-bit numbers, the high byte first, as PostgreSQL sends them. */
function numbersOf(bytes: Buffer): Int32Array {
  return Int32Array.from({ length: bytes.length / 4 }, (_, at) => bytes.readInt32BE(at * 4));
}
