import { tableOf } from '../dictionary/index.ts';
import type { Column, ColumnType, Table } from '../dictionary/table.ts';
import type { Manifest, ManifestFile } from '../manifest.ts';
import { KEYWORDS, titleOf } from './citation.ts';
import { LICENSE } from './license.ts';

const types: Readonly<Record<ColumnType, string>> = {
  date: 'date',
  integer: 'integer',
  number: 'number',
  boolean: 'boolean',
  string: 'string',
  list: 'array',
  json: 'object',
};

/** `datapackage.json`: Frictionless Data Package, version 2. One resource per table and format. */
export function dataPackage(manifest: Manifest): object {
  const { edition, panel, snapshot } = manifest;
  return {
    $schema: 'https://datapackage.org/profiles/2.0/datapackage.json',
    name: `open-model-census-${panel.id}`,
    id: `open-model-census/${panel.id}/${edition}`,
    title: titleOf(manifest),
    description: panel.population,
    version: edition,
    created: snapshot.published_at,
    keywords: KEYWORDS,
    licenses: [{ name: LICENSE.id, title: LICENSE.name, path: LICENSE.url }],
    sources: [{ title: panel.source_title, path: panel.source_url }],
    contributors: [{ title: 'Open Model Census', roles: ['creator'] }],
    schemaVersion: manifest.schema_version,
    codeVersion: manifest.code_version,
    referenceVersion: manifest.reference.version,
    resources: [...Map.groupBy(manifest.files, ({ table, format }) => `${table}-${format}`)].flatMap(
      ([name, files]) => resourceOf(name, files, manifest),
    ),
  };
}

function resourceOf(name: string, files: readonly ManifestFile[], manifest: Manifest) {
  const [first] = files;
  const table = first && tableOf(first.table);
  if (!first || !table) return [];
  const isCsv = first.format === 'csv';
  return [
    {
      name: name.replaceAll('_', '-'),
      title: table.title,
      description: table.says,
      path: table.byMonth ? files.map(({ path }) => path) : first.path,
      // The profile has one hash and one size for a resource; a table in parts has them in SHA256SUMS.
      ...(table.byMonth ? {} : { bytes: first.bytes, hash: `sha256:${first.sha256}` }),
      format: isCsv ? 'csv' : 'parquet',
      mediatype: isCsv ? 'text/csv' : 'application/vnd.apache.parquet',
      ...(isCsv
        ? {
            encoding: 'utf-8',
            compression: 'gz',
            dialect: {
              delimiter: ',',
              lineTerminator: '\n',
              quoteChar: '"',
              doubleQuote: true,
              header: true,
            },
          }
        : {}),
      rows: files.reduce((sum, { rows }) => sum + rows, 0),
      schema: schemaFor(table, manifest),
    },
  ];
}

function schemaFor({ columns, key, references }: Table, { kind }: Manifest) {
  // A base may belong to another panel: then it is not in `models`.
  const there = kind === 'whole' ? references.filter(({ column }) => column !== 'parent_id') : [];
  const foreignKeys = there.map(({ column, table, to }) => ({
    fields: [column],
    reference: { resource: `${table}-csv`.replaceAll('_', '-'), fields: [to] },
  }));
  return {
    fields: columns.map(fieldOf),
    primaryKey: key,
    ...(foreignKeys.length === 0 ? {} : { foreignKeys }),
    missingValues: [''],
  };
}

function fieldOf({ name, type, says, unit, source, nullable, values }: Column) {
  return {
    name,
    type: types[type],
    description: says,
    ...(type === 'date' ? { format: 'default' } : {}),
    ...(type === 'boolean' ? { trueValues: ['t'], falseValues: ['f'] } : {}),
    ...(unit === null ? {} : { unit }),
    source,
    constraints: { required: !nullable, ...(values ? { enum: values } : {}) },
  };
}
