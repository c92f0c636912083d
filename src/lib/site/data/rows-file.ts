import type { Db } from '../../../../db/client.ts';
import type { Definition } from '../../definition/definition.ts';
import type { StructureAnswer } from '../../metrics/structure/answer.ts';
import type { Request } from '../load-view.ts';
import type { DataFormat } from '../paths.ts';
import type { TidyTable } from './tidy-table.ts';

/** Rows that are no figure of groups and periods, ready to be written. */
export interface RowsFile {
  /** Without an ending. */
  name: string;
  table: TidyTable;
  /** What stands beside the rows. */
  meta: Readonly<Record<string, unknown>>;
  /** The rows with what stands beside them. */
  describedBy: string;
  /** Where the next rows are; null: there are none. */
  next: ((form: DataFormat) => string) | null;
}

/** How the rows of a page are read, and what of an address it follows. Null: there is no such page. */
export interface RowsView extends Omit<Request, 'url' | 'db'> {
  read: (db: Db, url: URL, definition: Definition) => Promise<RowsFile | Elsewhere | null>;
}

/** The page of these rows has another address. */
export interface Elsewhere {
  to: string;
}

/** What must be known of the rows of an answer. */
export function metaOfAnswer(answer: StructureAnswer): Readonly<Record<string, unknown>> {
  const { panel, asOf, definition, coverage, notes, referenceVersion } = answer;
  return {
    definition: definition,
    panel: { id: panel.panel, title: panel.title, population: panel.population, kind: panel.kind },
    as_of: asOf,
    coverage,
    notes,
    reference_version: referenceVersion,
    sources: [{ title: panel.sourceTitle, url: panel.sourceUrl, terms: panel.terms }],
  };
}

/** Letters, digits, hyphens and underscores only. */
export function rowsName(what: string, { panel, asOf }: Pick<StructureAnswer, 'panel' | 'asOf'>): string {
  return ['open-model-census', what, panel.panel, asOf]
    .map((part) => part.replaceAll(/[^A-Za-z0-9-]/g, '-'))
    .join('_');
}
