import type { Db } from '../../../db/client.ts';

/** What readers can see, in five facts. Equal versions mean equal pages. */
export interface Version {
  /** Issues of the digest: each is new once and then stays. */
  issues: number;
  /** Grows with every publication, rejection and judgement. */
  version: number;
  /** 0 until a reference is loaded. */
  referenceVersion: number;
  /** The publication for which the ledger of claims was computed last; 0 before the first time. */
  ledgerVersion: number;
  /** When the newest snapshot was published; null until there is one. */
  publishedAt: Date | null;
}

/** The version of everything published. Cheap: the page cache asks once per second. */
export async function readVersion(db: Db): Promise<Version> {
  const [row] = await db<[Version]>`
    select
      coalesce((select v.version from publication v), 0)::int as "version",
      coalesce((select max(r.version) from reference_versions r), 0)::int as "referenceVersion",
      coalesce((select max(c.computed_at) from claim_results c), 0)::int as "ledgerVersion",
      (select count(*) from digest_issues)::int as "issues",
      (select max(s.published_at) from snapshots s where s.status = 'published') as "publishedAt"
  `;
  return row;
}
