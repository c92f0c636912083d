import { connect, createServer, type Socket } from 'node:net';
import { join } from 'node:path';
import type { Connection } from '../../../db/connection.ts';
import { Secret } from '../../../db/secret.ts';

/** `open` passes bytes on; `deaf` only those to the server; `silent` none, while every connection stays. */
export type Mode = 'open' | 'deaf' | 'silent';

/** A wire to a database that fails as wires do. */
export interface TcpProxy {
  /** The same database, by way of the proxy. */
  connection: Connection;
  /** From now on, for connections that exist as well. */
  be: (mode: Mode) => void;
  /** Resets every connection, as the system does once it believes the other side to be gone. */
  cut: () => void;
  close: () => void;
}

/** Listens on this machine, in front of the server of a test database. */
export async function tcpProxy(to: Connection): Promise<TcpProxy> {
  let mode: Mode = 'open';
  const clients = new Set<Socket>();
  const server = createServer((client) => {
    const upstream = reach(to);
    clients.add(client);
    // What a connection died of is for the two ends to say.
    for (const socket of [client, upstream]) socket.on('error', () => undefined);
    client.on('data', (bytes) => mode !== 'silent' && upstream.write(bytes));
    upstream.on('data', (bytes) => mode === 'open' && client.write(bytes));
    client.on('close', () => {
      clients.delete(client);
      upstream.destroy();
    });
    upstream.on('close', () => client.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  const cut = () => {
    for (const client of clients) client.resetAndDestroy();
  };
  return {
    connection: through(to, port),
    be: (next) => {
      mode = next;
    },
    cut,
    close: () => {
      server.close();
      cut();
    },
  };
}

function through(to: Connection, port: number): Connection {
  if (!('url' in to)) return { ...to, host: '127.0.0.1', port };
  const url = new URL(to.url.reveal());
  url.hostname = '127.0.0.1';
  url.port = String(port);
  return { url: new Secret(url.href) };
}

function reach(to: Connection): Socket {
  if ('url' in to) {
    const { hostname, port } = new URL(to.url.reveal());
    return connect(Number(port || 5432), hostname);
  }
  if (!to.host.startsWith('/')) return connect(to.port, to.host);
  return connect(join(to.host, `.s.PGSQL.${to.port}`));
}
