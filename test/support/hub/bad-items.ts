import type { HubItem } from './hub-item.ts';

/** Ways to spoil the rows of a page: `{ kind: 'items', change: wrongTypes }`. Each spoils every row. */

/** Fields nobody has heard of. */
export function unknownFields(items: HubItem[]): unknown {
  return items.map((item) => ({ ...item, quantumScore: { deep: [1, null] }, __proto: 'x' }));
}

/** Only the names are left. */
export function missingFields(items: HubItem[]): unknown {
  return items.map(({ _id, id }) => ({ _id, id }));
}

/** Numbers as words, lists as objects, objects as lists. */
export function wrongTypes(items: HubItem[]): unknown {
  return items.map((item) => ({
    ...item,
    downloads: 'many',
    downloadsAllTime: null,
    likes: -1.5,
    tags: { license: 'mit' },
    cardData: ['license', 'mit'],
    gated: 'perhaps',
    createdAt: 1_700_000_000,
  }));
}

/** GGUF totals as the Hub really served them (hub-api.md §6.2). */
export function absurdTotals(items: HubItem[]): unknown {
  return items.map((item, i) => ({ ...item, gguf: { total: i % 2 === 0 ? 3.402824e38 : 7.001852e159 } }));
}

/** NUL, lone surrogates, direction marks, and emoji, where people put text. */
export function strangeCharacters(items: HubItem[]): unknown {
  const text = 'nul \u0000 high \ud83e low \udd99 rtl \u202e whole \u{1f999}';
  return items.map((item) => ({ ...item, tags: [...(item.tags ?? []), text], cardData: { license: text } }));
}

/** One field of ten million characters on the first row. */
export function tenMegabyteString(items: HubItem[]): unknown {
  return items.map((item, i) =>
    i === 0 ? { ...item, cardData: { license: 'x'.repeat(10_000_000) } } : item,
  );
}

/** For `{ kind: 'body' }`: every all-time count just above what a double can hold, which only text can say. */
export function beyondSafeIntegers(body: string): string {
  return body.replace(/"downloadsAllTime":\d+/g, '"downloadsAllTime":9007199254740993');
}
