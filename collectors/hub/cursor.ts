/** The two orders we walk in. */
export type WalkOrder = 'createdAt' | 'downloads';

/**
 * Builds the Hub's continuation for the place after an entry: base64 of a Mongo predicate, hub-api.md §1.3.
 * Used only where the Hub's own `Link` is missing; its format may change without notice.
 * Null when the entry lacks what the order needs.
 */
export function cursorAfter(order: WalkOrder, entry: unknown): string | null {
  const { _id, downloads } = fieldsOf(entry);
  if (!_id) return null;
  if (order === 'createdAt') return encode({ _id: { $gt: _id } });
  if (downloads === null) return null;
  return encode({
    $or: [{ downloads, _id: { $gt: _id } }, { downloads: { $lt: downloads } }, { downloads: null }],
  });
}

/** The object id of a raw entry, or null. */
export function objectIdOf(entry: unknown): string | null {
  return fieldsOf(entry)._id;
}

function fieldsOf(entry: unknown): { _id: string | null; downloads: number | null } {
  if (typeof entry !== 'object' || entry === null) return { _id: null, downloads: null };
  const id = '_id' in entry && typeof entry._id === 'string' ? entry._id : null;
  const count = 'downloads' in entry && typeof entry.downloads === 'number' ? entry.downloads : null;
  return { _id: id !== null && /^[0-9a-f]{24}$/.test(id) ? id : null, downloads: count };
}

function encode(predicate: object): string {
  return Buffer.from(JSON.stringify(predicate)).toString('base64');
}

/**
 * The next page named by a `Link` header, or null: what was asked, with the cursor that the header names. The
 * header comes from outside and the token travels with the request, so nothing else of it is used, and it must
 * name the origin and path that were asked. faults.md H11
 */
export function nextFrom(link: string | null, asked: string): string | null {
  if (!link || link.length > 8192) return null;
  const found = /<([^<>]+)>\s*;\s*rel="?next"?/.exec(link)?.[1];
  if (!found || !URL.canParse(found, asked)) return null;
  const named = new URL(found, asked);
  const next = new URL(asked);
  const cursor = named.searchParams.get('cursor');
  if (named.origin !== next.origin || named.pathname !== next.pathname || !cursor) return null;
  if (named.username || named.password) return null;
  next.searchParams.set('cursor', cursor);
  return next.href;
}
