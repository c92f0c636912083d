/** What keys of rollups are made of. Slices hold one or two of these, cells five, kinds the others but regions and mixes. */
export type KeyColumn =
  | 'holder'
  | 'origin'
  | 'region'
  | 'country'
  | 'type'
  | 'mix'
  | 'families'
  | 'size_cell'
  | 'license'
  | 'license_class'
  | 'task'
  | 'library'
  | 'format'
  | 'relation'
  | 'inheritance'
  | 'gated'
  | 'year'
  | 'tracked'
  | 'first_party'
  | 'infrastructure'
  | 'declared';

/** Numbers of words, as narrow as the number of words lets them be. */
export type Codes = Uint8Array | Uint16Array | Int32Array;

/** A column of words as numbers: the word of key `i` is `words[codes[i]]`. */
export interface Coded {
  codes: Codes;
  words: readonly string[];
}

/** The keys of a rollup, side by side: key `i` has the id `ids[i]` and a word in every column. */
export interface KeySpace {
  length: number;
  ids: Int32Array;
  columns: ReadonlyMap<KeyColumn, Coded>;
}

/** A key as it is read: its id, then its words in the order of the columns. */
export type KeyRow = readonly (string | number)[];

/** A key space that grows. Keys never change and are never taken back, so that what is there stays right. */
export function growingKeys(columns: readonly KeyColumn[]) {
  const all = columns.map(growingColumn);
  let ids = new Int32Array(0);
  let length = 0;
  return {
    /** The largest id; 0 where there is none. */
    last: () => (length === 0 ? 0 : (ids[length - 1] ?? 0)),
    /** Rows in the order of their ids, after those that are there. */
    append(rows: readonly KeyRow[]): void {
      ids = roomFor(ids, length + rows.length, Int32Array);
      for (const [at, row] of rows.entries()) ids[length + at] = Number(row[0]);
      for (const [at, column] of all.entries()) column.append(length, rows, at + 1);
      length += rows.length;
    },
    space: (): KeySpace => ({
      length,
      ids,
      columns: new Map(columns.map((column, at) => [column, all[at]?.coded() ?? none])),
    }),
  };
}

export type GrowingKeys = ReturnType<typeof growingKeys>;

const none: Coded = { codes: new Uint8Array(0), words: [] };

function growingColumn() {
  const words: string[] = [];
  const codeOf = new Map<string, number>();
  let codes: Codes = new Uint8Array(0);
  const code = (word: string): number => {
    const known = codeOf.get(word);
    if (known !== undefined) return known;
    codeOf.set(word, words.length);
    return words.push(word) - 1;
  };
  return {
    append(length: number, rows: readonly KeyRow[], field: number): void {
      const added = rows.map((row) => code(String(row[field])));
      codes = roomFor(codes, length + rows.length, widthFor(words.length));
      codes.set(added, length);
    },
    coded: (): Coded => ({ codes, words }),
  };
}

type Width = { new (length: number): Codes; readonly BYTES_PER_ELEMENT: number };

function widthFor(words: number): Width {
  return words <= 2 ** 8 ? Uint8Array : words <= 2 ** 16 ? Uint16Array : Int32Array;
}

/** The same numbers with room for more of them, and for wider ones where they are wanted. */
function roomFor<Numbers extends Codes>(
  numbers: Numbers,
  length: number,
  wanted: { new (length: number): Numbers; readonly BYTES_PER_ELEMENT: number },
): Numbers {
  if (length <= numbers.length && wanted.BYTES_PER_ELEMENT === numbers.BYTES_PER_ELEMENT) return numbers;
  const room = length <= numbers.length ? numbers.length : Math.max(length, Math.ceil(numbers.length * 1.25));
  const next = new wanted(room);
  next.set(numbers);
  return next;
}
