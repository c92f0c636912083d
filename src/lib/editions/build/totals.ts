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

/** Adds up the models that are in the panel, while their rows pass by. */
export function totalsOfModels() {
  let header = true;
  let count = 0;
  const sums = { downloads_30d: 0n, downloads_all_time: 0n, likes: 0n };
  const add = (row: ParsedRow) => {
    if (row[place.in_panel] !== 't') return;
    count += 1;
    for (const name of ['downloads_30d', 'downloads_all_time', 'likes'] as const)
      sums[name] += BigInt(row[place[name]] ?? 0);
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
      downloads_30d: String(sums.downloads_30d),
      downloads_all_time: String(sums.downloads_all_time),
      likes: String(sums.likes),
    }),
  };
}
