import type { IncomingMessage, ServerResponse } from 'node:http';
import { negotiate } from './compress.ts';
import { isHeld, type Page } from './page-cache.ts';

/** Sends a page in the best form the reader accepts, or 304 when the reader holds it. HEAD gets the headers only. */
export function send(request: IncomingMessage, response: ServerResponse, page: Page): void {
  for (const [name, value] of Object.entries(page.headers)) response.setHeader(name, value);
  if (page.etag !== null) {
    response.setHeader('etag', page.etag);
    // Browsers ask every time, and are answered without a body for as long as nothing new is published.
    if (!response.hasHeader('cache-control')) response.setHeader('cache-control', 'no-cache');
  }
  const varies = page.headers['vary'];
  response.setHeader('vary', varies === undefined ? 'Accept-Encoding' : `${varies}, Accept-Encoding`);
  if (page.status === 200 && isHeld(request.headers['if-none-match'], page.etag)) {
    response.removeHeader('content-type');
    response.writeHead(304).end();
    return;
  }
  const { encoding, body } = negotiate(request.headers['accept-encoding'], page.bodies);
  if (encoding !== 'identity') response.setHeader('content-encoding', encoding);
  response.setHeader('content-length', body.length);
  response.writeHead(page.status).end(request.method === 'HEAD' ? undefined : body);
}
