import { SourceError } from '../../../db/errors.ts';
import type { Effects } from '../../collector.ts';
import { pause } from '../../pause.ts';
import { type Budget, budgetFrom, waitAfter429, waitForBudget } from '../../rate-limit.ts';
import { askRange, type Range, type RangeAnswer, RefusedPart } from './ask-range.ts';
import { onwardAddress } from './onward-address.ts';
import { placeOf } from './place-of.ts';

/** Where a file lies for the moment. */
export interface Located {
  address: string;
  byteLength: number;
  /** Of this address: every part must carry it. */
  etag: string | null;
  /** As in `sha256:…` where the Hub names the checksum, else `etag:…`. */
  revision: string;
}

export interface FileAsking {
  url: string;
  token: string | undefined;
  hubUrl: string;
  effects: Effects;
}

type Part = Extract<RangeAnswer, { kind: 'bytes' }>;

const ATTEMPTS = 8;
const HOPS = 3;
const RETRY_STATUS = new Set([408, 425, 429, 500, 502, 503, 504, 520, 521, 522, 523, 524]);
const EXPIRED_STATUS = new Set([401, 403, 410]);

/** Reads parts of one file politely: paced by the Hub's headers, patient where waiting helps. Throws `SourceError`. */
export function fileReader({ url, token: given, hubUrl, effects }: FileAsking) {
  const home = new URL(hubUrl).origin;
  let token = given;
  let budget: Budget | null = null;

  const ask = async (address: string, range: Range): Promise<RangeAnswer> => {
    const isHome = new URL(address).origin === home;
    if (isHome) await waitForBudget(budget, effects);
    const answer = await askRange(address, range, { token: isHome ? token : undefined, effects });
    if (isHome && answer.kind !== 'bytes') budget = budgetFrom(answer.headers, effects.now()) ?? budget;
    return answer;
  };

  /** Asks until the answer is bytes, a redirect, or a status that waiting does not change. */
  const patiently = async (address: string, range: Range): Promise<RangeAnswer> => {
    for (let failures = 1; ; ) {
      const answer = await ask(address, range).catch((cause: unknown) => faultOf(address, cause, effects));
      if (!(answer instanceof Error) && !(answer.kind === 'status' && RETRY_STATUS.has(answer.status)))
        return answer;
      const status = answer instanceof Error ? null : answer.status;
      const reason = answer instanceof Error ? answer.message : `${placeOf(address)}: HTTP ${status}`;
      if (failures >= ATTEMPTS) {
        throw new SourceError(`gave up after ${ATTEMPTS} failures: ${reason}`, {
          url: placeOf(address),
          status,
        });
      }
      const paced = !(answer instanceof Error) && answer.status === 429 ? answer : null;
      const retryAfter = paced?.headers.get('retry-after') ?? null;
      const waitMs = paced
        ? waitAfter429({ budget, retryAfter }, effects)
        : backoff(failures, effects.random());
      failures += paced ? 0.25 : 1;
      effects.log('source-retried', { reason, waitMs: Math.round(waitMs) });
      await pause(waitMs, effects);
    }
  };

  /** Follows the redirects to where the file lies, by asking for its first byte. */
  const locate = async (): Promise<Located> => {
    let address = url;
    let named: Pick<Located, 'byteLength' | 'revision'> | null = null;
    for (let hop = 0; hop <= HOPS; hop++) {
      const answer = await patiently(address, { start: 0, end: 1 });
      if (answer.kind === 'bytes') {
        const { total, etag } = answer;
        if (named && named.byteLength !== total)
          throw refused(address, `has ${total} bytes, not ${named.byteLength}`);
        return { address, byteLength: total, etag, revision: named?.revision ?? revisionOf(etag) };
      }
      if (answer.kind === 'status') {
        const isRefused = answer.status === 401 || answer.status === 403;
        if (isRefused && token && new URL(address).origin === home) {
          effects.log('token-refused', { reason: `${placeOf(address)}: HTTP ${answer.status}` });
          token = undefined;
          hop -= 1;
          continue;
        }
        throw refused(address, `HTTP ${answer.status}`, answer.status);
      }
      named = linkedFile(answer.headers) ?? named;
      address = onwardAddress(address, answer.location);
    }
    throw refused(address, 'redirects without end');
  };

  const read = async ({ address }: Located, range: Range): Promise<Part | 'expired'> => {
    const answer = await patiently(address, range);
    if (answer.kind === 'bytes') return answer;
    if (answer.kind === 'redirect') return 'expired';
    if (EXPIRED_STATUS.has(answer.status)) return 'expired';
    throw refused(address, `HTTP ${answer.status}`, answer.status);
  };
  return { locate, read };
}

/** What the Hub says of a file that lies elsewhere: its size, and the SHA-256 of its content as a tag. */
function linkedFile(headers: Headers): Pick<Located, 'byteLength' | 'revision'> | null {
  const size = Number(headers.get('x-linked-size') ?? Number.NaN);
  const etag = headers.get('x-linked-etag');
  return Number.isSafeInteger(size) && size > 0 && etag
    ? { byteLength: size, revision: revisionOf(etag) }
    : null;
}

function revisionOf(etag: string | null): string {
  const bare = (etag ?? 'none').replace(/^W\//, '').replaceAll('"', '');
  return /^[0-9a-f]{64}$/.test(bare) ? `sha256:${bare}` : `etag:${bare.replaceAll(/\s/g, '')}`;
}

/** What may be tried again comes back as an error; what may not is thrown. */
function faultOf(address: string, cause: unknown, effects: Effects): Error {
  if (effects.signal.aborted) throw effects.signal.reason;
  if (cause instanceof RefusedPart) throw cause;
  const error = cause instanceof Error ? cause : new Error(String(cause));
  const below = error.cause instanceof Error ? `: ${error.cause.message}` : '';
  return new Error(`${placeOf(address)}: ${error.name}${below || `: ${error.message}`}`);
}

function refused(address: string, says: string, status: number | null = null): SourceError {
  return new SourceError(`${placeOf(address)}: ${says}`, { url: placeOf(address), status });
}

/** Full jitter between half and all of 1, 2, 4 … 60 seconds. */
function backoff(failures: number, random: number): number {
  return Math.min(60_000, 1000 * 2 ** (failures - 1)) * (0.5 + random / 2);
}
