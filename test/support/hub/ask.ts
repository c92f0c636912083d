import { get, type IncomingHttpHeaders } from 'node:http';
import { gunzipSync } from 'node:zlib';
import type { HubItem } from './hub-item.ts';

/** One answer of the stand-in. */
export interface Reply {
  status: number;
  headers: IncomingHttpHeaders;
  body: string;
  /** The URL of `rel="next"`, or null. */
  next: string | null;
  /** The body as list rows. */
  rows: () => HubItem[];
}

/** Asks over node:http, as the suite forbids the network to `fetch`, and without following redirects. Rejects when the connection or the compression breaks. */
export function ask(url: string, token?: string): Promise<Reply> {
  const authorization = token === undefined ? {} : { authorization: `Bearer ${token}` };
  return new Promise((resolve, reject) => {
    const request = get(url, { headers: { 'accept-encoding': 'gzip', ...authorization } }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('error', reject);
      response.on('end', () => {
        try {
          resolve(replyOf(response.statusCode ?? 0, response.headers, Buffer.concat(chunks)));
        } catch (error) {
          reject(error);
        }
      });
    });
    request.on('error', reject);
  });
}

function replyOf(status: number, headers: IncomingHttpHeaders, bytes: Buffer): Reply {
  const body = (headers['content-encoding'] === 'gzip' ? gunzipSync(bytes) : bytes).toString('utf8');
  const link = typeof headers.link === 'string' ? headers.link : '';
  const next = /<([^>]+)>; rel="next"/.exec(link)?.[1] ?? null;
  return { status, headers, body, next, rows: () => JSON.parse(body) as HubItem[] };
}
