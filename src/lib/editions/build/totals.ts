import type { ParsedRow } from '../csv/parse-rows.ts';
import { models } from '../dictionary/models.ts';
import type { Manifest } from '../manifest.ts';

type Totals = NonNullable<Manifest['totals']>;

const at = (name: string) => models.columns.findIndex((column) => column.name === name);
const place = {
  in_panel: at('in_panel'),
  downloads_30d: at('downloads_30d'),
  downloads_all_time: at('downloads_all_time'),
  likes: at('likes'),
};

const SUMMED = ['downloads_30d', 'downloads_all_time', 'likes'] as const;
type Summed = (typeof SUMMED)[number];

/** Adds up the models that are in the panel, while their rows pass by. Null where no model has the counter. */
export function totalsOfModels() {
  let header = true;
  let count = 0;
  const sums: Record<Summed, bigint | null> = { downloads_30d: null, downloads_all_time: null, likes: null };
  const add = (row: ParsedRow) => {
    if (row[place.in_panel] !== 't') return;
    count += 1;
    for (const name of SUMMED) {
      const text = row[place[name]] ?? null;
      if (text !== null) sums[name] = (sums[name] ?? 0n) + BigInt(text);
    }
  };
  return {
    async *passing(rows: AsyncIterable<ParsedRow[]>): AsyncGenerator<ParsedRow[]> {
      for await (const some of rows) {
        for (const row of some) {
          if (!header) add(row);
          header = false;
        }
        yield some;
      }
    },
    totals: (): Totals => ({
      models: count,
      downloads_30d: sums.downloads_30d?.toString() ?? null,
      downloads_all_time: sums.downloads_all_time?.toString() ?? null,
      likes: sums.likes?.toString() ?? null,
    }),
  };
}
