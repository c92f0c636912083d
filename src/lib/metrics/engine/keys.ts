import type { Db } from '../../../../db/client.ts';
import { type Grain, SLICE_COLUMNS, type SliceColumn } from './grain.ts';
import { type GrowingKeys, growingKeys, type KeyColumn, type KeyRow, type KeySpace } from './key-space.ts';

/** Rows that are read at a time. */
const CHUNK = 50_000;

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

/** The keys of a grain as they are now. Slices are of the columns named. */
export async function readKeys(
  db: Db,
  grain: Grain,
  sliced: readonly SliceColumn[] | null,
): Promise<KeySpace> {
  const kept = keptFor(db);
  if (grain === 'slices' && sliced) return await slicesOf(db, kept, sliced);
  return grain === 'cells' ? await cellsOf(db, kept) : await kindsOf(db, kept);
}

/** What a process keeps of a database: keys are few, only ever added, and asked for by every figure. */
interface Kept {
  keys: Map<string, GrowingKeys>;
  reading: Map<string, Promise<void>>;
}

const kept = new WeakMap<Db, Kept>();

function keptFor(db: Db): Kept {
  const known = kept.get(db) ?? { keys: new Map(), reading: new Map() };
  kept.set(db, known);
  return known;
}

/** Reads what was added since. */
async function grown(
  { keys, reading }: Kept,
  name: string,
  columns: readonly KeyColumn[],
  readAfter: (last: number) => Promise<readonly KeyRow[]>,
): Promise<KeySpace> {
  const held = keys.get(name) ?? growingKeys(columns);
  keys.set(name, held);
  const read = async () => {
    for (;;) {
      const rows = await readAfter(held.last());
      held.append(rows);
      if (rows.length < CHUNK) return;
    }
  };
  // One after the other: who asks later must see what was added in between.
  const turn = (reading.get(name) ?? Promise.resolve()).catch(() => {}).then(read);
  reading.set(name, turn);
  await turn;
  return held.space();
}

function kindsOf(db: Db, held: Kept): Promise<KeySpace> {
  return grown(
    held,
    'kinds',
    KIND_COLUMNS,
    async (last) =>
      await db<Record<string, string | number>[]>`
        select
          k.kind_id, k.holder, k.origin_id::text, k.size_cell::text, k.license, k.license_class, k.task, k.library,
          k.format, k.relation, k.inheritance, k.gated, k.year, k.tracked::text, k.first_party::text
        from kinds k
        where k.kind_id > ${last}
        order by k.kind_id
        limit ${CHUNK}
      `.values(),
  );
}

function cellsOf(db: Db, held: Kept): Promise<KeySpace> {
  return grown(
    held,
    'cells',
    CELL_COLUMNS,
    async (last) =>
      await db<Record<string, string | number>[]>`
        select
          c.cell_id, c.region, m.parts, c.size_cell::text, c.license_class, c.relation, c.infrastructure::text
        from cells c
        join mixes m on m.mix_id = c.mix_id
        where c.cell_id > ${last}
        order by c.cell_id
        limit ${CHUNK}
      `.values(),
  );
}

function slicesOf(db: Db, held: Kept, columns: readonly SliceColumn[]): Promise<KeySpace> {
  const [first, second] = columns;
  if (first === undefined) throw new Error('slices are cut by a column at least');
  const numbers = [first, second].map((column) => (column ? SLICE_COLUMNS.indexOf(column) + 1 : 0));
  return grown(
    held,
    `slices ${numbers.join(' ')}`,
    second ? [first, second, 'infrastructure'] : [first, 'infrastructure'],
    async (last) =>
      await db<Record<string, string | number>[]>`
        select s.slice_id, s.a, ${second ? db`s.b,` : db``} s.infrastructure::text
        from slices s
        where s.set_no = slice_set(${numbers[0] ?? 0}, ${numbers[1] ?? 0}) and s.slice_id > ${last}
        order by s.slice_id
        limit ${CHUNK}
      `.values(),
  );
}
