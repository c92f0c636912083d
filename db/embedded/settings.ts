import { statfs } from 'node:fs/promises';
import { totalmem } from 'node:os';

/** Where the server listens: in a folder (Unix socket) or on a port of this machine. */
export interface Listen {
  readonly host: string;
  readonly port: number;
  readonly socket: boolean;
}

/** The text of postgresql.conf, for a machine with two cores. `local.conf` beside it may overrule every line. */
export async function settings(listen: Listen): Promise<string> {
  const lines = {
    listen_addresses: listen.socket ? '' : listen.host,
    port: listen.port,
    unix_socket_directories: listen.socket ? `"${listen.host.replaceAll('"', '""')}"` : '',
    unix_socket_permissions: '0700',
    max_connections: 60,
    shared_buffers: `${sharedBuffersMb()}MB`,
    work_mem: '16MB',
    maintenance_work_mem: '256MB',
    effective_cache_size: '1GB',
    random_page_cost: 1.1,
    dynamic_shared_memory_type: await sharedMemoryType(),
    max_wal_size: '4GB',
    wal_compression: 'on',
    checkpoint_timeout: '15min',
    autovacuum: 'on',
    jit: 'off',
    timezone: 'UTC',
    log_timezone: 'UTC',
    lc_messages: 'C',
    log_line_prefix: '%m [%p] ',
    log_checkpoints: 'off',
  };
  const text = Object.entries(lines).map(([name, value]) => `${name} = ${quote(String(value))}`);
  const head = '# Written anew at every start by open-model-census. Put your own settings into local.conf.';
  return `${[head, ...text, "include_if_exists = 'local.conf'"].join('\n')}\n`;
}

/** A sixteenth of the memory, from 256 MB to 1 GB: a first publication writes gigabytes through it. */
function sharedBuffersMb(): number {
  return Math.round(Math.min(1024, Math.max(256, totalmem() / 2 ** 24)));
}

function quote(value: string): string {
  return `'${value.replaceAll('\\', '\\\\').replaceAll("'", "''")}'`;
}

/** Containers often come with 64 MB of /dev/shm, in which parallel queries fail. */
async function sharedMemoryType(): Promise<string> {
  if (process.platform === 'win32') return 'windows';
  if (process.platform !== 'linux') return 'posix';
  const shm = await statfs('/dev/shm').catch(() => null);
  return shm && shm.blocks * shm.bsize >= 256 * 2 ** 20 ? 'posix' : 'mmap';
}
