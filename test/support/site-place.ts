import { z } from 'zod';
import type { Connection } from '../../db/connection.ts';
import { Secret } from '../../db/secret.ts';

const place = z.union([
  z.object({ url: z.string() }),
  z.object({ host: z.string(), port: z.number(), user: z.string(), database: z.string() }),
]);

/** A test connection as one argument for another process; test servers ask for no password beside an address. */
export function printPlace(connection: Connection): string {
  if ('url' in connection) return JSON.stringify({ url: connection.url.reveal() });
  const { host, port, user, database } = connection;
  return JSON.stringify({ host, port, user, database });
}

export function readPlace(printed: string): Connection {
  const read = place.parse(JSON.parse(printed));
  return 'url' in read ? { url: new Secret(read.url) } : { ...read, password: null };
}
