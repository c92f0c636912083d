import { aggregates } from './aggregates.ts';
import { changeEvents } from './change-events.ts';
import { claims } from './claims.ts';
import { lineageEdges } from './lineage-edges.ts';
import { models } from './models.ts';
import { observations } from './observations.ts';
import { qualityLog } from './quality-log.ts';
import { registry } from './registry.ts';
import type { Table, TableId } from './table.ts';

/** Grows when a column is added, renamed or means something else. */
export const SCHEMA_VERSION = 1;

/** What an edition holds: all of it, or what is small enough for every day. */
export type EditionKind = 'whole' | 'aggregates';

/** THE DICTIONARY: every table of an edition, in the order of pages and builds. */
export const TABLES: readonly Table[] = [
  models,
  observations,
  lineageEdges,
  changeEvents,
  aggregates,
  claims,
  registry,
  qualityLog,
];

const daily: ReadonlySet<TableId> = new Set(['aggregates', 'claims', 'registry', 'quality_log']);

export function tablesOf(kind: EditionKind): readonly Table[] {
  return kind === 'whole' ? TABLES : TABLES.filter(({ id }) => daily.has(id));
}

export function tableOf(id: string): Table | undefined {
  return TABLES.find((table) => table.id === id);
}
