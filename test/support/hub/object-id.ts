import { createHash } from 'node:crypto';
import type { HubItem, ListedItem } from './hub-item.ts';

/** Creation dates from before the Hub kept them read as this instant (hub-api.md §1.3). It means unknown. */
export const CREATED_AT_FLOOR = '2022-03-02T23:29:04.000Z';

/** An object id whose first eight digits are the creation second, the rest a hash of the name. */
export function objectIdOf(name: string, createdAt: string): string {
  const seconds = Math.floor(Date.parse(createdAt) / 1000);
  const hash = createHash('sha256').update(name).digest('hex');
  return `${seconds.toString(16).padStart(8, '0')}${hash.slice(0, 16)}`;
}

/** The model as the Hub would list it: with an id, a creation date, an author, and public. */
export function asListed(item: HubItem): ListedItem {
  const createdAt = item.createdAt ?? createdAtOf(item._id) ?? CREATED_AT_FLOOR;
  const { _sources: _, _id: __, ...fields } = item;
  return {
    _id: item._id ?? objectIdOf(item.id, createdAt),
    ...fields,
    id: item.id,
    author: item.author ?? item.id.split('/')[0] ?? item.id,
    private: item.private ?? false,
    createdAt,
  };
}

function createdAtOf(oid: string | undefined): string | undefined {
  return oid === undefined ? undefined : new Date(Number.parseInt(oid.slice(0, 8), 16) * 1000).toISOString();
}
