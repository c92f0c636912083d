import type { Db } from '../../../../db/client.ts';
import type { Alert } from '../../../../src/lib/alerts/happening.ts';
import { searchForHappenings } from '../../../../src/lib/alerts/search.ts';
import { tellReaders } from '../../../../src/lib/alerts/tell.ts';
import { preferencesSchema } from '../../../../src/lib/subscribers/preferences.ts';
import { look, model } from '../../../collectors/listing.ts';
import { released } from '../../../support/released.ts';

// Constructed for tests. No number here was ever observed.

export const ALIBABA = 'alibaba-cloud-qwen-tongyi-qianwen-team';

type Chosen = Partial<Record<'cadence' | 'watch' | 'alerts' | 'focus', unknown>>;

/** An active subscriber who confirmed before everything. Returns the id. */
export async function subscribe(db: Db, chosen: Chosen, status = 'active'): Promise<number> {
  const preferences = preferencesSchema.parse(chosen);
  const [row] = await db<{ id: number }[]>`
    insert into subscribers (email, status, preferences, confirmed_at)
    values (gen_random_uuid() || '@example.org', ${status}, ${JSON.stringify(preferences)}::text::jsonb, '2026-01-01')
    returning subscriber_id::int as "id"`;
  return row?.id ?? 0;
}

export interface Said {
  /** Downloads of Qwen3-8B, from China, and of the one that nobody reviewed; Llama has the rest of a hundred thousand. */
  china?: number;
  unreviewed?: number;
  license?: string;
  /** Renames Qwen3-8B. */
  qwen?: string;
  more?: readonly Record<string, unknown>[];
}

/** A look at a small Hub on a day. */
export async function publish(db: Db, day: string, said: Said = {}, panel = 'hub'): Promise<void> {
  const {
    china = 40_000,
    unreviewed = 10_000,
    license = 'apache-2.0',
    qwen = 'Qwen/Qwen3-8B',
    more = [],
  } = said;
  const rest = 100_000 - china - unreviewed;
  await look(
    db,
    day,
    [
      model(1, { id: qwen, downloads: china, cardData: { license } }),
      model(2, { id: 'meta-llama/Llama-3.1-8B', downloads: rest, cardData: { license: 'llama3.1' } }),
      model(3, { id: 'nobody-knows/mystery', downloads: unreviewed, cardData: { license: 'mit' } }),
      ...more,
    ],
    { panel },
  );
}

/** A model of Alibaba that appeared on a day. */
export function fresh(day: string, name: string, at: number, downloads = 5): Record<string, unknown> {
  return released(day, at, { id: `Qwen/${name}`, downloads, cardData: { license: 'apache-2.0' } });
}

/** What the job does, in a world where it is a given day. */
export async function alertOn(db: Db, day: string): Promise<{ found: number | null; mails: number }> {
  const found = await searchForHappenings(db);
  const { mails } = await tellReaders(db, { today: day, signal: new AbortController().signal });
  return { found, mails };
}

/** What was put into the queue for a subscriber, oldest first: the day, and what the mail tells. */
export async function toldTo(db: Db, subscriber: number): Promise<readonly { day: string; alert: Alert }[]> {
  return await db<{ day: string; alert: Alert }[]>`
    select d.key as "day", d.payload as "alert"
    from deliveries d
    where d.subscriber_id = ${subscriber} and d.kind = 'alert'
    order by d.key`;
}

export async function forgetSubscribers(db: Db): Promise<void> {
  await db`truncate subscribers, deliveries, alert_position, happenings, alert_readers, subscriber_tokens, claim_results`;
}
