import type { IncomingMessage, ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { type Answer, etagOf, requestId } from './answer.ts';

const compress = promisify(gzip);
const WORTH_COMPRESSING = 1024;

/** Sends an answer as the Hub would, or as its delivery says. Returns the status that left; 0 for a reset. */
export async function send(
  request: IncomingMessage,
  response: ServerResponse,
  answer: Answer,
): Promise<number> {
  if (answer.delivery?.kind === 'reset-before-headers') {
    request.socket.resetAndDestroy();
    return 0;
  }
  const headers: Record<string, string> = {
    'x-request-id': requestId(),
    'x-powered-by': 'huggingface-moon',
    vary: 'Origin, Accept-Encoding',
    ...(answer.status === 200 ? { etag: etagOf(answer.body) } : {}),
    ...answer.headers,
  };
  if (headers.etag !== undefined && request.headers['if-none-match'] === headers.etag) {
    response.writeHead(304, headers).end();
    return 304;
  }
  const bytes = await encode(request, answer, headers);
  await deliver(request, response, { answer, headers, bytes });
  return answer.delivery?.kind === 'reset-mid-body' ? 0 : answer.status;
}

async function encode(
  request: IncomingMessage,
  answer: Answer,
  headers: Record<string, string>,
): Promise<Buffer> {
  const plain = Buffer.from(answer.body);
  const asked = /\bgzip\b/.test(request.headers['accept-encoding'] ?? '');
  const wanted = asked && plain.length >= WORTH_COMPRESSING;
  if (!wanted && answer.delivery?.kind !== 'truncate-gzip') return plain;
  headers['content-encoding'] = 'gzip';
  const packed = await compress(plain, { level: 1 });
  return answer.delivery?.kind === 'truncate-gzip'
    ? packed.subarray(0, Math.floor(packed.length / 2))
    : packed;
}

interface Outgoing {
  answer: Answer;
  headers: Record<string, string>;
  bytes: Buffer;
}

async function deliver(
  request: IncomingMessage,
  response: ServerResponse,
  { answer, headers, bytes }: Outgoing,
): Promise<void> {
  response.writeHead(answer.status, { ...headers, 'content-length': String(bytes.length) });
  const { delivery } = answer;
  if (delivery?.kind === 'reset-mid-body') {
    response.write(bytes.subarray(0, Math.floor(bytes.length / 2)));
    await sleep(20);
    request.socket.resetAndDestroy();
    return;
  }
  if (delivery?.kind === 'drip') {
    for (let sent = 0; sent < bytes.length && !response.destroyed; sent += delivery.bytes) {
      response.write(bytes.subarray(sent, sent + delivery.bytes));
      await sleep(delivery.everyMs);
    }
    response.end();
    return;
  }
  response.end(request.method === 'HEAD' ? undefined : bytes);
}
