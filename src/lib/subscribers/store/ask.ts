import { only } from '../../../../db/client.ts';
import type { Db } from '../../../../db/connection.ts';
import { CONSENT_HASH } from '../consent.ts';
import type { Preferences } from '../preferences.ts';

/** How many confirmations are sent at most. */
export const ASK_LIMITS = { perNetworkAndHour: 3, perHour: 100, perAddressHours: 24 } as const;

export interface Asking {
  /** As `oneAddress` returns it. */
  email: string;
  preferences: Preferences;
  /** Whom the request is counted for, as `networkOf` returns it; null: it is not counted. */
  network: string | null;
  /** Where it was asked: `form`, `command line`. */
  via: string;
}

/** `network`, `all`: too many of them within the hour. Whether an address is known, nobody learns. */
export type Asked = 'asked' | 'network' | 'all';

/** Any number that no other lock has. */
const lock = 7_201_318;

/**
 * Somebody asks for mail. A new address, or one that left or came back from its server, waits for its confirmation; one that
 * is active stays as it is. Either gets one mail within a day. The same statements for every address.
 */
export async function askForMail(db: Db, { email, preferences, network, via }: Asking): Promise<Asked> {
  return await db.begin(async (tx): Promise<Asked> => {
    await tx`select pg_advisory_xact_lock(${lock})`;
    if (network !== null) {
      const { ofNetwork, ofAll } = only(
        await tx<{ ofNetwork: number; ofAll: number }[]>`
          select
            count(*) filter (where r.network_mark = marked(${network}))::int as "ofNetwork",
            count(*)::int as "ofAll"
          from subscribe_requests r
          where r.at > now() - interval '1 hour'
        `,
      );
      if (ofNetwork >= ASK_LIMITS.perNetworkAndHour) return 'network';
      if (ofAll >= ASK_LIMITS.perHour) return 'all';
      await tx`insert into subscribe_requests (network_mark) values (marked(${network}))`;
    }
    const { subscriberId } = only(
      await tx<{ subscriberId: string }[]>`
        insert into subscribers as s (email, preferences)
        values (${email}, ${tx.json(preferences)})
        on conflict (lower(email)) do update set
          email = case when s.status = 'active' then s.email else excluded.email end,
          preferences = case when s.status = 'active' then s.preferences else excluded.preferences end,
          created_at = case when s.status = 'active' then s.created_at else now() end,
          confirmed_at = case when s.status = 'active' then s.confirmed_at end,
          ended_at = null,
          bounces = case when s.status = 'active' then s.bounces else 0 end,
          status = case when s.status = 'active' then s.status else 'unconfirmed' end
        returning s.subscriber_id as "subscriberId"
      `,
    );
    await tx`
      insert into deliveries (kind, key, subscriber_id)
      select 'confirm', gen_random_uuid()::text, ${subscriberId}
      where not exists (
        select 1 from deliveries d
        where d.subscriber_id = ${subscriberId} and d.kind = 'confirm'
          and d.created_at > now() - make_interval(hours => ${ASK_LIMITS.perAddressHours})
      )
    `;
    await tx`
      insert into consent_events (subscriber_id, what, via, words)
      values (${subscriberId}, 'asked', ${via}, ${CONSENT_HASH})
    `;
    return 'asked';
  });
}
