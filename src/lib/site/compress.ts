import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';

/** The forms in which a body can leave. */
export type Encoding = 'br' | 'gzip' | 'identity';

export const ENCODINGS: readonly Encoding[] = ['br', 'gzip', 'identity'];

export type Bodies = { readonly identity: Buffer } & { readonly [E in 'br' | 'gzip']?: Buffer };

const brotli = promisify(brotliCompress);
const zip = promisify(gzip);

const smallestWorthIt = 1024;
const compressible =
  /^(text\/|image\/svg|application\/(json|problem\+json|x-ndjson|javascript|xml|manifest\+json|rss\+xml|atom\+xml))/;

/** The body beside its compressed forms, as far as they are asked for and smaller. Runs off the main thread. */
export async function compress(
  identity: Buffer,
  contentType: string,
  forms: readonly Encoding[] = ENCODINGS,
): Promise<Bodies> {
  if (identity.length < smallestWorthIt || !compressible.test(contentType)) return { identity };
  const params = { [constants.BROTLI_PARAM_QUALITY]: 5, [constants.BROTLI_PARAM_SIZE_HINT]: identity.length };
  const [br, gz] = await Promise.all([
    forms.includes('br') ? brotli(identity, { params }) : null,
    forms.includes('gzip') ? zip(identity, { level: 6 }) : null,
  ]);
  return {
    identity,
    ...(br && br.length < identity.length ? { br } : {}),
    ...(gz && gz.length < identity.length ? { gzip: gz } : {}),
  };
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

/** The forms beside the plain one that a reader accepts, the best first. */
export function offersTo(acceptEncoding: string | undefined): readonly ('br' | 'gzip')[] {
  const accepted = qualities(acceptEncoding ?? '');
  const qualityOf = (encoding: string) => accepted.get(encoding) ?? accepted.get('*') ?? 0;
  return (['br', 'gzip'] as const)
    .filter((encoding) => qualityOf(encoding) > 0)
    .toSorted((a, b) => qualityOf(b) - qualityOf(a));
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
