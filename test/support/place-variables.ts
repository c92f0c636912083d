import type { Connection } from '../../db/connection.ts';

/** The environment that leads a program to a test database. The folder of a Unix socket has no place in an address. */
export function placeVariables(connection: Connection): Record<string, string> {
  if ('url' in connection) return { DATABASE_URL: connection.url.reveal() };
  const { host, port, user, database } = connection;
  return { DATABASE_URL: `postgres:///${database}`, PGHOST: host, PGPORT: String(port), PGUSER: user };
}
