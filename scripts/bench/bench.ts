/** What a benchmark measured. `ratio`: how many times worse than the floor; 1 is the floor. */
export interface BenchResult {
  name: string;
  figure: number;
  unit: string;
  /** Same unit, same run. */
  floor: number;
  ratio: number;
  /** Peak resident memory of the measured process. */
  rss_mb: number;
  [more: string]: number | string;
}

export interface BenchOptions {
  models: number;
  snapshots: number;
  /** Of the digest. */
  subscribers: number;
  /** Where a generated database is kept and taken up again; null: in a temporary folder. */
  keptIn: string | null;
  /** Progress, to the error output. */
  say: (line: string) => void;
}

export interface Bench {
  says: string;
  defaults: { models: number; snapshots: number };
  run: (options: BenchOptions) => Promise<BenchResult>;
}
