import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';

export interface DatasetCommit {
  /** 40 hex digits. */
  id: string;
  title: string;
  date: string;
}

/** What goes wrong with the bytes of a file. */
export type FileFault =
  | { kind: 'redirect'; to: string }
  | { kind: 'whole'; times: number }
  | { kind: 'expired'; times: number }
  | { kind: 'always-expired' }
  | { kind: 'changed-etag'; after: number }
  | { kind: 'other-range' }
  | { kind: 'cut'; times: number }
  | { kind: 'status'; status: number; times: number };

export interface DatasetOptions {
  /** `owner/name`. */
  id: string;
  /** Newest first. */
  commits: readonly DatasetCommit[];
  /** By `<sha>/<path>`. */
  files: Readonly<Record<string, Uint8Array | string>>;
  commitsPerPage?: number;
  fault?: FileFault;
}

/** One request as it arrived at one of the two hosts. */
export interface DatasetRequest {
  url: string;
  authorization: string | null;
  range: string | null;
  status: number;
}

export interface StandInDataset {
  /** `http://127.0.0.1:<port>`: the Hub. */
  hubUrl: string;
  /** The address of the data set on it. */
  url: string;
  hub: readonly DatasetRequest[];
  /** What arrived at the host that holds the bytes of large files. */
  cdn: readonly DatasetRequest[];
  close(): Promise<void>;
}

/**
 * A data set on a Hub on this machine: commits, folders, small files from the Hub itself, Parquet by way of a signed
 * address on another host that expires, as hub-api.md §8.4 tells. Shapes follow the Hub's documentation.
 */
export async function startDataset(options: DatasetOptions): Promise<StandInDataset> {
  const hubSeen: DatasetRequest[] = [];
  const cdnSeen: DatasetRequest[] = [];
  const cdn = createCdn(options, cdnSeen);
  const cdnUrl = await listen(cdn, '127.0.0.1');
  const hub = createHub(options, { seen: hubSeen, cdnUrl, signature: () => cdn.signature });
  const hubUrl = await listen(hub.server, '127.0.0.1');
  return {
    hubUrl,
    url: `${hubUrl}/datasets/${options.id}`,
    hub: hubSeen,
    cdn: cdnSeen,
    close: async () => {
      for (const server of [hub.server, cdn.server]) {
        server.closeAllConnections();
        await new Promise((resolve) => server.close(resolve));
      }
    },
  };
}

function listen(at: { server: Server } | Server, host: string): Promise<string> {
  const server = 'server' in at ? at.server : at;
  return new Promise((resolve) => {
    server.listen(0, host, () => {
      const address = server.address();
      resolve(`http://${host}:${typeof address === 'object' && address ? address.port : 0}`);
    });
  });
}

const RATE = {
  ratelimit: '"resolvers";r=2999;t=300',
  'ratelimit-policy': '"fixed window";"resolvers";q=3000;w=300',
};

function createHub(
  { id, commits, files, commitsPerPage = 1000, fault }: DatasetOptions,
  { seen, cdnUrl, signature }: { seen: DatasetRequest[]; cdnUrl: string; signature: () => number },
) {
  const answer = (url: URL): { status: number; headers?: Record<string, string>; body?: string } => {
    const path = decodeURIComponent(url.pathname);
    if (path === `/api/datasets/${id}/commits/main`) {
      const page = Number(url.searchParams.get('p') ?? 0);
      const some = commits.slice(page * commitsPerPage, (page + 1) * commitsPerPage);
      return {
        status: 200,
        body: JSON.stringify(some.map((commit) => ({ ...commit, message: '', authors: [] }))),
      };
    }
    const [, sha, folder] = new RegExp(`^/api/datasets/${id}/tree/([^/]+)/(.+)$`).exec(path) ?? [];
    if (sha && folder) {
      const inside = Object.keys(files).filter((file) => file.startsWith(`${sha}/${folder}/`));
      const body = inside.map((file) => ({
        type: 'file',
        path: file.slice(sha.length + 1),
        size: files[file]?.length,
      }));
      return { status: 200, body: JSON.stringify(body) };
    }
    const key = path.startsWith(`/datasets/${id}/resolve/`)
      ? path.slice(`/datasets/${id}/resolve/`.length)
      : '';
    const file = files[key];
    if (file === undefined)
      return {
        status: 404,
        headers: { 'x-error-code': 'EntryNotFound' },
        body: '{"error":"Entry not found"}',
      };
    if (typeof file === 'string') return { status: 200, body: file };
    const to = fault?.kind === 'redirect' ? fault.to : `${cdnUrl}/${key}?signature=${signature()}`;
    const linked = { 'x-linked-size': String(file.length), 'x-linked-etag': `"${sha256(file)}"` };
    return { status: 302, headers: { location: to, ...linked } };
  };
  const server = createServer((request, response) => {
    const { status, headers = {}, body = '' } = answer(new URL(request.url ?? '/', 'http://hub'));
    seen.push(seenOf(request, status));
    response.writeHead(status, { 'content-type': 'application/json', ...RATE, ...headers }).end(body);
  });
  return { server };
}

function createCdn({ files, fault }: DatasetOptions, seen: DatasetRequest[]) {
  const state = { signature: 1, served: 0, failed: 0 };
  const serve = (request: IncomingMessage, response: ServerResponse): number => {
    const url = new URL(request.url ?? '/', 'http://cdn');
    const file = files[decodeURIComponent(url.pathname).slice(1)];
    const [, from, to] = /^bytes=(\d+)-(\d+)$/.exec(request.headers.range ?? '') ?? [];
    if (file === undefined || typeof file === 'string' || from === undefined) return send(response, 400);
    // The first part is asked to find the file; faults come after it.
    const isLate = state.served++ > 0;
    if (fault?.kind === 'always-expired' && isLate) return send(response, 403);
    if (fault?.kind === 'expired' && isLate && state.failed < fault.times) {
      state.failed += 1;
      state.signature += 1;
    }
    if (Number(url.searchParams.get('signature')) !== state.signature) return send(response, 403);
    if (isLate && (fault?.kind === 'status' || fault?.kind === 'whole' || fault?.kind === 'cut')) {
      if (state.failed++ < fault.times) {
        if (fault.kind === 'status') return send(response, fault.status);
        if (fault.kind === 'whole') return send(response, 200, {}, file);
        response.writeHead(206, {
          'content-range': `bytes ${from}-${to}/${file.length}`,
          'content-length': '100',
        });
        response.write(file.subarray(0, 3));
        setTimeout(() => request.socket.destroy(), 10);
        return 206;
      }
    }
    const shift = fault?.kind === 'other-range' && isLate ? 1 : 0;
    const etag = fault?.kind === 'changed-etag' && state.served > fault.after ? '"two"' : '"one"';
    const part = file.subarray(Number(from), Number(to) + 1);
    const range = `bytes ${Number(from) + shift}-${Number(to) + shift}/${file.length}`;
    return send(response, 206, { 'content-range': range, etag }, part);
  };
  const server = createServer((request, response) => {
    const entry = seenOf(request, 0);
    seen.push(entry);
    entry.status = serve(request, response);
  });
  return {
    server,
    get signature() {
      return state.signature;
    },
  };
}

function send(
  response: ServerResponse,
  status: number,
  headers = {},
  body: Uint8Array | string = '',
): number {
  response.writeHead(status, headers).end(body);
  return status;
}

function seenOf(request: IncomingMessage, status: number): DatasetRequest {
  const { authorization = null, range = null } = request.headers;
  return { url: request.url ?? '/', authorization, range, status };
}

function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
