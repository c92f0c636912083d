export type DimensionId =
  | 'region'
  | 'country'
  | 'publisher'
  | 'publisher-type'
  | 'packager'
  | 'size'
  | 'license'
  | 'license-id'
  | 'osi-approved'
  | 'commercial-use'
  | 'share-alike'
  | 'use-restrictions'
  | 'task'
  | 'modality'
  | 'library'
  | 'format'
  | 'relation'
  | 'inheritance'
  | 'family'
  | 'gated'
  | 'year';

export interface Dimension {
  id: DimensionId;
  name: string;
  /** The plural as it stands in a sentence: "by ‹plural›". */
  plural: string;
  /**
   * Whose property it is. `publisher`: of the uploader or of the creator, as the attribution says. `origin`: of the
   * lineage root, under both attributions. `model`: of the repository itself.
   */
  of: 'publisher' | 'origin' | 'model';
  /** `closed`: its groups are a word list of `db/vocab/`. `open`: they are read from the data and the reference. */
  groups: 'closed' | 'open';
  says: string;
}

/** Everything figures can be grouped by and narrowed to. Order is the order of menus and of addresses. */
export const DIMENSIONS: readonly Dimension[] = [
  {
    id: 'region',
    name: 'Region',
    plural: 'regions',
    of: 'publisher',
    groups: 'closed',
    says: 'Where the publisher is based, grouped from its country. Not where users or servers are.',
  },
  {
    id: 'country',
    name: 'Country',
    plural: 'countries',
    of: 'publisher',
    groups: 'open',
    says: 'The country in which the publisher is based.',
  },
  {
    id: 'publisher',
    name: 'Publisher',
    plural: 'publishers',
    of: 'publisher',
    groups: 'open',
    says: 'The body in the world that models are attributed to; it may own several namespaces.',
  },
  {
    id: 'publisher-type',
    name: 'Publisher type',
    plural: 'publisher types',
    of: 'publisher',
    groups: 'closed',
    says: 'Industry, academia, community, government, non-profit or a single person.',
  },
  {
    id: 'packager',
    name: 'Packager',
    plural: 'packagers',
    of: 'publisher',
    groups: 'open',
    says: 'Publishers known for converting and re-uploading the models of others.',
  },
  {
    id: 'size',
    name: 'Size class',
    plural: 'size classes',
    of: 'model',
    groups: 'closed',
    says: 'Range of the total parameters, by the chosen scheme; lower bound inside, upper outside.',
  },
  {
    id: 'license',
    name: 'License class',
    plural: 'license classes',
    of: 'model',
    groups: 'closed',
    says: 'Our grouping of the license ids that repositories declare.',
  },
  {
    id: 'license-id',
    name: 'License id',
    plural: 'license ids',
    of: 'model',
    groups: 'open',
    says: 'The license the repository declares.',
  },
  {
    id: 'osi-approved',
    name: 'OSI-approved license',
    plural: 'answers to “OSI-approved?”',
    of: 'model',
    groups: 'closed',
    says: 'Whether the Open Source Initiative approved the declared license.',
  },
  {
    id: 'commercial-use',
    name: 'Commercial use',
    plural: 'answers to “commercial use?”',
    of: 'model',
    groups: 'closed',
    says: 'Whether the declared license grants commercial use.',
  },
  {
    id: 'share-alike',
    name: 'Derivatives must inherit',
    plural: 'answers to “derivatives must inherit?”',
    of: 'model',
    groups: 'closed',
    says: 'Whether derived works must carry the same terms.',
  },
  {
    id: 'use-restrictions',
    name: 'Use restrictions',
    plural: 'answers to “use restrictions?”',
    of: 'model',
    groups: 'closed',
    says: 'Whether the declared license forbids some uses.',
  },
  {
    id: 'task',
    name: 'Task',
    plural: 'tasks',
    of: 'model',
    groups: 'open',
    says: 'The pipeline tag of the repository.',
  },
  {
    id: 'modality',
    name: 'Modality',
    plural: 'modalities',
    of: 'model',
    groups: 'closed',
    says: 'What the task reads and writes, grouped from the task.',
  },
  {
    id: 'library',
    name: 'Library',
    plural: 'libraries',
    of: 'model',
    groups: 'open',
    says: 'The library the repository names.',
  },
  {
    id: 'format',
    name: 'Format',
    plural: 'formats',
    of: 'model',
    groups: 'closed',
    says: 'The file format of the weights; of several, the most specific to a runtime.',
  },
  {
    id: 'relation',
    name: 'Relation',
    plural: 'relations',
    of: 'model',
    groups: 'closed',
    says: 'How the model says it was made from its base.',
  },
  {
    id: 'inheritance',
    name: 'License beside upstream',
    plural: 'verdicts on licenses',
    of: 'model',
    groups: 'closed',
    says: 'How the declared license stands to those of the declared bases.',
  },
  {
    id: 'family',
    name: 'Family',
    plural: 'families',
    of: 'origin',
    groups: 'open',
    says: 'The curated family of the model or of the root of its declared lineage.',
  },
  {
    id: 'gated',
    name: 'Gating',
    plural: 'kinds of gating',
    of: 'model',
    groups: 'closed',
    says: 'Whether the Hub asks before a download.',
  },
  {
    id: 'year',
    name: 'Release year',
    plural: 'release years',
    of: 'model',
    groups: 'open',
    says: 'The year the model was released: the corrected date, or else the day the repository appeared.',
  },
];

/** Dimensions that speak of publishers: of the uploader or of the creator, as the attribution says. */
export const PUBLISHER_DIMENSIONS: readonly DimensionId[] = DIMENSIONS.filter(
  (dimension) => dimension.of === 'publisher',
).map(({ id }) => id);
