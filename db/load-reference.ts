import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse } from 'csv-parse/sync';
import type { Sql } from 'postgres';
import { z } from 'zod';
import { type ReferenceFile, type ReferenceRows, ROW_SCHEMAS } from './reference-rows.ts';
import { crossProblems, type Numbered, type Problem } from './reference-rules.ts';
import { LICENSE_CLASSES } from './vocab/license-classes.ts';
import { SIZE_CLASSES } from './vocab/size-classes.ts';

/** Everything `db/reference/` and the vocabularies of sizes and licenses say, checked. */
export interface Reference extends ReferenceRows {
  size_schemes: { scheme: string; bounds: number[]; classes: string[] }[];
  license_classes: { class: string; tightness: number | null }[];
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
  };
  // A row that broke its schema is missing here, and would be reported a second time.
  if (problems.length === 0) problems.push(...crossProblems(rows));
  if (problems.length > 0) throw new ReferenceInvalid(problems.map(sentence));
  const size_schemes = [defaultSizeScheme()];
  const license_classes = LICENSE_CLASSES.map(({ id, tightness }) => ({ class: id, tightness }));
  const hashed = JSON.stringify([...contents, size_schemes, license_classes]);
  return {
    countries: rows.countries.map(({ row }) => row),
    publishers: rows.publishers.map(({ row }) => row),
    namespaces: rows.namespaces.map(({ row }) => row),
    licenses: rows.licenses.map(({ row }) => row),
    parameters: rows.parameters.map(({ row }) => row),
    'inheritance-rules': rows['inheritance-rules'].map(({ row }) => row),
    size_schemes,
    license_classes,
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

function defaultSizeScheme(): Reference['size_schemes'][number] {
  const known = SIZE_CLASSES.flatMap(({ id, from }) => (from === null ? [] : [{ id, from }]));
  return { scheme: 'default', bounds: known.map(({ from }) => from), classes: known.map(({ id }) => id) };
}
