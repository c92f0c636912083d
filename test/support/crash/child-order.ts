import type { Place } from './own-server.ts';

/** What a child is told, as one line of JSON. */
export interface ChildOrder {
  hubUrl: string;
  day: string;
  pageSize: number;
  /** The child says `walked` when it has stored this many pages. */
  pages: number;
  database: Place;
}

/** How a child shows up in pg_stat_activity. */
export const CHILD_NAME = 'collect-child';
