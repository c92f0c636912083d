import { createHash, randomBytes } from 'node:crypto';

/** What the stand-in is about to send. */
export interface Answer {
  status: number;
  headers: Record<string, string>;
  body: string;
  /** How the bytes leave, when not simply whole. */
  delivery?: Delivery;
}

export type Delivery =
  | { kind: 'reset-before-headers' }
  | { kind: 'reset-mid-body' }
  | { kind: 'truncate-gzip' }
  | { kind: 'drip'; bytes: number; everyMs: number };

/** One request as it arrived. */
export interface SeenRequest {
  method: string;
  /** Path and query as sent. */
  url: string;
  path: string;
  host: string;
  /** The authorization header, or null: to prove where a token went and where it did not. */
  authorization: string | null;
  userAgent: string | null;
  headers: Readonly<Record<string, string | undefined>>;
  /** Number of the page of a walk, from 1. A repeated request keeps its number. Null outside the list. */
  page: number | null;
  at: Date;
  /** Filled when the answer leaves. 0 for a connection that was reset. */
  status: number;
}

export function json(body: unknown, status = 200, headers: Record<string, string> = {}): Answer {
  return text(JSON.stringify(body), status, headers);
}

/** A JSON answer whose body is already written. */
export function text(body: string, status = 200, headers: Record<string, string> = {}): Answer {
  return { status, headers: { 'content-type': 'application/json; charset=utf-8', ...headers }, body };
}

export function html(body: string, status: number): Answer {
  return { status, headers: { 'content-type': 'text/html' }, body };
}

/** Weak tag in the Hub's form: length in hex, then 27 characters of a SHA-1. */
export function etagOf(body: string): string {
  const digest = createHash('sha1').update(body).digest('base64').slice(0, 27);
  return `W/"${Buffer.byteLength(body).toString(16)}-${digest}"`;
}

export function requestId(): string {
  const seconds = Math.floor(Date.now() / 1000).toString(16);
  return `Root=1-${seconds}-${randomBytes(12).toString('hex')}`;
}
