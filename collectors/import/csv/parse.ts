import { ParseError } from '../../../db/errors.ts';
import type { ModelRecord } from '../../collector.ts';
import { parse } from '../../hub/parse.ts';
import type { Column } from './columns.ts';

/** Several values in one cell. */
const BETWEEN = ';';

/**
 * Reads one sorted row, `[line, …cells]`, of a file with these columns into our words, by way of the shape the Hub
 * gives a model. Throws `ParseError` on a row of another length, an unusable name, and a count that is none:
 * whoever writes a file writes it rightly, or the day is rejected.
 */
export function csvParser(columns: readonly Column[], panel: string): (entry: unknown) => ModelRecord {
  return (entry) => {
    const [line, ...cells] = JSON.parse(String(entry)) as [number, ...(string | number | null)[]];
    if (cells[0] === null) {
      throw new ParseError({ record: `line ${line}`, field: 'number of columns', value: cells[1] });
    }
    const row = new Map(columns.map((column, n) => [column, String(cells[n]).trim()]));
    return readRow(row, { line, panel });
  };
}

function readRow(
  row: ReadonlyMap<Column, string>,
  { line, panel }: { line: number; panel: string },
): ModelRecord {
  const record = `line ${line}`;
  const text = (column: Column) => row.get(column) || undefined;
  const count = (column: Column) => countIn(row.get(column), { record, field: column });
  const parameters = count('parameters');
  const says = {
    license: listIn(row.get('license')),
    license_name: text('license_name'),
    base_model: listIn(row.get('base_model')),
    base_model_relation: text('relation'),
  };
  const read = parse({
    id: text('repo_id'),
    _id: text('object_id'),
    createdAt: utc(text('created_at')),
    downloads: count('downloads_30d'),
    downloadsAllTime: count('downloads_all_time'),
    likes: count('likes'),
    pipeline_tag: text('task'),
    library_name: text('library'),
    gated: gatedIn(row.get('gated')),
    cardData: says,
  });
  const { attributes } = read;
  return {
    ...read,
    attributes: {
      ...attributes,
      // An empty cell says that there is none; a column that is missing says nothing.
      licenseSource: row.has('license') ? panel : null,
      ...(parameters === null ? {} : { parameters, parametersSource: `recorded, ${panel}` }),
    },
  };
}

/** A whole number; `12.0`, as tables with gaps are often written, is one. Null where the cell is empty or missing. */
function countIn(cell: string | undefined, where: { record: string; field: string }): number | null {
  if (!cell) return null;
  const count = /^\d+(?:\.0+)?$/.test(cell) ? Number(cell) : Number.NaN;
  if (!Number.isSafeInteger(count)) throw new ParseError({ ...where, value: cell });
  return count;
}

function listIn(cell: string | undefined): string[] {
  return (cell ?? '').split(BETWEEN).flatMap((one) => one.trim() || []);
}

const GATED: Readonly<Record<string, boolean>> = { no: false, false: false, yes: true, true: true };

function gatedIn(cell: string | undefined): boolean | string | undefined {
  return cell ? (GATED[cell.toLowerCase()] ?? cell) : undefined;
}

/** An instant without a zone is one of UTC. */
function utc(text: string | undefined): string | undefined {
  return text?.replace(/^(\d{4}-\d\d-\d\d)[ T](\d\d:\d\d(?::\d\d(?:\.\d+)?)?)$/, '$1T$2Z');
}
