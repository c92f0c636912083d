import type { Db } from '../../../../db/client.ts';
import { type Grain, SLICE_COLUMNS, type SliceColumn } from './grain.ts';
import { type GrowingKeys, growingKeys, type KeyColumn, type KeyRow, type KeySpace } from './key-space.ts';
import type { LastKeys } from './looks.ts';

/** Rows that are read at a time. */
const CHUNK = 5_000;

const KIND_COLUMNS = [
  'holder',
  'origin',
  'size_cell',
  'license',
  'license_class',
  'task',
  'library',
  'format',
  'relation',
  'inheritance',
  'gated',
  'year',
  'tracked',
  'first_party',
] as const satisfies readonly KeyColumn[];

const CELL_COLUMNS = [
  'region',
  'mix',
  'size_cell',
  'license_class',
  'relation',
  'infrastructure',
] as const satisfies readonly KeyColumn[];

export interface KeysQuery {
  grain: Grain;
  /** Of slices, the columns that they are cut by. */
  sliced: readonly SliceColumn[] | null;
  last: LastKeys;
}

/** The keys of a grain, up to the last there are. */
export async function readKeys(db: Db, { grain, sliced, last }: KeysQuery): Promise<KeySpace> {
  if (grain === 'slices' && sliced) return await slicesOf(db, sliced, last.slices);
  return grain === 'cells' ? await cellsOf(db, last.cells) : await kindsOf(db, last.kinds);
}

/** Reads the kinds before anybody asks: of millions of models they take half a second. */
export async function readKeysAhead(db: Db): Promise<void> {
  await allKinds(db);
}

/** Every word that models have in a column of the kinds. Of keys that a process holds anyway. */
export async function readWordsOfKinds(
  db: Db,
  column: (typeof KIND_COLUMNS)[number],
): Promise<readonly string[]> {
  return (await allKinds(db)).columns.get(column)?.words ?? [];
}

async function allKinds(db: Db): Promise<KeySpace> {
  const [{ kinds }] = await db<[{ kinds: number }]>`
    select coalesce(max(k.kind_id), 0)::int as "kinds" from kinds k`;
  return await kindsOf(db, kinds);
}

/** Keys as a process keeps them: they are few, only ever added to, and asked for by every figure. */
interface Kept {
  keys: GrowingKeys;
  /** What was read, all of it, up to this id. */
  upTo: number;
  reading: Promise<void>;
}

const kept = new WeakMap<Db, Map<string, Kept>>();

interface Growing {
  name: string;
  columns: readonly KeyColumn[];
  last: number;
  /** Rows after an id, up to the last, as many as are read at a time. */
  readAfter: (after: number) => Promise<readonly KeyRow[]>;
}

/** Reads what was added since. */
async function grown(db: Db, { name, columns, last, readAfter }: Growing): Promise<KeySpace> {
  const ofDb = kept.get(db) ?? new Map<string, Kept>();
  kept.set(db, ofDb);
  const held = ofDb.get(name) ?? { keys: growingKeys(columns), upTo: 0, reading: Promise.resolve() };
  ofDb.set(name, held);
  const read = async () => {
    while (held.upTo < last) {
      const rows = await readAfter(held.upTo);
      held.keys.append(rows);
      held.upTo = rows.length < CHUNK ? last : held.keys.last();
    }
  };
  // One after the other: nothing is read twice.
  if (held.upTo < last) {
    held.reading = held.reading.catch(() => {}).then(read);
    await held.reading;
  }
  return held.keys.space();
}

function kindsOf(db: Db, last: number): Promise<KeySpace> {
  return grown(db, {
    name: 'kinds',
    columns: KIND_COLUMNS,
    last,
    readAfter: async (after) =>
      await db<Record<string, string | number>[]>`
        select
          k.kind_id, k.holder, k.origin_id::text, k.size_cell::text, k.license, k.license_class, k.task, k.library,
          k.format, k.relation, k.inheritance, k.gated, k.year, k.tracked::text, k.first_party::text
        from kinds k
        where k.kind_id > ${after} and k.kind_id <= ${last}
        order by k.kind_id
        limit ${CHUNK}
      `.values(),
  });
}

function cellsOf(db: Db, last: number): Promise<KeySpace> {
  return grown(db, {
    name: 'cells',
    columns: CELL_COLUMNS,
    last,
    readAfter: async (after) =>
      await db<Record<string, string | number>[]>`
        select
          c.cell_id, c.region, m.parts, c.size_cell::text, c.license_class, c.relation, c.infrastructure::text
        from cells c
        join mixes m on m.mix_id = c.mix_id
        where c.cell_id > ${after} and c.cell_id <= ${last}
        order by c.cell_id
        limit ${CHUNK}
      `.values(),
  });
}

function slicesOf(db: Db, columns: readonly SliceColumn[], last: number): Promise<KeySpace> {
  const [first, second] = columns;
  if (first === undefined) throw new Error('slices are cut by a column at least');
  const numbers = [first, second].map((column) => (column ? SLICE_COLUMNS.indexOf(column) + 1 : 0));
  return grown(db, {
    name: `slices ${numbers.join(' ')}`,
    columns: [first, ...(second ? [second] : []), 'infrastructure', 'declared'],
    last,
    readAfter: async (after) =>
      await db<Record<string, string | number>[]>`
        select s.slice_id, s.a, ${second ? db`s.b,` : db``} s.infrastructure::text, s.declared::text
        from slices s
        where s.set_no = slice_set(${numbers[0] ?? 0}, ${numbers[1] ?? 0}) and s.slice_id > ${after} and s.slice_id <= ${last}
        order by s.slice_id
        limit ${CHUNK}
      `.values(),
  });
}
