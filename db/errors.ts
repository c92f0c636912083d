/** The configuration cannot be used. `problems` holds one sentence per fault. Fate: stop at start. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
  readonly problems: readonly string[];

  constructor(problems: readonly string[], options?: ErrorOptions) {
    super(problems.length === 1 ? problems[0] : `The configuration is wrong:\n${list(problems)}`, options);
    this.problems = problems;
  }
}

/** A source is down or refuses, after all retries. `status` is null when no answer came. Fate: stop the run; it resumes. */
export class SourceError extends Error {
  override readonly name = 'SourceError';
  readonly url: string;
  readonly status: number | null;

  constructor(message: string, facts: { url: string; status: number | null }, options?: ErrorOptions) {
    super(message, options);
    this.url = facts.url;
    this.status = facts.status;
  }
}

/** One record breaks the contract of its source. Fate: skip and count. */
export class ParseError extends Error {
  override readonly name = 'ParseError';
  readonly record: string;
  readonly field: string;
  readonly value: unknown;

  constructor(facts: { record: string; field: string; value: unknown }, options?: ErrorOptions) {
    super(`${facts.record}: unexpected ${facts.field}: ${brief(facts.value)}`, options);
    this.record = facts.record;
    this.field = facts.field;
    this.value = facts.value;
  }
}

/** A snapshot is complete but not credible. `failed` holds the claims that do not hold. Fate: stop; it stays unpublished. */
export class SnapshotRejected extends Error {
  override readonly name = 'SnapshotRejected';
  readonly failed: readonly string[];

  constructor(failed: readonly string[], options?: ErrorOptions) {
    super(`snapshot rejected: ${failed.join('; ')}`, options);
    this.failed = failed;
  }
}

/** The database cannot be started, reached or migrated. `database` says which, without its password. Fate: stop at start. */
export class DatabaseError extends Error {
  override readonly name = 'DatabaseError';
  readonly database: string;

  constructor(message: string, facts: { database: string }, options?: ErrorOptions) {
    super(message, options);
    this.database = facts.database;
  }
}

function list(problems: readonly string[]): string {
  return problems.map((problem) => `- ${problem}`).join('\n');
}

function brief(value: unknown): string {
  const text = JSON.stringify(value) ?? String(value);
  return text.length > 80 ? `${text.slice(0, 80)}…` : text;
}
