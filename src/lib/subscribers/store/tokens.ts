import { createHash, randomBytes } from 'node:crypto';
import type { Db } from '../../../../db/client.ts';
import type { Purpose } from '../links.ts';

const tokenBytes = 32;
const confirmHours = 72;

/** A token that nobody knows yet: what stands in the mail, and what is stored of it. */
export interface NewToken {
  token: string;
  hash: Buffer;
  purpose: Purpose;
  /** Null: it does not end. */
  lastsHours: number | null;
}

/** Makes a token: 256 random bits as base64url. It is good for nothing until its hash is stored. */
export function newToken(purpose: Purpose): NewToken {
  const token = randomBytes(tokenBytes).toString('base64url');
  return { token, hash: hashOf(token), purpose, lastsHours: purpose === 'confirm' ? confirmHours : null };
}

/** Makes a link known. Returns the token: 256 random bits as base64url, which stand nowhere else. Those that confirm last three days. */
export async function issueToken(
  db: Db,
  { subscriberId, purpose }: { subscriberId: number; purpose: Purpose },
): Promise<string> {
  const { token, hash, lastsHours } = newToken(purpose);
  await db`
    insert into subscriber_tokens (token_hash, subscriber_id, purpose, expires_at)
    values (${hash}, ${subscriberId}, ${purpose}, now() + make_interval(hours => ${lastsHours}::int))
  `;
  return token;
}

/** Whose token it is; null for one that was never issued, is for something else, or is over. */
export async function findToken(db: Db, token: string, purpose: Purpose): Promise<number | null> {
  if (!/^[\w-]{43}$/.test(token)) return null;
  const [row] = await db<{ subscriberId: string }[]>`
    select subscriber_id as "subscriberId" from subscriber_tokens
    where token_hash = ${hashOf(token)} and purpose = ${purpose} and (expires_at is null or expires_at > now())
  `;
  return row ? Number(row.subscriberId) : null;
}

function hashOf(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}
