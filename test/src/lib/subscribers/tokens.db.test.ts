import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { DEFAULT_PREFERENCES } from '../../../../src/lib/subscribers/preferences.ts';
import { askForMail } from '../../../../src/lib/subscribers/store/ask.ts';
import { findSubscriber } from '../../../../src/lib/subscribers/store/subscribers.ts';
import { findToken, issueToken } from '../../../../src/lib/subscribers/store/tokens.ts';
import { type TestDatabase, testDatabase } from '../../../support/database.ts';
import { placesOf } from './everywhere.ts';

/** Tokens that are tried; 3,000 in every run. */
const TRIES = Number(process.env['CENSUS_FUZZ_TOKENS'] ?? 3000);
vi.setConfig({ testTimeout: Math.max(30_000, TRIES) });

const purposes = ['confirm', 'manage', 'unsubscribe'] as const;
let database: TestDatabase;
let subscriberId: number;
const tokens = new Map<string, string>();

beforeAll(async () => {
  database = await testDatabase();
  const { db } = database;
  await askForMail(db, {
    email: 'ada@example.org',
    preferences: DEFAULT_PREFERENCES,
    network: null,
    via: 'form',
  });
  subscriberId = (await findSubscriber(db, 'ada@example.org'))?.subscriberId ?? 0;
  for (const purpose of purposes) tokens.set(purpose, await issueToken(db, { subscriberId, purpose }));
});
afterAll(() => database.drop());

test('a token opens what it is for, and nothing else', async () => {
  const opened = [];
  for (const purpose of purposes)
    for (const [of, token] of tokens)
      if ((await findToken(database.db, token, purpose)) !== null) opened.push(`${of} opens ${purpose}`);

  expect(opened).toEqual(['confirm opens confirm', 'manage opens manage', 'unsubscribe opens unsubscribe']);
});

test('no token that is made up, cut, lengthened or turned by a bit opens anything', async () => {
  const known = [...tokens.values()];
  const flipped = (token: string, bit: number) => {
    const bytes = Buffer.from(token, 'base64url');
    const at = Math.floor(bit / 8) % bytes.length;
    bytes[at] = (bytes[at] ?? 0) ^ (1 << (bit % 8));
    return bytes.toString('base64url');
  };
  const make = (n: number): string => {
    const token = known[n % known.length] ?? '';
    const kinds = [
      () => randomBytes(32).toString('base64url'),
      () => flipped(token, n),
      () => token.slice(0, n % token.length),
      () => `${token}${'A'.repeat(1 + (n % 3))}`,
      () => token.slice(0, 42) + (token.endsWith('A') ? 'B' : 'A'),
      () =>
        [token.toLowerCase(), token.toUpperCase(), ` ${token}`, `${token}=`, `${token}\0`, `%${token}`, ''][
          n % 7
        ] ?? '',
    ];
    return kinds[n % kinds.length]?.() ?? '';
  };
  let accepted = 0;
  for (let from = 0; from < TRIES; from += 500) {
    const found = await Promise.all(
      Array.from({ length: Math.min(500, TRIES - from) }, async (_, n) => {
        const tried = make(from + n);
        if (known.includes(tried)) return null;
        return await findToken(database.db, tried, purposes[(from + n) % 3] ?? 'manage');
      }),
    );
    accepted += found.filter((one) => one !== null).length;
  }

  expect(accepted).toBe(0);
});

test('a link that confirms is over after three days, one that unsubscribes never is', async () => {
  const { db } = database;
  const valid = async (purpose: 'confirm' | 'unsubscribe') =>
    (await findToken(db, tokens.get(purpose) ?? '', purpose)) === subscriberId;
  await db`update subscriber_tokens set expires_at = expires_at - interval '71 hours', created_at = created_at - interval '9 years'`;
  const before = [await valid('confirm'), await valid('unsubscribe')];
  await db`update subscriber_tokens set expires_at = expires_at - interval '2 hours'`;

  expect([...before, await valid('confirm'), await valid('unsubscribe')]).toEqual([true, true, false, true]);
});

test('no token stands in the database', async () => {
  for (const token of tokens.values()) expect(await placesOf(database.db, token)).toEqual([]);
});
