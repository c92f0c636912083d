import { formatExact } from '../../format/numbers.ts';
import { aggregateDefinitions } from '../aggregates/definitions.ts';
import { TABLES } from '../dictionary/index.ts';
import type { Column, Table } from '../dictionary/table.ts';
import type { Manifest } from '../manifest.ts';
import { titleOf, writeEditionBibtex, writeFull } from './citation.ts';
import { LICENSE } from './license.ts';

/** `README.md` of an edition: what it is, how to read it, every column. */
export function writeReadme(manifest: Manifest): string {
  const { panel, snapshot, reference, kind } = manifest;
  const there = new Set(manifest.files.map(({ table }) => table));
  const tables = TABLES.filter(({ id }) => there.has(id));
  return [
    `# ${titleOf(manifest)}`,
    '',
    `${panel.population} Snapshot of ${snapshot.as_of}, published ${snapshot.published_at}; ${formatExact(snapshot.models)} models, ${formatExact(snapshot.days)} published days since ${snapshot.from}.`,
    '',
    `- Source: ${panel.source_title}, ${panel.source_url}`,
    `- Terms of the source: ${panel.terms}`,
    `- License of what we add: ${LICENSE.name} (${LICENSE.id}), ${LICENSE.url}; see LICENSE.txt`,
    `- Reference version ${reference.version} (sha256 ${reference.sha256}), schema version ${manifest.schema_version}, program ${manifest.code_version}`,
    ...(snapshot.days_unjudged === 0
      ? []
      : [
          `- ${formatExact(snapshot.days_unjudged)} earlier days stand as an older reference judged them; a later edition restates them.`,
        ]),
    ...(kind === 'whole'
      ? []
      : ['- Models, observations and lineage stand in the whole editions of this panel.']),
    '',
    '## Reading it',
    '',
    'CSV: UTF-8, commas, lines that end with \\n, gzip. An empty cell is null: not known, not recorded, or not there; it is never zero. Two quotes are an empty text. Booleans are t and f. Lists are JSON arrays of texts, in CSV and in Parquet. Nothing is changed for spreadsheets: `census export --spreadsheet` writes a copy in which no cell can become a formula.',
    '',
    'Parquet: one file per table, or Hive-style folders month=YYYY-MM that DuckDB, Spark and Trino read as one table. Whole numbers are INT64, days are DATE.',
    '',
    '`sha256sum -c SHA256SUMS` checks the files; `npx census verify DIR` checks sums, columns, types, counts and totals.',
    '',
    '## Tables',
    ...tables.flatMap((table) => sectionOf(table, manifest)),
    '',
    '## Definitions of the aggregates',
    '',
    ...aggregateDefinitions(true).map(({ id }) => `- ${id}`),
    '',
    'Those of the all-time counter are there only where the panel records it.',
    '',
    '## Citation',
    '',
    writeFull(manifest, null),
    '',
    '```bibtex',
    writeEditionBibtex(manifest, null),
    '```',
    '',
  ].join('\n');
}

function sectionOf(table: Table, { files }: Manifest): string[] {
  const rows = files
    .filter((file) => file.table === table.id && file.format === 'parquet')
    .reduce((sum, file) => sum + file.rows, 0);
  return [
    '',
    `### ${table.id}`,
    '',
    `${table.says} ${formatExact(rows)} rows, sorted by ${table.key.join(', ')}.`,
    '',
    '| Column | Type | Unit | Source | Meaning |',
    '|---|---|---|---|---|',
    ...table.columns.map(lineOf),
  ];
}

function lineOf({ name, type, nullable, unit, source, says, values }: Column): string {
  const choices = values ? ` One of: ${values.join(', ')}.` : '';
  return `| ${name} | ${type}${nullable ? ', may be null' : ''} | ${unit ?? ''} | ${source} | ${says}${choices} |`;
}
