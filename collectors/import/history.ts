import type { Check, Collector, Look, Panel } from '../collector.ts';
import type { Choice } from './choice.ts';

/** A panel that is read from files, one day after the other. */
export interface History {
  panel: Panel;
  /** The days of the source, oldest first. A day that `choice` does not want may come without its look, unread. */
  days: (choice: Choice) => AsyncIterable<HistoryDay>;
}

export interface HistoryDay {
  /** UTC, `YYYY-MM-DD`. */
  asOf: string;
  /** Null where nothing of the day was read. */
  look: DayLook | null;
  /** What the source itself says against the day, one sentence; null where it says nothing. */
  remark: string | null;
  /** Where the day stands in what is being read, as in `2024-09, day 12 of 30`. */
  place: string;
  /** Models in the days that are ready to be published after this one; null where nobody knows. */
  modelsAfter: number | null;
}

/** One day as `runCollector` takes it. */
export interface DayLook extends Pick<Collector, 'walk' | 'parse'> {
  /** File and revision. Its last word is a checksum: two looks of a day are one only where it is the same. */
  source: string;
  models: number | null;
  checks?: (look: Look) => Check[];
  /** Frees what the day occupies. Called once its snapshot is closed. */
  close: () => Promise<void>;
}

/** What the command line says, for every format. */
export interface Asked {
  /** A path or an address. */
  source: string;
  /** Words of the panel; a format knows its own where they are not given. */
  panel: string | undefined;
  title: string | undefined;
  population: string | undefined;
  sourceUrl: string | undefined;
  terms: string | undefined;
  /** Whether a model that the source does not name is gone from the Hub. */
  whole: boolean;
  /** First and last day, both inside; null where every day is wanted. */
  from: string | null;
  to: string | null;
  /** Days from one published day to the next. */
  every: number;
  /** Days that were rejected before are read again. */
  again: boolean;
  /** The day of a single file. */
  asOf: string | undefined;
}

/** What an import needs from its surroundings. */
export interface Place {
  /** Spools are kept below it. */
  dataDir: string;
  /** Sent to this origin only. */
  hubUrl: string;
  token: string | undefined;
  onProgress: (says: string) => void;
}
