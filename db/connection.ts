import postgres from 'postgres';
import { Secret } from './secret.ts';

/** Where a database is: an address with everything in it, or its parts. `host` may be the folder of a Unix socket. */
export type Connection =
  | { readonly url: Secret }
  | {
      readonly host: string;
      readonly port: number;
      readonly user: string;
      readonly password: Secret | null;
      readonly database: string;
    };

/** A postgres.js client. `date` arrives as 'YYYY-MM-DD', `timestamptz` as Date, `bigint` and `numeric` as string. */
export type Db = postgres.Sql<{ day: string }>;

export interface ClientOptions {
  /** Most connections at a time. */
  readonly max: number;
  /** A statement that runs longer is cancelled by the server. Not given: no limit. */
  readonly statementTimeoutMs?: number | undefined;
  /** How the connections show up in pg_stat_activity. */
  readonly applicationName?: string | undefined;
  /**
   * true: a commit returns before it is on disk. A crash of the server may lose the last moments, never half of
   * a statement: enough where each statement also holds the point to resume from.
   */
  readonly relaxedCommit?: boolean | undefined;
  /** false: connections are kept for ever, as a session lock needs it. */
  readonly renew?: boolean | undefined;
}

const connectTimeoutS = 10;

const day = {
  to: 1082,
  from: [1082],
  serialize: (value: Date | string) => (value instanceof Date ? value.toISOString().slice(0, 10) : value),
  parse: (value: string) => value,
};

/** A client that connects when first used. Nothing is checked; `connect` in client.ts does that. */
export function createClient(connection: Connection, options: ClientOptions): Db {
  const timeout = options.statementTimeoutMs;
  const shared = {
    max: options.max,
    connect_timeout: connectTimeoutS,
    idle_timeout: 0,
    ...(options.renew === false ? { max_lifetime: null } : {}),
    onnotice: () => {},
    types: { day },
    connection: {
      application_name: options.applicationName ?? 'open-model-census',
      TimeZone: 'UTC',
      ...(options.relaxedCommit ? { synchronous_commit: 'off' } : {}),
      ...(timeout === undefined ? {} : { statement_timeout: timeout }),
    },
  };
  if ('url' in connection) return postgres(connection.url.reveal(), shared);
  const { host, port, user, password, database } = connection;
  return postgres({ ...shared, host, port, user, password: password?.reveal() ?? '', database });
}

/** The same server, another database. */
export function withDatabase(connection: Connection, database: string): Connection {
  if (!('url' in connection)) return { ...connection, database };
  const url = connection.url
    .reveal()
    .replace(/^(\w+:\/\/[^/?]*)(\/[^?]*)?/, `$1/${encodeURIComponent(database)}`);
  return { url: new Secret(url) };
}
