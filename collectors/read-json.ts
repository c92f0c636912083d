const BODY_LIMIT = 64 * 1024 * 1024;
const IDLE_MS = 15_000;

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
  const reader = response.body.getReader();
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  try {
    for (;;) {
      const { done, value } = await withIdleLimit(reader.read(), signal);
      if (done) break;
      bytes += value.byteLength;
      if (bytes > BODY_LIMIT) throw new RangeError(`body over ${BODY_LIMIT} bytes`);
      chunks.push(value);
    }
  } catch (cause) {
    // The connection is useless now; its own failure to close adds nothing to the cause.
    void reader.cancel().catch(() => undefined);
    throw cause;
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

async function withIdleLimit<T>(read: Promise<T>, signal: AbortSignal): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const idle = new Promise<never>((_, reject) => {
    const late = () => reject(new DOMException(`no bytes for ${IDLE_MS / 1000} s`, 'TimeoutError'));
    timer = setTimeout(late, IDLE_MS);
  });
  try {
    return await Promise.race([read, idle]);
  } finally {
    clearTimeout(timer);
    signal.throwIfAborted();
  }
}
