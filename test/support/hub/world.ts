import type { HubItem, ListedItem } from './hub-item.ts';
import type { Population } from './population.ts';

/** What may happen on the Hub while somebody walks it. */
export interface World {
  /** How many models are listed now. */
  size(): number;
  find(id: string): ListedItem | null;
  /** Adds a model. Without `_id` and `createdAt` it is the newest one. */
  insert(item: HubItem): ListedItem;
  remove(id: string): void;
  /** Moves a model; the old name redirects. The object id stays. */
  rename(id: string, newId: string): void;
  /** Changes any fields of one model: counters, license, gate. */
  update(id: string, changes: Partial<HubItem>): void;
  setCounters(id: string, counters: Counters): void;
  /** The daily refresh: counters of about a third of the models move. Models changed by hand keep theirs. */
  refreshAll(day: number): void;
  /** Old name to new name. */
  readonly renames: ReadonlyMap<string, string>;
}

export type Counters = Pick<Partial<HubItem>, 'downloads' | 'downloadsAllTime' | 'likes' | 'trendingScore'>;

export function createWorld(population: Population, renamed: readonly (readonly [string, string])[]): World {
  const renames = new Map(renamed);
  let inserted = 0;
  const known = (id: string) => {
    const item = population.find(id);
    if (!item) throw new Error(`the stand-in Hub has no model ${id}`);
    return item;
  };
  const update = (id: string, changes: Partial<HubItem>) => {
    const item = known(id);
    population.put({ ...item, ...changes, id: changes.id ?? item.id, _id: item._id });
  };
  return {
    renames,
    size: () => population.size(),
    find: (id) => population.find(id),
    insert: (item) => {
      inserted += 1;
      const createdAt = item.createdAt ?? new Date(Date.UTC(2026, 10, 20) + inserted * 1000).toISOString();
      return population.put(item._id ? item : { ...item, createdAt });
    },
    remove: (id) => population.remove(known(id)),
    rename: (id, newId) => {
      update(id, { id: newId, author: newId.split('/')[0] ?? newId });
      renames.set(id, newId);
    },
    update,
    setCounters: (id, counters) => update(id, counters),
    refreshAll: (day) => population.refresh(day),
  };
}
