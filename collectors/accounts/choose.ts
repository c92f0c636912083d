import type { Db } from '../../db/client.ts';

/** An owner of models, and whether a live panel shows any of them now. */
export interface Owner {
  namespace: string;
  live: boolean;
}

/**
 * The owners to ask for next, at most `atMost`, most important first. Nine of ten are unknown ones, by their
 * downloads in the newest published state, those seen live before those of recordings alone. Every tenth, and all
 * that remain, are known ones whose last question failed (by downloads) or whose answer is over 90 days old (oldest
 * first): the tail of unknown names is long, and they would never have their turn behind it.
 * A question that failed is asked again 1, 7 and then every 30 days later. One query: two hash aggregates.
 */
export async function ownersToAsk(db: Db, { now, atMost }: { now: Date; atMost: number }): Promise<Owner[]> {
  return await db<Owner[]>`
    with today as (
      select (${now.toISOString()}::timestamptz at time zone 'UTC')::date as today
    ),
    owned as (
      select m.namespace, pm.panel_id, sum(pm.downloads_30d) as downloads
      from panel_models pm
      join models m on m.model_id = pm.model_id
      -- A name without a slash has no owner: whoever has that name as an account is somebody else.
      where pm.present and m.namespace <> m.repo_id
      group by m.namespace, pm.panel_id
    ),
    owners as (
      select
        o.namespace,
        bool_or(p.kind = 'live') as live,
        -- Panels overlap, so their sums are never added up.
        coalesce(max(o.downloads) filter (where p.kind = 'live'), max(o.downloads), 0) as downloads
      from owned o
      join panels p on p.panel_id = o.panel_id
      group by o.namespace
    ),
    due as (
      select
        o.namespace, o.live, o.downloads, a.checked_at, coalesce(a.failures, 0) as failures,
        a.kind is null and a.failures is distinct from 0 as unknown
      from owners o
      left join accounts a on a.namespace = o.namespace
      cross join today t
      where a.namespace is null
        or (a.checked_at at time zone 'UTC')::date
          + case a.failures when 0 then 91 when 1 then 1 when 2 then 7 else 30 end <= t.today
    ),
    unknown as (
      select d.namespace, d.live, row_number() over (order by d.live desc, d.downloads desc, d.namespace) as place
      from (
        select * from due where unknown order by live desc, downloads desc, namespace limit ${atMost}
      ) d
    ),
    known as (
      select
        d.namespace,
        d.live,
        row_number() over (
          order by
            d.failures = 0,
            case when d.failures > 0 then d.live end desc,
            case when d.failures > 0 then d.downloads end desc,
            d.checked_at,
            d.namespace
        ) as place
      from due d
      where not d.unknown
    )
    select n.namespace as "namespace", n.live as "live"
    from (
      select namespace, live, place + (place - 1) / 9 as place from unknown
      union all
      select namespace, live, place * 10 from known
    ) n
    order by n.place
    limit ${atMost}`;
}
