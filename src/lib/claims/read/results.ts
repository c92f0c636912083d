import type { Db } from '../../../../db/client.ts';
import type { ClaimAnswer, Status } from '../answer.ts';

/** What a claim came to, from a day on. */
export interface ClaimResult {
  claim: string;
  since: string;
  status: Status;
  value: number | null;
  answer: ClaimAnswer;
  /** Publication version at which it was computed last. */
  computedAt: number;
}

/** The status in force of every claim that was ever evaluated. */
export async function readStatuses(db: Db): Promise<Map<string, { status: Status; since: string }>> {
  const rows = await db<{ claim: string; status: Status; since: string }[]>`
    select distinct on (r.claim) r.claim as "claim", r.status as "status", r.since::text as "since"
    from claim_results r
    order by r.claim, r.since desc
  `;
  return new Map(rows.map(({ claim, ...rest }) => [claim, rest]));
}

/** Everything every claim ever came to, newest first. */
export async function readResults(db: Db): Promise<ClaimResult[]> {
  return await db<ClaimResult[]>`
    select
      r.claim as "claim",
      r.since::text as "since",
      r.status as "status",
      r.value::float8 as "value",
      r.answer as "answer",
      r.computed_at::int as "computedAt"
    from claim_results r
    order by r.claim, r.since desc
  `;
}

export interface NewResult {
  since: string;
  version: number;
  answer: ClaimAnswer;
  value: number | null;
}

/** Writes results in one statement, all or none; one of the same claim and day is brought up to date. */
export async function storeResults(db: Db, results: readonly NewResult[]): Promise<void> {
  const rows = results.map(({ since, version, answer, value }) => ({
    claim: answer.claim,
    since,
    status: answer.status,
    value,
    answer,
    version,
  }));
  await db`
    insert into claim_results (claim, since, status, value, answer, computed_at)
    select r.claim, r.since, r.status, r.value, r.answer, r.version
    from jsonb_to_recordset(${JSON.stringify(rows)}::text::jsonb)
      as r (claim text, since date, status text, value float8, answer jsonb, version integer)
    on conflict (claim, since) do update set
      status = excluded.status,
      value = excluded.value,
      answer = excluded.answer,
      computed_at = excluded.computed_at
  `;
}

/** The newest publication, its day, and the publication for which the ledger was computed last; null: never. */
export async function readOccasion(
  db: Db,
): Promise<{ version: number; asOf: string | null; computedAt: number | null }> {
  const [row] = await db<[{ version: number; asOf: string | null; computedAt: number | null }]>`
    select
      coalesce((select p.version from publication p), 0)::int as "version",
      (select max(s.as_of) from snapshots s where s.status = 'published')::text as "asOf",
      (select max(r.computed_at) from claim_results r)::int as "computedAt"
  `;
  return row;
}
