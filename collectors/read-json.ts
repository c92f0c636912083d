import { within } from './within.ts';

const BODY_LIMIT = 64 * 1024 * 1024;
const WORDS_LIMIT = 64 * 1024;
export const IDLE_MS = 15_000;

/**
 * Reads a JSON body: at most 64 MB after decompression, strict UTF-8, no silence over 15 seconds.
 * Throws on any of these and on broken JSON; a truncated gzip body shows as one of them. faults.md §0.6
 * `hide` takes out of a broken body what its error must not repeat.
 */
export async function readJson(
  response: Response,
  signal: AbortSignal,
  hide: (text: string) => string,
): Promise<unknown> {
  if (!response.body) throw new SyntaxError('empty body');
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of chunksOf(response.body, signal)) {
    bytes += chunk.byteLength;
    if (bytes > BODY_LIMIT) throw new RangeError(`body over ${BODY_LIMIT} bytes`);
    chunks.push(chunk);
  }
  const text = new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(chunks, bytes));
  try {
    return JSON.parse(text);
  } catch {
    // The parser's own words would quote any twenty characters of the body.
    const start = hide(text).slice(0, 60);
    throw new SyntaxError(`no JSON in ${bytes} bytes that begin with ${JSON.stringify(start)}`);
  }
}

/**
 * What an answer without content says, from its first 64 kB; no more is asked for. A body that breaks off or
 * falls silent says what came until then: its status stands. Throws only what `signal` aborts with.
 */
export async function readWords(response: Response, signal: AbortSignal): Promise<string> {
  if (!response.body) return '';
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  try {
    for await (const chunk of chunksOf(response.body, signal)) {
      chunks.push(chunk);
      bytes += chunk.byteLength;
      if (bytes >= WORDS_LIMIT) break;
    }
  } catch {
    signal.throwIfAborted();
  }
  return new TextDecoder().decode(Buffer.concat(chunks, bytes).subarray(0, WORDS_LIMIT));
}

/** The chunks of a body. Whoever stops asking, and every failure, lets the connection go. */
async function* chunksOf(
  body: ReadableStream<Uint8Array<ArrayBuffer>>,
  signal: AbortSignal,
): AsyncGenerator<Uint8Array> {
  const reader = body.getReader();
  let isRead = false;
  try {
    for (;;) {
      const { done, value } = await withIdleLimit(reader.read(), signal);
      isRead = done;
      if (done) return;
      yield value;
    }
  } finally {
    // The connection is useless now; its own failure to close adds nothing to the cause.
    if (!isRead) void reader.cancel().catch(() => undefined);
  }
}

async function withIdleLimit<T>(read: Promise<T>, signal: AbortSignal): Promise<T> {
  try {
    return await within(read, IDLE_MS, idled);
  } finally {
    signal.throwIfAborted();
  }
}

/** Nothing came for too long. */
export function idled(): Error {
  return new DOMException(`no bytes for ${IDLE_MS / 1000} s`, 'TimeoutError');
}
