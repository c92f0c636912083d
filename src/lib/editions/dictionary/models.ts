import { GATINGS } from '../../../../db/vocab/gating.ts';
import { VERDICTS } from '../../../../db/vocab/inheritance.ts';
import { LICENSE_CLASSES } from '../../../../db/vocab/license-classes.ts';
import { REGIONS } from '../../../../db/vocab/regions.ts';
import { RELATIONS } from '../../../../db/vocab/relations.ts';
import { SIZE_CLASSES } from '../../../../db/vocab/size-classes.ts';
import { column, type Table } from './table.ts';

const ids = (words: readonly { id: string }[]) => words.map(({ id }) => id);
const hub = { source: 'hub' } as const;
const maybe = { source: 'hub', nullable: true } as const;
const census = { source: 'census' } as const;
const curated = { source: 'reference', nullable: true } as const;

export const models: Table = {
  id: 'models',
  title: 'Models',
  says: 'One row per model the panel ever held, as of the snapshot. A model that has gone keeps its row and its last counters: in_panel is false, and removed_on is set where two complete looks confirmed it. Filter by in_panel to count what is there.',
  key: ['model_id'],
  byMonth: false,
  references: [],
  columns: [
    column('model_id', 'integer', {
      ...census,
      delta: true,
      says: 'Our id. It stays when a model is renamed, and is never given again.',
    }),
    column('hub_id', 'string', {
      ...maybe,
      says: 'The object id of the Hub, 24 hex digits; null while a model is known from a recording only.',
    }),
    column('repo_id', 'string', { ...hub, says: 'owner/name as of the snapshot, case kept.' }),
    column('namespace', 'string', { ...hub, says: 'The part before the slash.' }),
    column('publisher_id', 'string', {
      ...curated,
      says: 'The body that owns the namespace on the day of the snapshot; null: nobody has looked.',
    }),
    column('publisher', 'string', { ...curated, says: 'What it is called.' }),
    column('publisher_type', 'string', {
      ...curated,
      says: 'Industry, academia, community, government, nonprofit or individual, as the registry has it.',
    }),
    column('country', 'string', {
      source: 'reference',
      says: 'ISO 3166-1 code of the country of the publisher, or INTL, PERSON, UNKNOWN, UNREVIEWED.',
    }),
    column('region', 'string', {
      source: 'reference',
      values: ids(REGIONS),
      says: 'Grouped from the country. Where the publisher is based, not where users are.',
    }),
    column('region_confidence', 'string', { ...curated, says: 'How sure the registry is of the country.' }),
    column('region_evidence', 'string', {
      ...curated,
      says: 'On what it rests; the table registry says more.',
    }),
    column('created_on', 'date', {
      ...maybe,
      says: 'The UTC day the repository appeared. Null below the floor of the Hub in March 2022, or where it is not recorded.',
    }),
    column('released_on', 'date', {
      source: 'census',
      nullable: true,
      says: 'The reviewed release date where there is one, else created_on.',
    }),
    column('first_seen_on', 'date', { ...census, says: 'The first snapshot of any panel that named it.' }),
    column('missing_since', 'date', {
      source: 'census',
      nullable: true,
      says: 'The first complete look that did not name it; null while it is there.',
    }),
    column('removed_on', 'date', {
      source: 'census',
      nullable: true,
      says: 'The look that confirmed it is gone: a tombstone.',
    }),
    column('in_panel', 'boolean', { ...census, says: 'Whether the snapshot holds it.' }),
    column('license_id', 'string', {
      ...maybe,
      says: 'What the repository declares, verbatim; several ids are joined by +.',
    }),
    column('license_name', 'string', { ...maybe, says: 'The name it gives to a license of its own.' }),
    column('license_class', 'string', {
      source: 'reference',
      values: ids(LICENSE_CLASSES),
      says: 'Our grouping of license ids.',
    }),
    column('license_source', 'string', {
      ...maybe,
      says: 'Where the license was read; null: this source does not record licenses.',
    }),
    column('inheritance', 'string', {
      ...census,
      values: [...ids(VERDICTS), 'no-base'],
      says: 'How the declared license stands to those of its declared bases: a comparison of labels, not legal advice.',
    }),
    column('parameters', 'integer', {
      source: 'census',
      nullable: true,
      unit: 'parameters',
      says: 'Total weights by the best single record.',
    }),
    column('parameters_source', 'string', { ...census, says: 'The record that says so.' }),
    column('active_parameters', 'integer', {
      source: 'census',
      nullable: true,
      unit: 'parameters',
      says: 'Weights used per token of a mixture of experts.',
    }),
    column('size_class', 'string', {
      ...census,
      values: ids(SIZE_CLASSES),
      says: 'Range of parameters by the default scheme; lower bound inside, upper outside.',
    }),
    column('task', 'string', { ...maybe, says: 'The pipeline tag.' }),
    column('library', 'string', { ...maybe, says: 'The library the repository names.' }),
    column('formats', 'list', { ...maybe, says: 'File formats of the weights.' }),
    column('quantization', 'string', { ...maybe, says: 'How the weights are packed.' }),
    column('gated', 'string', {
      ...maybe,
      values: ids(GATINGS),
      says: 'Whether the Hub asks before a download.',
    }),
    column('disabled', 'boolean', { ...maybe, says: 'Whether the Hub took it out of service.' }),
    column('relation', 'string', {
      source: 'census',
      nullable: true,
      values: ids(RELATIONS),
      says: 'How it says it was made from its base.',
    }),
    column('base_models', 'list', {
      ...maybe,
      says: 'The bases it declares, as declared. Resolved: lineage_edges.',
    }),
    column('root_model_id', 'integer', {
      source: 'census',
      nullable: true,
      says: 'The root of its declared lineage; null without a declared base, or where the root was never seen.',
    }),
    column('root_repo_id', 'string', {
      source: 'census',
      nullable: true,
      says: 'The name of that root, seen or not.',
    }),
    column('infrastructure_listed', 'boolean', {
      source: 'reference',
      says: 'On the reviewed list of models that programs fetch again and again.',
    }),
    column('downloads_30d', 'integer', {
      ...maybe,
      unit: 'downloads',
      delta: true,
      says: 'Requests counted by the Hub in the 30 days before the snapshot. Not to be added over dates.',
    }),
    column('downloads_all_time', 'integer', {
      ...maybe,
      unit: 'downloads',
      delta: true,
      says: 'Requests since creation; may fall when the Hub restates. Null where it is not recorded.',
    }),
    column('likes', 'integer', { ...maybe, unit: 'likes', says: 'Likes on the Hub.' }),
  ],
};
