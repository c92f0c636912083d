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

/** A column of words as numbers: the word of key `i` is `words[codes[i]]`. */
export interface Coded {
  codes: Int32Array;
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
  const words = columns.map((): string[] => []);
  const codeOf = columns.map(() => new Map<string, number>());
  let ids = new Int32Array(0);
  let codes = columns.map(() => new Int32Array(0));
  let length = 0;
  const reserve = (size: number) => {
    if (size <= ids.length) return;
    const larger = (old: Int32Array) => {
      const next = new Int32Array(Math.max(size, Math.ceil(old.length * 1.5)));
      next.set(old);
      return next;
    };
    ids = larger(ids);
    codes = codes.map(larger);
  };
  return {
    /** The largest id; 0 where there is none. */
    last: () => (length === 0 ? 0 : (ids[length - 1] ?? 0)),
    /** Rows in the order of their ids, after those that are there. */
    append(rows: readonly KeyRow[]): void {
      reserve(length + rows.length);
      for (const row of rows) {
        ids[length] = Number(row[0]);
        for (let at = 0; at < columns.length; at++) {
          const word = String(row[at + 1]);
          const known = codeOf[at]?.get(word);
          const code = known ?? words[at]?.push(word) ?? 0;
          const place = known ?? code - 1;
          if (known === undefined) codeOf[at]?.set(word, place);
          const column = codes[at];
          if (column) column[length] = place;
        }
        length++;
      }
    },
    space: (): KeySpace => ({
      length,
      ids,
      columns: new Map(
        columns.map((column, at) => [
          column,
          { codes: codes[at] ?? new Int32Array(0), words: words[at] ?? [] },
        ]),
      ),
    }),
  };
}

export type GrowingKeys = ReturnType<typeof growingKeys>;
