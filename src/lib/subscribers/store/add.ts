import { only } from '../../../../db/client.ts';
import type { Db } from '../../../../db/connection.ts';
import type { Preferences } from '../preferences.ts';

/**
 * `confirmed`: it was waiting for a confirmation. `there`: active already, and as it was. `left`: it unsubscribed or was
 * deleted, and comes back through the form alone.
 */
export type Added = 'added' | 'confirmed' | 'there' | 'left';

/** Makes an address active of which the operator says that its owner agreed. `via` says how. */
export async function addConfirmed(
  db: Db,
  { email, preferences, via }: { email: string; preferences: Preferences; via: string },
): Promise<Added> {
  const { added } = only(
    await db<{ added: Added }[]>`
      with departed as (select 1 from departures d where d.address_mark = marked(${email})),
      before as (select s.status from subscribers s where lower(s.email) = lower(${email})),
      written as (
        insert into subscribers as s (email, status, preferences, confirmed_at)
        select ${email}, 'active', ${db.json(preferences)}, now()
        where not exists (select from departed)
          or exists (select from before b where b.status in ('active', 'suspended'))
        on conflict (lower(email)) do update set
          status = 'active', confirmed_at = now(), ended_at = null, bounces = 0
          where s.status <> 'active'
        returning s.subscriber_id
      ),
      said as (
        insert into consent_events (subscriber_id, what, via) select w.subscriber_id, 'confirmed', ${via} from written w
      )
      select case
        when exists (select from before b where b.status = 'active') then 'there'
        when not exists (select from written) then 'left'
        when exists (select from before) then 'confirmed'
        else 'added'
      end as "added"
    `,
  );
  return added;
}
