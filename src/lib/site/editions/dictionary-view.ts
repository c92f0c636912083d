import { SCHEMA_VERSION, TABLES, tablesOf } from '../../editions/dictionary/index.ts';
import type { Column } from '../../editions/dictionary/table.ts';

export interface DictionaryColumn {
  name: string;
  type: string;
  unit: string | null;
  source: string;
  says: string;
  values: string | null;
}

/** What `/data/dictionary` shows. */
export interface DictionaryPage {
  version: number;
  tables: readonly {
    id: string;
    title: string;
    says: string;
    key: string;
    isDaily: boolean;
    columns: readonly DictionaryColumn[];
  }[];
}

const SOURCES: Readonly<Record<Column['source'], string>> = {
  hub: 'the Hub',
  reference: 'the reference',
  census: 'the census',
};

/** Every table and column of an edition. */
export function dictionaryPage(): DictionaryPage {
  const daily = new Set<string>(tablesOf('aggregates').map(({ id }) => id));
  return {
    version: SCHEMA_VERSION,
    tables: TABLES.map(({ id, title, says, key, columns }) => ({
      id,
      title,
      says,
      key: key.join(', '),
      isDaily: daily.has(id),
      columns: columns.map(({ name, type, nullable, unit, source, says: meaning, values }) => ({
        name,
        type: nullable ? `${type} or null` : type,
        unit,
        source: SOURCES[source],
        says: meaning,
        values: values?.join(', ') ?? null,
      })),
    })),
  };
}
