import type { Db } from '../../../db/client.ts';
import type { Definition } from '../definition/definition.ts';

/** A panel as readers meet it. Dates are UTC days. */
export interface PanelFacts {
  panel: string;
  title: string;
  population: string;
  kind: 'live' | 'recording' | 'history';
  sourceTitle: string;
  sourceUrl: string;
  terms: string;
  /** First and last published day. */
  from: string;
  asOf: string;
  /** Published snapshots. */
  snapshots: number;
  /** Models in the newest one. */
  models: number;
  /** False where the newest published snapshot does not record the all-time counter. */
  hasAllTime: boolean;
}

/** A named question with unit, method and query. Registered in `index.ts`. */
export interface Metric<Answer> {
  id: string;
  title: string;
  question: string;
  method: string;
  read: (db: Db, definition: Definition) => Promise<Answer>;
}
