/** What stands behind a namespace on the Hub. Null in a field: the source does not say. */
export interface Account {
  /** Spelled as the repos spell it. */
  namespace: string;
  /** Null: asked, and the Hub knows neither a user nor an organization of this name. */
  kind: 'user' | 'organization' | null;
  /** Where the kind was read: `organizations`, `users`, `trending`, or the panel of a recording. */
  source: string;
  objectId: string | null;
  fullName: string | null;
  isVerified: boolean | null;
  /** `team`, `plus`, `enterprise`, …, `pro` for a user who pays; null for free accounts. */
  plan: string | null;
  followers: number | null;
  /** Models the Hub counts for the account. */
  models: number | null;
}

/** An account whose kind is all that is known. */
export function bareAccount(namespace: string, kind: Account['kind'], source: string): Account {
  return {
    namespace,
    kind,
    source,
    objectId: null,
    fullName: null,
    isVerified: null,
    plan: null,
    followers: null,
    models: null,
  };
}

/** An account and the last day, UTC, on which a recording names it. */
export interface RecordedAccount {
  account: Account;
  seenOn: string;
}
