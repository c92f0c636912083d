import type { IncomingHttpHeaders } from 'node:http';

/**
 * Whether a form of another site sent this. Browsers say so in `Sec-Fetch-Site`, older ones and those on plain HTTP in `Origin`,
 * which may name the site as its readers reach it. Programs say neither.
 */
export function isForeign(headers: IncomingHttpHeaders, origin: string): boolean {
  const site = headers['sec-fetch-site'];
  if (site !== undefined) return site !== 'same-origin' && site !== 'none';
  if (headers.origin === undefined || headers.origin === origin) return false;
  return URL.parse(headers.origin)?.host !== headers.host;
}
