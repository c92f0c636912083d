import { isIPv6 } from 'node:net';
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';

/** What a request costs, in headers, and whether it may pass. */
export interface Counted {
  passes: boolean;
  headers: Readonly<Record<string, string>>;
  /** Seconds until the next one passes. */
  waitSeconds: number;
}

export interface RateLimit {
  count(address: string): Promise<Counted>;
}

export const WINDOW_SECONDS = 60;

/**
 * So many requests a minute from one network address; an IPv6 reader has the 64 bits of its network. 0: no limit.
 * Headers as in draft-ietf-httpapi-ratelimit-headers.
 */
export function createRateLimit(requestsPerMinute: number): RateLimit {
  if (requestsPerMinute === 0) return { count: async () => ({ passes: true, headers: {}, waitSeconds: 0 }) };
  const limiter = new RateLimiterMemory({ points: requestsPerMinute, duration: WINDOW_SECONDS });
  return {
    async count(address) {
      const { result, passes } = await consume(limiter, networkOf(address));
      const waitSeconds = Math.max(1, Math.ceil(result.msBeforeNext / 1000));
      const headers = {
        'ratelimit-policy': `"minute";q=${requestsPerMinute};w=${WINDOW_SECONDS}`,
        ratelimit: `"minute";r=${Math.max(0, result.remainingPoints)};t=${waitSeconds}`,
      };
      return { passes, headers, waitSeconds };
    },
  };
}

async function consume(limiter: RateLimiterMemory, key: string) {
  try {
    return { result: await limiter.consume(key), passes: true };
  } catch (refused) {
    if (refused instanceof RateLimiterRes) return { result: refused, passes: false };
    throw refused;
  }
}

/** Whom a network address is counted for. */
export function networkOf(address: string): string {
  // As some proxies write it: with a port, and brackets around IPv6.
  const bare = address.replace(/^\[(.*)\](:\d+)?$/, '$1').replace(/^(\d+(?:\.\d+){3}):\d+$/, '$1');
  const plain = bare.replace(/^::ffff:(?=\d+\.)/i, '').replace(/%.*$/, '');
  if (!isIPv6(plain)) return plain;
  const [head = '', tail] = plain.split('::');
  const before = head === '' ? [] : head.split(':');
  const after = tail === undefined || tail === '' ? [] : tail.split(':');
  const missing = tail === undefined ? 0 : 8 - before.length - after.length;
  const groups = [...before, ...Array.from({ length: Math.max(0, missing) }, () => '0'), ...after];
  return groups
    .slice(0, 4)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(':');
}

/**
 * The address of a reader: of the connection, or, behind so many proxies of one’s own, the one that the outermost of
 * them saw. What stands before it in the header anybody could have written.
 */
export function readerAddress(
  { remoteAddress, forwardedFor }: { remoteAddress: string | undefined; forwardedFor: string | undefined },
  proxies: number,
): string {
  const connection = remoteAddress ?? 'unknown';
  if (proxies === 0 || forwardedFor === undefined) return connection;
  const seen = forwardedFor.split(',').map((one) => one.trim());
  return seen.at(-proxies)?.slice(0, 64) || connection;
}
