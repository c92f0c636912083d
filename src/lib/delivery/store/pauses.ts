import type { Db } from '../../../../db/client.ts';

/** Minutes until sending goes on by itself. */
export const PAUSE_MINUTES = { failing: 30, away: 1 } as const;

/** More failures than this share of what was tried since the last pause, and more than so many, pause an issue. */
const borne = { share: 0.1, count: 10 } as const;

export interface Paused {
  reason: string;
  resumesAt: Date;
}

/** Pauses the mails of a key where too many of them fail. Null: they do not, or it is paused already. */
export async function pauseIfFailing(
  db: Db,
  { kind, key }: { kind: string; key: string },
): Promise<Paused | null> {
  const [row] = await db<Paused[]>`
    with seen as (
      select
        count(*) filter (where d.state in ('sent', 'failed', 'uncertain') or (d.state = 'pending' and d.attempts > 0)) as tried,
        count(*) filter (where d.state = 'failed' or (d.state = 'pending' and d.attempts > 0)) as bad
      from deliveries d
      where d.kind = ${kind} and d.key = ${key}
        and d.claimed_at > coalesce(
          (select p.resumes_at from delivery_pauses p where p.kind = ${kind} and p.key = ${key}), '-infinity')
    )
    insert into delivery_pauses as p (kind, key, resumes_at, reason)
    select ${kind}, ${key}, now() + make_interval(mins => ${PAUSE_MINUTES.failing}),
      format('%s of %s mails failed', s.bad, s.tried)
    from seen s
    where s.bad >= ${borne.count} and s.bad > s.tried * ${borne.share}::float8
    on conflict (kind, key) do update
    set paused_at = now(), resumes_at = excluded.resumes_at, reason = excluded.reason
    where p.resumes_at <= now()
    returning p.reason as "reason", p.resumes_at as "resumesAt"
  `;
  return row ?? null;
}

/** Pauses everything for a minute, as the mail server takes nothing. Says whether that is news: it took something in the last hour. */
export async function pauseAll(db: Db, reason: string): Promise<boolean> {
  const [row] = await db<{ isNews: boolean }[]>`
    with before as (select p.resumes_at from delivery_pauses p where p.kind = '' and p.key = ''),
    paused as (
      insert into delivery_pauses as p (kind, key, resumes_at, reason)
      values ('', '', now() + make_interval(mins => ${PAUSE_MINUTES.away}), ${reason})
      on conflict (kind, key) do update
      set resumes_at = excluded.resumes_at,
        reason = excluded.reason,
        paused_at = case when p.resumes_at < now() - interval '1 hour' then now() else p.paused_at end
    )
    select not exists (select from before b where b.resumes_at > now() - interval '1 hour') as "isNews"
  `;
  return row?.isNews ?? false;
}

/** The mail server took something: nothing as a whole is paused any more. */
export async function resumeAll(db: Db): Promise<void> {
  await db`delete from delivery_pauses where kind = '' and key = ''`;
}

/** Goes on with an issue at once, as the operator says. What went wrong before counts no more. */
export async function resume(db: Db, { kind, key }: { kind: string; key: string }): Promise<boolean> {
  const rows = await db`
    update delivery_pauses set resumes_at = now()
    where kind = ${kind} and key = ${key} and resumes_at > now()
    returning 1
  `;
  return rows.length > 0;
}
