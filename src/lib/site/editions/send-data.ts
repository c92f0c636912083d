import { createHash } from 'node:crypto';
import { type FileHandle, open, readFile } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { LICENSE } from '../../editions/describe/license.ts';
import { editionFileName } from '../../editions/file-name.ts';
import type { EditionStore, StoredEdition } from '../../editions/store.ts';
import { isHeld } from '../page-cache.ts';
import { paths } from '../paths.ts';
import { type Found, type FoundFile, findFile } from './find-file.ts';
import { readRange } from './range.ts';

interface Exchange {
  request: IncomingMessage;
  response: ServerResponse;
}

/** Most files on their way at a time: each holds a file open and a buffer. */
const mostAtOnce = 256;

/** A reader who takes nothing for so long is gone. */
const idleMs = 60_000;

let underway = 0;

/**
 * Answers requests for files of editions; false where the request is for a page. Files come from the disk stretch by
 * stretch, so that slow readers cost a buffer each and never a connection to the database.
 */
export async function sendData(
  { request, response }: Exchange,
  { store, origin }: { store: EditionStore; origin: string },
): Promise<boolean> {
  const { method, headers, url = '' } = request;
  const pathname =
    url.startsWith('/data/') && url.length <= 2048 ? URL.parse(url, origin)?.pathname : undefined;
  if (pathname === undefined) return false;
  if (method === 'OPTIONS') return preflight(response);
  if (method !== 'GET' && method !== 'HEAD') return false;
  const found = await findFile(store, { pathname, accept: headers.accept, origin });
  if (!found) return false;
  for (const [name, value] of Object.entries(SHARED)) response.setHeader(name, value);
  if (found.kind === 'file') await sendFile({ request, response }, found);
  else if (found.kind === 'text') sendText({ request, response }, found);
  else sendShort({ request, response }, found);
  return true;
}

const SHARED = {
  'access-control-allow-origin': '*',
  'access-control-expose-headers':
    'Accept-Ranges, Content-Disposition, Content-Length, Content-Range, ETag, Last-Modified, Link',
  'cross-origin-resource-policy': 'cross-origin',
};

function preflight(response: ServerResponse): true {
  for (const [name, value] of Object.entries(SHARED)) response.setHeader(name, value);
  response.setHeader('access-control-allow-methods', 'GET, HEAD, OPTIONS');
  response.setHeader('access-control-allow-headers', 'Range, If-None-Match, If-Modified-Since, If-Range');
  response.setHeader('access-control-max-age', '86400');
  response.writeHead(204).end();
  return true;
}

function sendShort({ request, response }: Exchange, found: Exclude<Found, { kind: 'file' | 'text' }>): void {
  response.setHeader('content-type', 'text/plain; charset=utf-8');
  if (found.kind === 'redirect') {
    // Which edition is meant changes: only the address it leads to is for good.
    response.setHeader('cache-control', 'no-cache');
    if (found.vary) response.setHeader('vary', 'Accept');
    response.setHeader('location', found.to);
  } else response.setHeader('cache-control', 'no-store');
  const says = found.kind === 'redirect' ? found.to : found.says;
  const body = Buffer.from(`${says}\n`);
  response.setHeader('content-length', body.length);
  response.writeHead(found.kind === 'redirect' ? 302 : found.status);
  response.end(request.method === 'HEAD' ? undefined : body);
}

function sendText({ request, response }: Exchange, found: Extract<Found, { kind: 'text' }>): void {
  const body = Buffer.from(found.text);
  const etag = `"${createHash('sha256').update(body).digest('hex')}"`;
  describe(response, { edition: found.edition, path: found.path, type: found.type, etag });
  if (isUnchanged(request, { etag, edition: found.edition })) {
    notModified(response);
    return;
  }
  response.setHeader('content-length', body.length);
  response.writeHead(200).end(request.method === 'HEAD' ? undefined : body);
}

async function sendFile(exchange: Exchange, found: FoundFile): Promise<void> {
  const { request, response } = exchange;
  const { edition, path } = found;
  const file = await openOr(join(edition.folder, path));
  if (!file)
    return sendShort(exchange, { kind: 'problem', status: 404, says: 'This file is not here any more.' });
  try {
    const { size } = await file.stat();
    const etag = `"${found.sha256 ?? (await hashOf(join(edition.folder, path)))}"`;
    describe(response, { edition, path, type: typeOf(path), etag });
    response.setHeader('accept-ranges', 'bytes');
    if (isUnchanged(request, { etag, edition })) return notModified(response);
    const range = mayBePart(request, { etag, edition }) ? readRange(request.headers.range, size) : null;
    if (range === 'unsatisfiable') {
      response.setHeader('content-range', `bytes */${size}`);
      response.removeHeader('content-disposition');
      response.writeHead(416).end();
      return;
    }
    const { start, end } = range ?? { start: 0, end: size - 1 };
    if (range) response.setHeader('content-range', `bytes ${start}-${end}/${size}`);
    response.setHeader('content-length', end - start + 1);
    response.statusCode = range ? 206 : 200;
    if (request.method === 'HEAD' || size === 0) response.end();
    else await stream(exchange, { file, start, end });
  } finally {
    await file.close().catch(() => undefined);
  }
}

async function stream(
  { response }: Exchange,
  { file, start, end }: { file: FileHandle; start: number; end: number },
): Promise<void> {
  if (underway >= mostAtOnce) {
    for (const name of response.getHeaderNames())
      if (name.startsWith('content-')) response.removeHeader(name);
    for (const name of ['etag', 'last-modified', 'accept-ranges']) response.removeHeader(name);
    response.setHeader('cache-control', 'no-store');
    response.setHeader('retry-after', '30');
    response.writeHead(503).end();
    return;
  }
  underway += 1;
  response.setTimeout(idleMs, () => response.destroy());
  try {
    const read = file.createReadStream({ start, end, highWaterMark: 64 * 1024, autoClose: false });
    await pipeline(read, response);
  } catch (error) {
    // The reader left, or the disk failed below a status that is said already: either way the answer is cut.
    response.destroy();
    if (!isGone(error)) throw error;
  } finally {
    underway -= 1;
  }
}

interface Described {
  edition: StoredEdition;
  path: string;
  type: string;
  etag: string;
}

function describe(response: ServerResponse, { edition, path, type, etag }: Described): void {
  const address = paths.edition(edition.panel, edition.edition);
  response.setHeader('content-type', type);
  response.setHeader('etag', etag);
  response.setHeader('last-modified', modifiedOf(edition).toUTCString());
  // Where a copy is retracted the address answers 410; whoever holds a file keeps what it said.
  response.setHeader('cache-control', 'public, max-age=31536000, immutable');
  response.setHeader('content-disposition', `attachment; filename="${editionFileName(edition, path)}"`);
  response.setHeader(
    'link',
    [
      `<${LICENSE.url}>; rel="license"`,
      `<${address}/datapackage.json>; rel="describedby"; type="application/json"`,
      `<${address}>; rel="collection"; type="text/html"`,
    ].join(', '),
  );
}

function modifiedOf({ manifest }: StoredEdition): Date {
  return new Date(manifest.snapshot.published_at);
}

function isUnchanged(
  request: IncomingMessage,
  { etag, edition }: { etag: string; edition: StoredEdition },
): boolean {
  const { 'if-none-match': tags, 'if-modified-since': since } = request.headers;
  if (tags !== undefined) return isHeld(tags, etag);
  return since !== undefined && Date.parse(since) >= modifiedOf(edition).getTime();
}

/** `If-Range`: a stretch only of the file the reader began with. */
function mayBePart(
  { headers }: IncomingMessage,
  { etag, edition }: { etag: string; edition: StoredEdition },
): boolean {
  const condition = headers['if-range'];
  if (typeof condition !== 'string') return true;
  return condition === etag || Date.parse(condition) === modifiedOf(edition).getTime();
}

function notModified(response: ServerResponse): void {
  response.removeHeader('content-type');
  response.removeHeader('content-disposition');
  response.writeHead(304).end();
}

const TYPES: readonly (readonly [string, string])[] = [
  ['.parquet', 'application/vnd.apache.parquet'],
  ['.csv.gz', 'application/gzip'],
  ['.json', 'application/json'],
  ['.md', 'text/markdown; charset=utf-8'],
  ['.cff', 'text/yaml; charset=utf-8'],
];

function typeOf(path: string): string {
  return TYPES.find(([ending]) => path.endsWith(ending))?.[1] ?? 'text/plain; charset=utf-8';
}

async function hashOf(path: string): Promise<string> {
  return createHash('sha256')
    .update(await readFile(path))
    .digest('hex');
}

async function openOr(path: string): Promise<FileHandle | null> {
  try {
    return await open(path, 'r');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw error;
  }
}

function isGone(error: unknown): boolean {
  const codes = new Set([
    'ERR_STREAM_PREMATURE_CLOSE',
    'ECONNRESET',
    'EPIPE',
    'ERR_STREAM_DESTROYED',
    'ABORT_ERR',
  ]);
  return error instanceof Error && 'code' in error && codes.has(String(error.code));
}
