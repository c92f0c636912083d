import type postgres from 'postgres';
import type { Db } from '../../../../db/client.ts';
import type { Alert, Happening } from '../../alerts/happening.ts';

/** Something that happened, in its place. */
export interface Noted {
  happeningId: number;
  notedAt: Date;
  facts: Happening;
}

/** Everything noted within the last days, oldest first. */
export async function readHappenings(db: Db): Promise<Noted[]> {
  return await db<Noted[]>`
    select h.happening_id::float8 as "happeningId", h.noted_at as "notedAt", h.facts as "facts"
    from happenings h
    order by h.happening_id
  `;
}

/** The newest happening, where somebody was not told it who may get a mail that day; else null. */
export async function readBacklog(db: Db, day: string): Promise<number | null> {
  const [row] = await db<{ through: number | null }[]>`
    select h.newest::float8 as "through"
    from (select max(happening_id) as newest from happenings) h
    where exists (
      select from subscribers s
      left join alert_readers r on r.subscriber_id = s.subscriber_id
      where ${isBehind(db, { day, through: db`h.newest` })}
    )
  `;
  return row?.through ?? null;
}

/** An active subscriber who was not told everything. */
export interface Reader {
  subscriberId: number;
  /** As stored: `preferencesSchema` reads it. */
  preferences: unknown;
  confirmedAt: Date | null;
  /** The newest happening that was told or passed over; null: none yet. */
  toldThrough: number | null;
}

/** What is told to a reader; null: nothing of it concerns them. */
export interface Telling {
  subscriberId: number;
  alert: Alert | null;
}

export interface Batch {
  /** UTC day of the mails: who has one of that day waits for the next. */
  day: string;
  /** The newest happening. */
  through: number;
  /** Only subscribers with a higher id. */
  after: number;
  limit: number;
}

/** How far a batch came; `last` null: there was nobody left. */
export interface BatchTold {
  last: number | null;
  mails: number;
}

/**
 * Asks what to tell the next readers, puts mails for them into the queue and moves them on: all of it or nothing. Of two
 * that tell at once, one waits and sees what the other told.
 */
export async function tellNext(
  db: Db,
  batch: Batch,
  choose: (readers: readonly Reader[]) => readonly Telling[],
): Promise<BatchTold> {
  const told: BatchTold = { last: null, mails: 0 };
  await db.begin(async (tx) => {
    await tx`select from alert_position for update`;
    const readers = await readReaders(tx, batch);
    told.last = readers.at(-1)?.subscriberId ?? null;
    if (told.last === null) return;
    told.mails = await tell(tx, { ...batch, told: choose(readers) });
  });
  return told;
}

type Transaction = postgres.TransactionSql<{ day: string }>;

async function readReaders(tx: Transaction, { day, through, after, limit }: Batch): Promise<Reader[]> {
  return await tx<Reader[]>`
    select
      s.subscriber_id::float8 as "subscriberId",
      s.preferences as "preferences",
      s.confirmed_at as "confirmedAt",
      r.told_through::float8 as "toldThrough"
    from subscribers s
    left join alert_readers r on r.subscriber_id = s.subscriber_id
    where s.subscriber_id > ${after} and ${isBehind(tx, { day, through: tx`${through}::bigint` })}
    order by s.subscriber_id
    limit ${limit}
  `;
}

type Fragment = postgres.PendingQuery<postgres.Row[]>;

function isBehind(
  db: postgres.ISql<{ day: string }>,
  { day, through }: { day: string; through: Fragment },
): Fragment {
  return db`
    s.status = 'active' and (r.told_through is null or r.told_through < ${through})
    and not exists (
      select from deliveries d where d.kind = 'alert' and d.key = ${day} and d.subscriber_id = s.subscriber_id
    )`;
}

/** Who has left meanwhile gets no mail. */
async function tell(
  tx: Transaction,
  { day, through, told }: Batch & { told: readonly Telling[] },
): Promise<number> {
  const [row] = await tx<{ mails: number }[]>`
    with told as (
      select s.subscriber_id, r.alert, jsonb_typeof(r.alert) is not distinct from 'object' as is_mail
      from jsonb_to_recordset(${JSON.stringify(told)}::text::jsonb) as r ("subscriberId" bigint, alert jsonb)
      join subscribers s on s.subscriber_id = r."subscriberId" and s.status = 'active'
    ),
    mails as (
      insert into deliveries (kind, key, subscriber_id, payload)
      select 'alert', ${day}, t.subscriber_id, t.alert
      from told t
      where t.is_mail
      order by t.subscriber_id
      on conflict (kind, key, subscriber_id) do nothing
      returning subscriber_id
    ),
    moved as (
      insert into alert_readers as a (subscriber_id, told_through)
      select t.subscriber_id, ${through}::bigint
      from told t
      where not t.is_mail or t.subscriber_id in (select m.subscriber_id from mails m)
      order by t.subscriber_id
      on conflict (subscriber_id) do update set told_through = greatest(a.told_through, excluded.told_through)
    )
    select count(*)::int as "mails" from mails
  `;
  return row?.mails ?? 0;
}
