import { NO_REACH } from '../../definition/panel-reach.ts';
import { readRegistry } from '../../metrics/registry.ts';
import { paths } from '../paths.ts';
import { checkedRegion } from '../registry-view.ts';
import type { RowsView } from './rows-file.ts';
import type { DataColumn } from './tidy-table.ts';

const COLUMNS: readonly DataColumn[] = [
  { name: 'namespace', type: 'string', says: 'Of the Hub.' },
  { name: 'publisher', type: 'string', says: 'Id of who stands behind it.' },
  { name: 'publisher_name', type: 'string', says: 'What the publisher is called.' },
  { name: 'parent', type: 'string', says: 'Whose subsidiary it is. Empty: nobody’s that is known.' },
  { name: 'type', type: 'string', says: 'Kind of publisher.' },
  { name: 'country', type: 'string', says: 'ISO 3166-1 alpha-2, or why there is none.' },
  { name: 'region', type: 'string', says: 'Region of the country.' },
  { name: 'valid_from', type: 'date', says: 'First day it holds. Empty: as long as anybody knows.' },
  { name: 'valid_to', type: 'date', says: 'The day after its last. Empty: it holds.' },
  { name: 'confidence', type: 'string', says: 'How sure it is.' },
  { name: 'evidence', type: 'string', says: 'What it rests on.' },
  { name: 'checked_on', type: 'date', says: 'When somebody looked last.' },
  { name: 'note', type: 'string', says: 'What else is known.' },
];

/** More rows than the registry has today by far; what is beyond follows behind `next`. */
const mostRows = 10_000;

/** The registry of attributions, each with its evidence. */
export const REGISTRY_FILE: RowsView = {
  reach: NO_REACH,
  keys: ['q', 'region', 'after'],
  read: async (db, url) => {
    const said = (key: string) => url.searchParams.get(key)?.trim() || null;
    const [q, region, after] = [said('q'), checkedRegion(said('region')), said('after')];
    const { entries, next, version } = await readRegistry(db, { q, region, after, limit: mostRows });
    return {
      name: `open-model-census_registry_version-${version}`,
      table: {
        columns: COLUMNS,
        rows: entries.map((entry) => [
          ...[entry.namespace, entry.publisherId, entry.publisher, entry.parent, entry.type, entry.country],
          ...[entry.region, entry.validFrom, entry.validTo, entry.confidence, entry.evidence],
          ...[entry.checkedOn, entry.note],
        ]),
      },
      meta: {
        definition: 'Who stands behind a namespace, when, and how we know.',
        reference_version: version,
      },
      describedBy: paths.registryData('json', { q, region, after }),
      next: next === null ? null : (form) => paths.registryData(form, { q, region, after: next }),
    };
  },
};
