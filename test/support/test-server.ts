import type { Connection } from '../../db/connection.ts';
import { Secret } from '../../db/secret.ts';

/** Where the tests' server is, in a form that travels to the workers. */
export type TestServer = { url: string } | { host: string; port: number; user: string };

declare module 'vitest' {
  interface ProvidedContext {
    testServer: TestServer;
    /** Why there is no template to clone; '' when there is one. Tests without a database run all the same. */
    testTemplateFault: string;
    /** Every database of this run begins with it. */
    testDatabasePrefix: string;
  }
}

/** The connection to the server's own database, on which databases are created and dropped. */
export function testConnection(server: TestServer): Connection {
  if ('url' in server) return { url: new Secret(server.url) };
  return { ...server, password: null, database: 'postgres' };
}
