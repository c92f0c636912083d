import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { about, share } from '../../../../src/lib/claims/ask-of.ts';
import type { Claim } from '../../../../src/lib/claims/claim.ts';
import { CLAIMS } from '../../../../src/lib/claims/index.ts';
import { row } from '../../../../src/lib/claims/ledger/row.ts';
import { readLedger } from '../../../../src/lib/claims/read-ledger.ts';
import { recordClaims } from '../../../../src/lib/claims/record.ts';
import { forgetAll, look, model } from '../../../collectors/listing.ts';
import { type TestDatabase, testDatabase } from '../../../support/database.ts';
import { publishSmallHub } from './small-hub.ts';

let database: TestDatabase;

beforeAll(async () => {
  database = await testDatabase();
});
afterAll(async () => {
  await database?.drop();
});
afterEach(async () => {
  await forgetAll(database.db);
  await database.db`truncate claim_results`;
});

/** Half of the downloads from China. */
const half: Claim = row({
  id: 'S1',
  title: 'Half',
  quote: 'Half of it.',
  source: { speaker: 'Test', title: null, url: null, date: null },
  known: 'F',
  definition: 'Downloads of Chinese publishers.',
  values: [about('China', [50, 'percent', { by: 1 }], share({ by: ['region'] }, 'cn'))],
});

/** A look at the whole Hub on a day, with so many downloads from China of a hundred. */
async function publish(day: string, china: number): Promise<void> {
  await look(database.db, day, [
    model(1, { id: 'Qwen/Qwen3-8B', downloads: china }),
    model(2, { id: 'meta-llama/Llama-3.1-8B', downloads: 100 - china }),
  ]);
}

const record = (asOf: string, version: number, claims: readonly Claim[] = [half]) =>
  recordClaims(database.db, { asOf, version, claims });

const stored = () =>
  database.db`
    select r.claim, r.since::text, r.status, r.value::float8, r.computed_at::int as version
    from claim_results r order by r.claim, r.since`;

test('the first evaluation gives every claim a status since the day of the snapshot', async () => {
  await publish('2026-01-01', 50);
  expect(await record('2026-01-01', 7)).toEqual({
    claims: 1,
    counts: { reproduced: 1 },
    changes: [{ claim: 'S1', from: null, to: 'reproduced' }],
  });
  expect(await stored()).toEqual([
    { claim: 'S1', since: '2026-01-01', status: 'reproduced', value: 50, version: 7 },
  ]);
});

test('a status that stays keeps its day, and its number is brought up to date', async () => {
  await publish('2026-01-01', 50);
  await record('2026-01-01', 7);
  await publish('2026-01-02', 51);
  expect((await record('2026-01-02', 8)).changes).toEqual([]);
  expect(await stored()).toEqual([
    { claim: 'S1', since: '2026-01-01', status: 'reproduced', value: 51, version: 8 },
  ]);
});

test('a status that changes is dated by the snapshot, and the earlier one stays', async () => {
  await publish('2026-01-01', 50);
  await record('2026-01-01', 7);
  await publish('2026-01-02', 60);
  expect(await record('2026-01-02', 8)).toMatchObject({
    counts: { contradicted: 1 },
    changes: [{ claim: 'S1', from: 'reproduced', to: 'contradicted' }],
  });
  const { entries, counts } = await readLedger(database.db);
  const entry = entries.find(({ claim }) => claim.id === 'S1');
  expect(entry?.result).toMatchObject({ since: '2026-01-02', status: 'contradicted', value: 60 });
  expect(entry?.history).toEqual([{ since: '2026-01-01', status: 'reproduced', value: 50 }]);
  expect(counts).toEqual({ contradicted: 1 });
});

test('the same publication recorded again changes nothing', async () => {
  await publish('2026-01-01', 50);
  await record('2026-01-01', 7);
  const before = await stored();
  expect((await record('2026-01-01', 7)).changes).toEqual([]);
  expect(await stored()).toEqual(before);
});

test('a day that is looked at again overwrites what it came to', async () => {
  await publish('2026-01-01', 60);
  await record('2026-01-01', 7);
  await publish('2026-01-01', 50);
  await record('2026-01-01', 8);
  expect(await stored()).toEqual([
    { claim: 'S1', since: '2026-01-01', status: 'reproduced', value: 50, version: 8 },
  ]);
});

test('an earlier day published later does not date a status back', async () => {
  await publish('2026-01-02', 50);
  await record('2026-01-02', 7);
  await publish('2026-01-03', 60);
  await record('2026-01-01', 8);
  expect(await stored()).toMatchObject([{ since: '2026-01-02', status: 'contradicted', version: 8 }]);
});

test('the whole ledger is recorded without anything published, and says what it lacks', async () => {
  const { claims, counts } = await recordClaims(database.db, { asOf: '2026-01-01', version: 1 });
  expect(claims).toBe(87);
  expect(counts).toEqual({
    definition_unclear: 2,
    needs_external: 6,
    needs_history: 68,
    not_computable: 6,
    reproduced: 2,
    unsourced: 3,
  });
  const { entries, checks } = await readLedger(database.db);
  expect(entries.map(({ claim }) => claim.id)).toEqual(CLAIMS.map(({ id }) => id));
  expect(entries.filter(({ result }) => !result?.answer.says.endsWith('.'))).toEqual([]);
  expect(checks).toHaveLength(7);
});

test('a ledger that breaks off is not written at all, and is computed again', async () => {
  await publish('2026-01-01', 50);
  await database.db`
    create function refuse_second() returns trigger language plpgsql as $$
    begin
      if new.claim = 'S2' then raise exception 'cut off'; end if;
      return new;
    end $$`;
  await database.db`create trigger refuse before insert on claim_results for each row execute function refuse_second()`;
  await expect(record('2026-01-01', 7, [half, { ...half, id: 'S2' }])).rejects.toThrow(/cut off/);
  expect(await stored()).toEqual([]);
  await database.db`drop function refuse_second() cascade`;
});

test('every number of the ledger is found on a whole Hub, or missing with a reason', async () => {
  await publishSmallHub(database.db);
  await recordClaims(database.db, { asOf: '2026-01-10', version: 1 });
  const { entries } = await readLedger(database.db);
  const values = entries.flatMap(({ claim, result }) =>
    (result?.answer.values ?? []).map((value) => ({ id: claim.id, ...value })),
  );
  expect(values).toHaveLength(CLAIMS.flatMap((claim) => claim.values).length);
  const bad = values.filter(({ ours, says }) => (ours === null ? !says?.endsWith('.') : Number.isNaN(ours)));
  expect(bad).toEqual([]);
  const answered = new Set(values.filter(({ ours }) => ours !== null).map(({ id }) => id));
  expect([...answered].join(' ')).toBe('S6 S7 S8 S9 S13 S14 S17 S19 C7 O3 O5 D7 D9 Z2 Z6 P2 P6 P9 K7');
});
