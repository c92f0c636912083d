import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse } from 'csv-parse/sync';
import type { Sql } from 'postgres';
import { z } from 'zod';
import type { Numbered, NumberedRows, Problem } from './reference-problems.ts';
import { type ReferenceFile, type ReferenceRows, ROW_SCHEMAS } from './reference-rows.ts';
import { crossProblems } from './reference-rules.ts';
import { type ReferenceWords, referenceWords } from './reference-words.ts';

/** Everything `db/reference/` and the vocabularies say, checked. */
export interface Reference extends ReferenceRows, ReferenceWords {
  /** sha256, hexadecimal, over the files and the vocabularies. */
  contentHash: string;
}

/** The files of `db/reference/` break their rules; `problems` holds all of them, the message the first 20. */
export class ReferenceInvalid extends Error {
  override readonly name = 'ReferenceInvalid';
  readonly problems: readonly string[];

  constructor(problems: readonly string[], options?: ErrorOptions) {
    const rest = problems.length > 20 ? [`… and ${problems.length - 20} more`] : [];
    super(['The reference is not valid:', ...problems.slice(0, 20), ...rest].join('\n'), options);
    this.problems = problems;
  }
}

const shippedDir = fileURLToPath(new URL('./reference', import.meta.url));
const csvRecords = z.array(z.object({ record: z.array(z.string()), info: z.object({ lines: z.number() }) }));

/** Reads and checks all rows of the directory, by default the one we ship. Throws `ReferenceInvalid`. */
export function readReference(dir: string = shippedDir): Reference {
  const problems: Problem[] = [];
  const contents = new Map<string, string>();
  const read = <Row>(file: ReferenceFile, schema: z.ZodType<Row>): Numbered<Row>[] => {
    const content = readFileSync(join(dir, `${file}.csv`), 'utf8').replaceAll('\r\n', '\n');
    contents.set(file, content);
    return rowsOf(file, content, schema, problems);
  };
  const rows = {
    countries: read('countries', ROW_SCHEMAS.countries),
    publishers: read('publishers', ROW_SCHEMAS.publishers),
    namespaces: read('namespaces', ROW_SCHEMAS.namespaces),
    licenses: read('licenses', ROW_SCHEMAS.licenses),
    parameters: read('parameters', ROW_SCHEMAS.parameters),
    'inheritance-rules': read('inheritance-rules', ROW_SCHEMAS['inheritance-rules']),
    families: read('families', ROW_SCHEMAS.families),
    'family-repos': read('family-repos', ROW_SCHEMAS['family-repos']),
    'family-words': read('family-words', ROW_SCHEMAS['family-words']),
    infrastructure: read('infrastructure', ROW_SCHEMAS.infrastructure),
    rules: read('rules', ROW_SCHEMAS.rules),
    packagers: read('packagers', ROW_SCHEMAS.packagers),
    'release-dates': read('release-dates', ROW_SCHEMAS['release-dates']),
    'tracked-models': read('tracked-models', ROW_SCHEMAS['tracked-models']),
    'publisher-countries': read('publisher-countries', ROW_SCHEMAS['publisher-countries']),
    annotations: read('annotations', ROW_SCHEMAS.annotations),
  };
  // A row that broke its schema is missing here, and would be reported a second time.
  if (problems.length === 0) problems.push(...crossProblems(rows));
  if (problems.length > 0) throw new ReferenceInvalid(problems.map(sentence));
  const words = referenceWords();
  const hashed = JSON.stringify([...contents, words]);
  return {
    ...withoutLines(rows),
    ...words,
    contentHash: createHash('sha256').update(hashed).digest('hex'),
  };
}

/** Puts the reference in force unless it already is: all tables at once. `version` is the one in force after. */
export async function loadReference(
  db: Sql,
  { contentHash, ...content }: Reference,
): Promise<{ version: number; changed: boolean }> {
  const [newest] = await db<{ version: number; contentHash: string }[]>`
    select version, content_hash as "contentHash"
    from reference_versions
    order by version desc
    limit 1`;
  if (newest?.contentHash === contentHash) return { version: newest.version, changed: false };
  const [loaded] = await db<{ version: number }[]>`
    select load_reference(${contentHash}, ${JSON.stringify(content)}::text::jsonb) as "version"`;
  if (loaded === undefined) throw new Error('load_reference returned no version');
  return { version: loaded.version, changed: true };
}

function withoutLines(rows: NumberedRows): ReferenceRows {
  return {
    countries: rows.countries.map(({ row }) => row),
    publishers: rows.publishers.map(({ row }) => row),
    namespaces: rows.namespaces.map(({ row }) => row),
    licenses: rows.licenses.map(({ row }) => row),
    parameters: rows.parameters.map(({ row }) => row),
    'inheritance-rules': rows['inheritance-rules'].map(({ row }) => row),
    families: rows.families.map(({ row }) => row),
    'family-repos': rows['family-repos'].map(({ row }) => row),
    'family-words': rows['family-words'].map(({ row }) => row),
    infrastructure: rows.infrastructure.map(({ row }) => row),
    rules: rows.rules.map(({ row }) => row),
    packagers: rows.packagers.map(({ row }) => row),
    'release-dates': rows['release-dates'].map(({ row }) => row),
    'tracked-models': rows['tracked-models'].map(({ row }) => row),
    'publisher-countries': rows['publisher-countries'].map(({ row }) => row),
    annotations: rows.annotations.map(({ row }) => row),
  };
}

function rowsOf<Row>(
  file: ReferenceFile,
  content: string,
  schema: z.ZodType<Row>,
  problems: Problem[],
): Numbered<Row>[] {
  const columns = Object.keys(ROW_SCHEMAS[file].shape);
  const [header, ...records] = recordsOf(file, content);
  if (header?.record.join() !== columns.join()) {
    problems.push({ file, line: 1, says: `the columns are not ${columns.join(', ')}` });
    return [];
  }
  return records.flatMap(({ record, info: { lines: line } }) => {
    const cells = Object.fromEntries(columns.map((column, i) => [column, record[i]]));
    if (record.length !== columns.length) {
      problems.push({ file, line, says: `has ${record.length} cells, not ${columns.length}` });
      return [];
    }
    const parsed = schema.safeParse(cells);
    if (parsed.success) return [{ line, row: parsed.data }];
    for (const { path, message } of parsed.error.issues) {
      problems.push({
        file,
        line,
        says: `${path.join('.')} ${JSON.stringify(cells[String(path[0])])} ${message}`,
      });
    }
    return [];
  });
}

function recordsOf(file: ReferenceFile, content: string): z.infer<typeof csvRecords> {
  try {
    return csvRecords.parse(parse(content, { bom: true, info: true, relax_column_count: true }));
  } catch (cause) {
    throw new ReferenceInvalid([`db/reference/${file}.csv: not a CSV file: ${String(cause)}`], { cause });
  }
}

function sentence({ file, line, says }: Problem): string {
  return `db/reference/${file}.csv:${line}: ${says}`;
}
