import { SourceError } from '../../../db/errors.ts';
import type { Effects } from '../../collector.ts';
import { IDLE_MS, idled } from '../../read-json.ts';
import { within } from '../../within.ts';
import { placeOf } from './place-of.ts';

/** Bytes of a file, `end` exclusive. */
export interface Range {
  start: number;
  end: number;
}

/** One answer to a request for a part of a file. */
export type RangeAnswer =
  | { kind: 'bytes'; bytes: Uint8Array<ArrayBuffer>; total: number; etag: string | null }
  | { kind: 'redirect'; location: string; headers: Headers }
  | { kind: 'status'; status: number; headers: Headers };

const DEADLINE_MS = 120_000;
const USER_AGENT = 'open-model-census/0.1 (+https://github.com/open-model-census/open-model-census)';

/**
 * Asks once for a part of a file, following nothing. Throws `SourceError` where the answer is not the part that
 * was asked for: a whole file in its place, another part, fewer or more bytes.
 */
export async function askRange(
  url: string,
  range: Range,
  { token, effects }: { token: string | undefined; effects: Effects },
): Promise<RangeAnswer> {
  const headers: Record<string, string> = {
    'user-agent': USER_AGENT,
    // Parts of a compressed body would be parts of something else.
    'accept-encoding': 'identity',
    range: `bytes=${range.start}-${range.end - 1}`,
  };
  if (token) headers['authorization'] = `Bearer ${token}`;
  const signal = AbortSignal.any([effects.signal, AbortSignal.timeout(DEADLINE_MS)]);
  const response = await effects.fetch(url, { headers, signal, redirect: 'manual' });
  const location = response.headers.get('location');
  if (response.status >= 300 && response.status <= 399 && location) {
    await response.body?.cancel();
    return { kind: 'redirect', location, headers: response.headers };
  }
  if (response.status === 200) {
    await response.body?.cancel();
    throw refused(url, 200, 'sends the whole file where a part was asked for');
  }
  if (response.status !== 206) {
    await response.body?.cancel();
    return { kind: 'status', status: response.status, headers: response.headers };
  }
  const [, start, last, total] =
    /^bytes (\d+)-(\d+)\/(\d+)$/.exec(response.headers.get('content-range') ?? '') ?? [];
  if (Number(start) !== range.start || Number(last) !== range.end - 1) {
    await response.body?.cancel();
    throw refused(
      url,
      206,
      `sends bytes ${start ?? '?'} to ${last ?? '?'} for ${range.start} to ${range.end - 1}`,
    );
  }
  const bytes = await readExactly(response, range.end - range.start, url);
  return { kind: 'bytes', bytes, total: Number(total), etag: response.headers.get('etag') };
}

/** Another answer than the file: asking again would not help. */
export class RefusedPart extends SourceError {}

function refused(url: string, status: number, says: string): RefusedPart {
  return new RefusedPart(`${placeOf(url)}: ${says}`, { url: placeOf(url), status });
}

async function readExactly(
  response: Response,
  length: number,
  url: string,
): Promise<Uint8Array<ArrayBuffer>> {
  const bytes = new Uint8Array(length);
  const reader = response.body?.getReader();
  let at = 0;
  try {
    for (;;) {
      const chunk = reader
        ? await within(reader.read(), IDLE_MS, idled)
        : { done: true as const, value: undefined };
      if (chunk.done) break;
      if (at + chunk.value.byteLength > length) throw new RangeError(`more than ${length} bytes`);
      bytes.set(chunk.value, at);
      at += chunk.value.byteLength;
    }
  } catch (cause) {
    void reader?.cancel().catch(() => undefined);
    throw cause;
  }
  if (at < length) throw new RangeError(`${placeOf(url)}: ${at} bytes instead of ${length}`);
  return bytes;
}
