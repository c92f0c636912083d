import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';

/** The forms in which a body can leave. */
export type Encoding = 'br' | 'gzip' | 'identity';

export type Bodies = { readonly identity: Buffer } & { readonly [E in 'br' | 'gzip']?: Buffer };

const brotli = promisify(brotliCompress);
const zip = promisify(gzip);

const smallestWorthIt = 1024;
const compressible =
  /^(text\/|image\/svg|application\/(json|javascript|xml|manifest\+json|rss\+xml|atom\+xml))/;

/** The body beside its compressed forms, where they are smaller. Runs off the main thread. */
export async function compress(identity: Buffer, contentType: string): Promise<Bodies> {
  if (identity.length < smallestWorthIt || !compressible.test(contentType)) return { identity };
  const params = { [constants.BROTLI_PARAM_QUALITY]: 5, [constants.BROTLI_PARAM_SIZE_HINT]: identity.length };
  const [br, gz] = await Promise.all([brotli(identity, { params }), zip(identity, { level: 6 })]);
  return {
    identity,
    ...(br.length < identity.length ? { br } : {}),
    ...(gz.length < identity.length ? { gzip: gz } : {}),
  };
}

/** The best form the reader accepts: RFC 9110 §12.5.3. Whoever refuses every form gets the plain one. */
export function negotiate(
  acceptEncoding: string | undefined,
  bodies: Bodies,
): { encoding: Encoding; body: Buffer } {
  const accepted = qualities(acceptEncoding ?? '');
  const qualityOf = (encoding: string) => accepted.get(encoding) ?? accepted.get('*') ?? 0;
  const offers = (['br', 'gzip'] as const).filter((encoding) => qualityOf(encoding) > 0);
  const best = offers.toSorted((a, b) => qualityOf(b) - qualityOf(a)).find((encoding) => bodies[encoding]);
  const body = best && bodies[best];
  return best && body ? { encoding: best, body } : { encoding: 'identity', body: bodies.identity };
}

/** Bytes of all forms together. */
export function sizeOf({ identity, br, gzip }: Bodies): number {
  return identity.length + (br?.length ?? 0) + (gzip?.length ?? 0);
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
