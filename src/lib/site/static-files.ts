import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { extname, join, relative, sep } from 'node:path';
import { compress } from './compress.ts';
import type { Page } from './page-cache.ts';

const types: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.jpg': 'image/jpeg',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.webmanifest': 'application/manifest+json',
  '.webp': 'image/webp',
  '.woff2': 'font/woff2',
  '.xml': 'application/xml',
};

/**
 * Every file of the built client by its path in the address, read once. Files under `/_astro/` carry a hash in
 * their name and never change. A prerendered page stands at its address without `.html`.
 */
export async function readStaticFiles(folder: string): Promise<ReadonlyMap<string, Page>> {
  if (!existsSync(folder)) return new Map();
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  return new Map(await Promise.all(files.map((file) => readStaticFile(folder, file))));
}

async function readStaticFile(folder: string, file: string): Promise<[string, Page]> {
  const path = `/${relative(folder, file).split(sep).join('/')}`;
  const type = types[extname(file)] ?? 'application/octet-stream';
  const body = await readFile(file);
  const hash = createHash('sha256').update(body).digest('base64url').slice(0, 16);
  const caching = path.startsWith('/_astro/')
    ? 'public, max-age=31536000, immutable'
    : 'public, max-age=3600';
  const page: Page = {
    status: 200,
    headers: { 'content-type': type, 'cache-control': extname(file) === '.html' ? 'no-cache' : caching },
    bodies: await compress(body, type),
    etag: `W/"${hash}"`,
  };
  return [addressOf(path), page];
}

function addressOf(path: string): string {
  return path.replace(/(\/index)?\.html$/, '') || '/';
}
