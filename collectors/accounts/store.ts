import type { Db } from '../../db/client.ts';
import type { Account, RecordedAccount } from './account.ts';

/** Where nothing was ever read: every question so far failed. Kind null means something only beside other sources. */
export const UNANSWERED = 'unanswered';

/**
 * Stores what the Hub answered when asked for this account. A kind that was read once stays when the Hub knows the
 * name no more: what was an organization was one, and the question counts as one without an answer.
 * An answer older than what is stored changes nothing.
 */
export async function keepLookup(db: Db, account: Account, checkedAt: Date): Promise<void> {
  const rows = [rowOf(account, checkedAt)];
  if (account.kind !== null) {
    await keep(db, rows, db`a.checked_at <= excluded.checked_at`);
    return;
  }
  await db`
    insert into accounts as a (namespace, kind, source, failures, checked_at)
    values (${account.namespace}, null, ${account.source}, 0, ${checkedAt.toISOString()}::timestamptz)
    on conflict (namespace) do update set
      source = case when a.kind is null then excluded.source else a.source end,
      failures = case when a.kind is null then 0 else least(a.failures + 1, 1000) end,
      checked_at = excluded.checked_at
    where a.checked_at <= excluded.checked_at`;
}

/** Counts a question without a usable answer. What was known of the account stays. */
export async function keepFailure(db: Db, namespace: string, checkedAt: Date): Promise<void> {
  await db`
    insert into accounts as a (namespace, source, failures, checked_at)
    values (${namespace}, ${UNANSWERED}, 1, ${checkedAt.toISOString()}::timestamptz)
    on conflict (namespace) do update set
      failures = least(a.failures + 1, 1000),
      checked_at = excluded.checked_at
    where a.checked_at <= excluded.checked_at`;
}

/**
 * Stores what the Hub said in passing. It says less than the account's own page, and replaces what was read
 * there only when the kind is another. Returns how many accounts were stored.
 */
export async function keepMentions(db: Db, accounts: readonly Account[], checkedAt: Date): Promise<number> {
  return await keep(
    db,
    accounts.map((account) => rowOf(account, checkedAt)),
    db`a.checked_at <= excluded.checked_at and (a.kind is distinct from excluded.kind or a.source = excluded.source)`,
  );
}

/** Stores what a recording says where nothing else says anything. Returns how many accounts were stored. */
export async function keepRecorded(db: Db, recorded: readonly RecordedAccount[]): Promise<number> {
  const rows = recorded.map(({ account, seenOn }) => rowOf(account, new Date(`${seenOn}T00:00:00Z`)));
  return await keep(db, rows, db`a.kind is null`);
}

interface Row extends Account {
  checkedAt: string;
}

function rowOf(account: Account, checkedAt: Date): Row {
  return { ...account, checkedAt: checkedAt.toISOString() };
}

/** Inserts accounts that are new, and replaces those for which `replaces` holds, of `a`, the stored row. */
async function keep(db: Db, rows: readonly Row[], replaces: ReturnType<Db>): Promise<number> {
  const stored = await db`
    insert into accounts as a (
      namespace, kind, source, object_id, full_name, is_verified, plan, followers, models, failures, checked_at
    )
    select
      n."namespace", n."kind", n."source", n."objectId", n."fullName", n."isVerified", n."plan", n."followers",
      n."models", 0, n."checkedAt"
    from jsonb_to_recordset(${JSON.stringify(rows)}::text::jsonb) as n (
      "namespace" text, "kind" text, "source" text, "objectId" text, "fullName" text, "isVerified" boolean,
      "plan" text, "followers" int, "models" int, "checkedAt" timestamptz
    )
    on conflict (namespace) do update set
      kind = excluded.kind,
      source = excluded.source,
      object_id = excluded.object_id,
      full_name = excluded.full_name,
      is_verified = excluded.is_verified,
      plan = excluded.plan,
      followers = excluded.followers,
      models = excluded.models,
      failures = case when a.checked_at <= excluded.checked_at then 0 else a.failures end,
      checked_at = greatest(a.checked_at, excluded.checked_at)
    where ${replaces}
    returning 1`;
  return stored.length;
}
