import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { connect, connectDedicated } from '../../../db/client.ts';
import type { Db } from '../../../db/connection.ts';
import { findBinaries } from '../../../db/embedded/binaries.ts';
import { admitUser, createCluster, superuser } from '../../../db/embedded/cluster.ts';
import { readPostmaster } from '../../../db/embedded/postmaster.ts';
import { startServer } from '../../../db/embedded/server.ts';
import { run, serverUserFor } from '../../../db/embedded/server-user.ts';
import { migrate } from '../../../db/migrate.ts';
import { prepareTemplate } from '../prepare-template.ts';

/** A place on a server of its own, without a password. */
export interface Place {
  host: string;
  port: number;
  user: string;
  database: string;
}

/** A server of one test file, with one migrated database, that may be crashed at will. */
export interface OwnServer {
  /** Where the database is now; a restart may move it. */
  place: () => Place;
  /** A pool of one connection. End it yourself. */
  connect: () => Promise<Db>;
  /** `pg_ctl stop -m immediate`: what a power failure leaves in memory is gone. Then the server is started again. */
  crash: () => Promise<void>;
  /** The first half of it, and the second. */
  down: () => Promise<void>;
  up: () => Promise<void>;
  /** Waits until the server answers again, as after the death of one of its processes. */
  answers: () => Promise<void>;
  /** Lines of the server's log since its last start that name a death other than those we caused, or damage. */
  complaints: () => Promise<string[]>;
  /** Stops the server and removes its files. */
  remove: () => Promise<void>;
}

const quiet = () => {};
const DATABASE = 'crash_test';

/** Starts a server with the settings that users get. fsync stays on: what is tested is what is shipped. */
export async function ownServer(): Promise<OwnServer> {
  const dataDir = await mkdtemp(join(tmpdir(), 'census-crash-'));
  await chmod(dataDir, 0o755); // For root: the server runs as nobody.
  const user = await serverUserFor(join(dataDir, 'postgres'));
  const binaries = await findBinaries(user, quiet);
  const cluster = await createCluster(dataDir, { binaries, user, password: null }, quiet);
  await admitUser(cluster, user);
  const start = () => startServer({ cluster, binaries, user });
  const stop = () => run(binaries.pgCtl, ['stop', '--mode=immediate', '--pgdata', cluster], user);
  let server = await start();
  const place = (database = DATABASE): Place => ({
    host: server.listen.host,
    port: server.listen.port,
    user: superuser,
    database,
  });
  const open = (at: Place) => connect({ ...at, password: null }, { max: 1, applicationName: 'witness' });

  const first = connectDedicated({ ...place('postgres'), password: null });
  await first`create database ${first(DATABASE)}`;
  await first.end();
  await migrate({ ...place(), password: null }, quiet);
  await prepareTemplate({ ...place(), password: null });
  return {
    place,
    connect: () => open(place()),
    crash: async () => {
      await stop();
      server = await start();
    },
    down: stop,
    up: async () => {
      server = await start();
    },
    answers: async () => {
      for (;;) {
        try {
          const db = await open(place());
          await db.end();
          return;
        } catch {
          await sleep(20); // It recovers.
        }
      }
    },
    complaints: async () => {
      const lines = (await readFile(join(cluster, 'server.log'), 'utf8')).split('\n');
      const grave = /PANIC|checksum|corrupt|invalid page|was terminated by signal (?!9\b)/;
      return lines.filter((line) => grave.test(line));
    },
    remove: async () => {
      if (await readPostmaster(cluster)) await stop();
      await rm(dataDir, { recursive: true, force: true, maxRetries: 20 });
    },
  };
}
