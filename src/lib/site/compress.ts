import { promisify } from 'node:util';
import { brotliCompress, constants, gunzipSync, gzip, gzipSync } from 'node:zlib';

/** The forms in which a body can leave. */
export type Encoding = 'br' | 'gzip' | 'identity';

export type Bodies = { readonly identity: Buffer } & { readonly [E in 'br' | 'gzip']?: Buffer };

/** A body of which every form was made. The plain one is four times as large as the others together and hardly ever sent. */
class Packed implements Bodies {
  readonly br?: Buffer;
  readonly gzip: Buffer;

  constructor(gzip: Buffer, br: Buffer | null) {
    // Copies: each was made in a piece of 16 kB, most of which may be empty.
    this.gzip = Buffer.from(gzip);
    if (br) this.br = Buffer.from(br);
  }

  get identity(): Buffer {
    return gunzipSync(this.gzip);
  }
}

const brotli = promisify(brotliCompress);
const zip = promisify(gzip);

const smallestWorthIt = 1024;
const compressible =
  /^(text\/|image\/svg|application\/(json|problem\+json|x-ndjson|javascript|xml|manifest\+json|rss\+xml|atom\+xml))/;

/** Well, for what is sent again and again; quickly, for what is asked for once. */
const WELL = { brotli: 5, gzip: 6 };
const QUICKLY = { brotli: 2, gzip: 3 };

/** Up to here zipping quickly takes less time than handing the work to another thread: 0.1 ms against 0.4 ms for 36 kB. */
const soonZipped = 128 * 1024;

/**
 * The body beside its compressed forms, where they are smaller. `only`: the one form that is asked for, made quickly.
 * Runs off the main thread, but for short bodies that are wanted quickly.
 */
export async function compress(
  identity: Buffer,
  contentType: string,
  only: Encoding | null = null,
): Promise<Bodies> {
  if (identity.length < smallestWorthIt || !compressible.test(contentType)) return { identity };
  const level = only === null ? WELL : QUICKLY;
  const params = {
    [constants.BROTLI_PARAM_QUALITY]: level.brotli,
    [constants.BROTLI_PARAM_SIZE_HINT]: identity.length,
    // The usual window takes megabytes of memory each time, for bodies of kilobytes.
    [constants.BROTLI_PARAM_LGWIN]: windowFor(identity.length),
  };
  const [br, gz] = await Promise.all([
    only === null || only === 'br' ? brotli(identity, { params }) : null,
    only === null || only === 'gzip' ? zipped(identity, level.gzip, only !== null) : null,
  ]);
  const smaller = br && br.length < identity.length ? br : null;
  if (only === null && gz && gz.length < identity.length) return new Packed(gz, smaller);
  return {
    identity,
    ...(smaller ? { br: smaller } : {}),
    ...(gz && gz.length < identity.length ? { gzip: gz } : {}),
  };
}

function zipped(identity: Buffer, level: number, isQuick: boolean): Buffer | Promise<Buffer> {
  return isQuick && identity.length <= soonZipped ? gzipSync(identity, { level }) : zip(identity, { level });
}

/** Bits of a window that holds all of a body. */
function windowFor(length: number): number {
  const bits = Math.ceil(Math.log2(length + 16));
  return Math.min(constants.BROTLI_DEFAULT_WINDOW, Math.max(constants.BROTLI_MIN_WINDOW_BITS, bits));
}

/** The best form the reader accepts: RFC 9110 §12.5.3. Whoever refuses every form gets the plain one. */
export function negotiate(
  acceptEncoding: string | undefined,
  bodies: Bodies,
): { encoding: Encoding; body: Buffer } {
  const best = offersTo(acceptEncoding).find((encoding) => bodies[encoding]);
  const body = best && bodies[best];
  return best && body ? { encoding: best, body } : { encoding: 'identity', body: bodies.identity };
}

/** What is smallest first, and what is made quickest first: gzip takes a fifth of brotli’s time for a fifth more bytes. */
const SMALLEST = ['br', 'gzip'] as const;
const QUICKEST = ['gzip', 'br'] as const;

/** The form beside the plain one that is made quickest, of those a reader accepts best; the plain one where there is none. */
export function quickestTo(acceptEncoding: string | undefined): Encoding {
  return offersTo(acceptEncoding, QUICKEST)[0] ?? 'identity';
}

/** The forms beside the plain one that a reader accepts, the best first; of equally good ones in the order given. */
function offersTo(
  acceptEncoding: string | undefined,
  order: readonly ('br' | 'gzip')[] = SMALLEST,
): readonly ('br' | 'gzip')[] {
  const accepted = qualities(acceptEncoding ?? '');
  const qualityOf = (encoding: string) => accepted.get(encoding) ?? accepted.get('*') ?? 0;
  return order.filter((encoding) => qualityOf(encoding) > 0).toSorted((a, b) => qualityOf(b) - qualityOf(a));
}

/** Bytes of all forms that are kept. */
export function sizeOf(bodies: Bodies): number {
  const plain = bodies instanceof Packed ? 0 : bodies.identity.length;
  return plain + (bodies.br?.length ?? 0) + (bodies.gzip?.length ?? 0);
}

function qualities(header: string): ReadonlyMap<string, number> {
  return new Map(
    header
      .toLowerCase()
      .split(',')
      .map((part): [string, number] => {
        const [encoding = '', ...parameters] = part.split(';').map((text) => text.trim());
        const quality = parameters.find((parameter) => parameter.startsWith('q='))?.slice(2);
        const number = quality === undefined ? 1 : Number(quality);
        return [encoding, Number.isNaN(number) ? 0 : number];
      }),
  );
}
