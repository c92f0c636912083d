import { createHash } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import type { Version } from '../metrics/publication.ts';
import { type Bodies, compress, type Encoding, sizeOf } from './compress.ts';

/** A rendered page, ready to leave. */
export interface Page {
  status: number;
  headers: Readonly<Record<string, string>>;
  bodies: Bodies;
  /** Weak, of version and content; null where the page must not be kept. */
  etag: string | null;
}

export interface PageCacheOptions {
  /** Asks for the version of everything published; called at most once per second. */
  readVersion: () => Promise<Version>;
  now: () => Date;
  /** Most bytes of pages, all forms together. */
  maxBytes?: number;
}

/** Renders what stands at an address, for one version. */
export type Render = (version: Version) => Promise<Response>;

export interface PageCache {
  /**
   * The page of that key: kept, being rendered, or rendered now. `key` holds all that the page depends on but the version.
   * `only`: the form in which the first reader wants it; the key must name it. Null: every form.
   */
  page(key: string, render: Render, only?: Encoding | null): Promise<Page>;
  /** The newest version known. Throws when it was never read and cannot be. */
  version(): Promise<Version>;
}

const defaultBytes = 32 * 2 ** 20;
const versionLastsMs = 1000;

/** Keeps pages for as long as nothing new is published. */
export function createPageCache(options: PageCacheOptions): PageCache {
  const pages = new LRUCache<string, Page>({
    maxSize: options.maxBytes ?? defaultBytes,
    sizeCalculation: (page, key) => sizeOf(page.bodies) + key.length + 512,
  });
  const underway = new Map<string, Promise<Page>>();
  const version = versionReader(options);

  const renderOnce = async (key: string, render: Render, only: Encoding | null): Promise<Page> => {
    const before = await version(versionLastsMs);
    const first = await render(before);
    const after = await version(0);
    const changed = keyOf(after, key) !== keyOf(before, key);
    if (changed) await first.body?.cancel();
    const page = await pageOf(changed ? await render(after) : first, after, only);
    if (page.etag !== null) pages.set(keyOf(after, key), page);
    return page;
  };

  return {
    version: () => version(versionLastsMs),
    async page(key, render, only = null) {
      const whole = keyOf(await version(versionLastsMs), key);
      const kept = pages.get(whole);
      if (kept) return kept;
      const started =
        underway.get(whole) ?? renderOnce(key, render, only).finally(() => underway.delete(whole));
      underway.set(whole, started);
      return await started;
    },
  };
}

/** Whether the reader already holds the page: RFC 9110 §13.1.2, weak comparison. */
export function isHeld(ifNoneMatch: string | undefined, etag: string | null): boolean {
  if (ifNoneMatch === undefined || etag === null) return false;
  const opaque = (tag: string) => tag.trim().replace(/^W\//, '');
  return ifNoneMatch.trim() === '*' || ifNoneMatch.split(',').some((tag) => opaque(tag) === opaque(etag));
}

function keyOf(version: Version, key: string): string {
  return `${mark(version)} ${key}`;
}

function mark({ version, referenceVersion, ledgerVersion, issues }: Version): string {
  return `${version}.${referenceVersion}.${ledgerVersion}.${issues}`;
}

/** Reads the version when it is older than asked. A database that is away does not take known pages with it. */
function versionReader({ readVersion, now }: PageCacheOptions) {
  let known: { version: Version; readAt: number } | undefined;
  let reading: Promise<Version> | undefined;
  const read = async (): Promise<Version> => {
    const readAt = now().getTime();
    const version = await readVersion();
    known = { version, readAt };
    return version;
  };
  return async (lastsMs: number): Promise<Version> => {
    const age = known ? now().getTime() - known.readAt : Number.POSITIVE_INFINITY;
    if (known && age >= 0 && age < lastsMs) return known.version;
    reading ??= read().finally(() => {
      reading = undefined;
    });
    if (lastsMs === 0 || !known) return await reading;
    const { version } = known;
    return await reading.catch(() => version);
  };
}

/** An answer as a page. Without a version it is not to be kept. */
export async function pageOf(
  response: Response,
  version: Version | null = null,
  only: Encoding | null = 'identity',
): Promise<Page> {
  const body = Buffer.from(await response.arrayBuffer());
  const headers = Object.fromEntries(response.headers);
  if (headers['content-type'] === 'text/html') headers['content-type'] = 'text/html; charset=utf-8';
  const bodies = await compress(body, headers['content-type'] ?? '', only);
  const hash = createHash('sha256').update(body).digest('base64url').slice(0, 16);
  const etag = version && mayKeep(response) ? `W/"${mark(version)}-${hash}"` : null;
  return { status: response.status, headers, bodies, etag };
}

function mayKeep({ status, headers }: Response): boolean {
  return (
    status === 200 &&
    !headers.has('set-cookie') &&
    !/no-store|private/.test(headers.get('cache-control') ?? '')
  );
}
