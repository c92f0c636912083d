/**
 * What a column holds. `integer` fits 64 bits. `list` is a JSON array of texts, `json` any JSON: both are text in every
 * format. An empty cell of a CSV is null; an empty text is two quotes.
 */
export type ColumnType = 'date' | 'integer' | 'number' | 'boolean' | 'string' | 'list' | 'json';

export interface Column {
  name: string;
  type: ColumnType;
  /** `downloads`, `parameters`, `part of 1`; null for what is not measured. */
  unit: string | null;
  /** One sentence. */
  says: string;
  /** Who says so: the Hub, the reference, or the census. */
  source: 'hub' | 'reference' | 'census';
  /** Whether a cell may be null, which means: not known, not recorded, or not there. */
  nullable: boolean;
  /** Ids and counters: Parquet keeps the differences. */
  delta?: true;
  /** The values there are. */
  values?: readonly string[];
}

export type TableId =
  | 'models'
  | 'observations'
  | 'lineage_edges'
  | 'change_events'
  | 'aggregates'
  | 'claims'
  | 'registry'
  | 'quality_log';

/** A table of an edition. The files of a build, the descriptions, the page and the tests all follow it. */
export interface Table {
  id: TableId;
  title: string;
  /** What one row is, and what to know before adding rows up. */
  says: string;
  /** Columns that tell rows apart; rows are sorted by them. */
  key: readonly string[];
  /** One file per month, in folders `month=YYYY-MM`. */
  byMonth: boolean;
  /** Columns that name rows of another table. */
  references: readonly { column: string; table: TableId; to: string }[];
  columns: readonly Column[];
}

type Facts = Partial<Pick<Column, 'unit' | 'nullable' | 'delta' | 'values'>>;

/** A column that is always filled, unless `facts` say otherwise. */
export function column(
  name: string,
  type: ColumnType,
  { source, says, ...facts }: Facts & Pick<Column, 'source' | 'says'>,
): Column {
  return { name, type, unit: null, nullable: false, ...facts, source, says };
}
