import { tableOf } from '../dictionary/index.ts';
import type { ColumnType } from '../dictionary/table.ts';
import type { Manifest, ManifestFile } from '../manifest.ts';
import { KEYWORDS, titleOf, writeEditionBibtex } from './citation.ts';
import { LICENSE } from './license.ts';

const types: Readonly<Record<ColumnType, string>> = {
  date: 'sc:Date',
  integer: 'sc:Integer',
  number: 'sc:Float',
  boolean: 'sc:Boolean',
  string: 'sc:Text',
  list: 'sc:Text',
  json: 'sc:Text',
};

/** As registered, and as the reference implementation calls it. */
const PARQUET = ['application/vnd.apache.parquet', 'application/x-parquet'];

/** Where the files of an edition are: beside the description, or at full addresses. */
export type AddressOf = (path: string) => string;

/**
 * Croissant 1.1, which is a schema.org Dataset as well. `address`: where the edition is; null in a copy on a disk,
 * whose files are named from where the description lies.
 */
export function croissant(manifest: Manifest, address: string | null = null): object {
  const { edition, panel, snapshot } = manifest;
  const at: AddressOf = (path) => (address === null ? path : `${address}/${path}`);
  return {
    '@context': CONTEXT,
    '@type': 'sc:Dataset',
    conformsTo: 'http://mlcommons.org/croissant/1.1',
    name: `open-model-census-${panel.id}`,
    alternateName: titleOf(manifest),
    description: `${panel.population} Downloads, likes, licenses, parameters, regions and lineage of open models, as of ${snapshot.as_of}. Counters are those of the Hub; sums, judgements and curated facts are ours.`,
    url: at('README.md'),
    identifier: `${panel.id}/${edition}`,
    version: edition,
    license: LICENSE.url,
    creator: { '@type': 'sc:Organization', name: 'Open Model Census' },
    datePublished: snapshot.published_at,
    dateModified: snapshot.published_at,
    temporalCoverage: `${snapshot.from}/${snapshot.as_of}`,
    keywords: KEYWORDS,
    isAccessibleForFree: true,
    isLiveDataset: false,
    isBasedOn: panel.source_url,
    measurementTechnique: 'Complete looks at the public list of models, checked before publication',
    citeAs: writeEditionBibtex(manifest, address),
    distribution: distributionOf(manifest.files, at),
    recordSet: recordSetsOf(manifest.files),
  };
}

/** A table by month is one set of files. */
function distributionOf(files: readonly ManifestFile[], at: AddressOf): object[] {
  const objects = files.map((file) => ({
    '@type': 'cr:FileObject',
    '@id': file.path,
    name: file.path,
    contentUrl: at(file.path),
    contentSize: `${file.bytes} B`,
    encodingFormat: file.format === 'parquet' ? PARQUET : 'application/gzip',
    sha256: file.sha256,
  }));
  const sets = [
    ...new Set(
      files.filter(({ month, format }) => month !== null && format === 'parquet').map(({ table }) => table),
    ),
  ];
  return [
    ...objects,
    ...sets.map((table) => ({
      '@type': 'cr:FileSet',
      '@id': `${table}-parquet`,
      name: `${table}-parquet`,
      encodingFormat: PARQUET,
      includes: `${table}/*/*.parquet`,
    })),
  ];
}

function recordSetsOf(files: readonly ManifestFile[]): object[] {
  const parquet = files.filter(({ format }) => format === 'parquet');
  return [...Map.groupBy(parquet, ({ table }) => table)].flatMap(([id, [first]]) => {
    const table = tableOf(id);
    if (!table || !first) return [];
    const from = table.byMonth
      ? { fileSet: { '@id': `${id}-parquet` } }
      : { fileObject: { '@id': first.path } };
    return [
      {
        '@type': 'cr:RecordSet',
        '@id': id,
        name: id,
        description: table.says,
        key: table.key.map((name) => ({ '@id': `${id}/${name}` })),
        field: table.columns.map(({ name, type, says }) => ({
          '@type': 'cr:Field',
          '@id': `${id}/${name}`,
          name,
          description: says,
          dataType: types[type],
          source: { ...from, extract: { column: name } },
        })),
      },
    ];
  });
}

/** That of appendix 1 of the specification, with the address of schema.org that the reference implementation reads. */
const CONTEXT = {
  '@language': 'en',
  '@vocab': 'https://schema.org/',
  sc: 'https://schema.org/',
  cr: 'http://mlcommons.org/croissant/',
  rai: 'http://mlcommons.org/croissant/RAI/',
  dct: 'http://purl.org/dc/terms/',
  annotation: 'cr:annotation',
  arrayShape: 'cr:arrayShape',
  citeAs: 'cr:citeAs',
  column: 'cr:column',
  conformsTo: 'dct:conformsTo',
  containedIn: 'cr:containedIn',
  data: { '@id': 'cr:data', '@type': '@json' },
  dataType: { '@id': 'cr:dataType', '@type': '@vocab' },
  equivalentProperty: 'cr:equivalentProperty',
  examples: { '@id': 'cr:examples', '@type': '@json' },
  excludes: 'cr:excludes',
  extract: 'cr:extract',
  field: 'cr:field',
  fileObject: 'cr:fileObject',
  fileProperty: 'cr:fileProperty',
  fileSet: 'cr:fileSet',
  format: 'cr:format',
  includes: 'cr:includes',
  isArray: 'cr:isArray',
  isLiveDataset: 'cr:isLiveDataset',
  jsonPath: 'cr:jsonPath',
  key: 'cr:key',
  md5: 'cr:md5',
  parentField: 'cr:parentField',
  readLines: 'cr:readLines',
  recordSet: 'cr:recordSet',
  references: 'cr:references',
  regex: 'cr:regex',
  sdVersion: 'cr:sdVersion',
  separator: 'cr:separator',
  source: 'cr:source',
  subField: 'cr:subField',
  transform: 'cr:transform',
  unArchive: 'cr:unArchive',
  value: 'cr:value',
} as const;
