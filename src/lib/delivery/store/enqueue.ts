import type { Db } from '../../../../db/client.ts';
import { LIMITS_OF_AGE } from './endings.ts';

/** A subscriber beside an issue. */
export interface Addressee {
  subscriberId: number;
  email: string;
  /** Whether the issue goes there, and why, or why not. */
  gets: boolean;
  why: string;
}

/**
 * Of everybody who gets mail, who gets an issue: the active ones who chose every week, or every month, and confirmed before the first issue
 * of it was built. What went out before somebody came is not sent after them; the archive has it.
 */
export async function readAddressees(db: Db, issue: string): Promise<Addressee[]> {
  const rows = await db<(Omit<Addressee, 'subscriberId'> & { subscriberId: string })[]>`
    select
      s.subscriber_id as "subscriberId",
      s.email as "email",
      d.delivery_id is null and ${wants(db)} as "gets",
      case
        when d.delivery_id is not null then format('has it: %s', d.state)
        when s.status <> 'active' then s.status
        when ${cadence(db)} <> ${of(db)} then format('chose %s', ${cadence(db)})
        when not ${wants(db)} then 'confirmed after it was built'
        else format('%s, confirmed before it was built', ${cadence(db)})
      end as "why"
    from digest_issues i
    join digest_issues f on f.period = i.period and f.week = i.week and f.edition = 1
    cross join subscribers s
    left join deliveries d on d.kind = ${kind(db)} and d.key = i.issue and d.subscriber_id = s.subscriber_id
    where i.issue = ${issue} and s.email is not null
    order by s.subscriber_id
  `;
  return rows.map((row) => ({ ...row, subscriberId: Number(row.subscriberId) }));
}

/**
 * Makes a delivery of an issue for everybody who gets it, in one statement; who has one keeps it. Nobody gets an issue that is six
 * days old. Returns how many are new.
 */
export async function enqueueIssue(db: Db, issue: string): Promise<number> {
  const rows = await db`
    insert into deliveries (kind, key, subscriber_id)
    select ${kind(db)}, i.issue, s.subscriber_id
    from digest_issues i
    join digest_issues f on f.period = i.period and f.week = i.week and f.edition = 1
    cross join subscribers s
    where i.issue = ${issue} and ${wants(db)}
      and i.built_at > now() - make_interval(days => ${LIMITS_OF_AGE.sentDays})
    on conflict do nothing
    returning 1
  `;
  return rows.length;
}

const wants = (db: Db) => db`(
  s.status = 'active' and s.email is not null
  and ${cadence(db)} = ${of(db)}
  and s.confirmed_at <= f.built_at
)`;

/** What a subscriber chose, and for whom an issue `i` is. */
const cadence = (db: Db) => db`coalesce(s.preferences ->> 'cadence', 'weekly')`;
const of = (db: Db) => db`(case i.period when 'month' then 'monthly' else 'weekly' end)`;

/** The kind of the mail that an issue `i` becomes. */
const kind = (db: Db) => db`(case i.period when 'month' then 'month' else 'issue' end)`;
