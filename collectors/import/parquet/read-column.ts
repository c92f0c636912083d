import {
  type FileMetaData,
  parquetRead,
  parquetSchema,
  type SchemaElement,
  type SchemaTree,
} from 'hyparquet';
import { CODECS } from './codecs.ts';
import type { ParquetFile } from './open-parquet.ts';
import { PARSERS, plain } from './values.ts';

interface Asking {
  column: string;
  /** Number of the row group. */
  index: number;
  count: number;
}

/**
 * One column of one row group. The fields of a struct are read one after the other, and what is null is left out:
 * a struct whose fields are all null is null. Decoded at once, all number types of `safetensors` would be there in
 * that wasteful shape together.
 */
export async function readColumn(parquet: ParquetFile, { column, index, count }: Asking): Promise<unknown[]> {
  const { metadata } = parquet;
  const tree = parquetSchema(metadata).children.find(({ element }) => element.name === column);
  if (!tree) throw new Error(`there is no column ${column}`);
  const cells: unknown[] = new Array(count).fill(null);
  for (const leaf of partsOf(tree)) {
    const [, ...path] = leaf.path;
    let read = 0;
    await parquetRead({
      file: parquet.file,
      metadata: narrowed(metadata, { index, path: leaf.path }),
      columns: [column],
      compressors: CODECS,
      parsers: PARSERS,
      geoparquet: false,
      onChunk: ({ columnData, rowStart }) => {
        read += columnData.length;
        for (let n = 0; n < columnData.length; n++)
          place(cells, rowStart + n, { path, value: columnData[n] });
      },
    });
    if (read !== count) throw new Error(`${read} values for ${count} rows`);
  }
  return cells;
}

/** The leaves of a struct; the column itself where it is none, or has lists inside. */
function partsOf(tree: SchemaTree): SchemaTree[] {
  return tree.children.length > 0 && !hasLists(tree) ? leavesOf(tree) : [tree];
}

function hasLists({ element, children }: SchemaTree): boolean {
  return element.repetition_type === 'REPEATED' || children.some(hasLists);
}

function leavesOf(tree: SchemaTree): SchemaTree[] {
  return tree.children.length === 0 ? [tree] : tree.children.flatMap(leavesOf);
}

/** The same file, as if it had this row group and the columns below this path only. */
function narrowed(
  metadata: FileMetaData,
  { index, path }: { index: number; path: readonly string[] },
): FileMetaData {
  const group = metadata.row_groups[index];
  if (!group) throw new Error(`there is no row group ${index}`);
  const isBelow = (other: readonly string[]) => path.every((name, n) => other[n] === name);
  const columns = group.columns.filter(({ meta_data: meta }) => meta && isBelow(meta.path_in_schema));
  return {
    ...metadata,
    num_rows: group.num_rows,
    row_groups: [{ ...group, columns }],
    schema: pruned(metadata, path),
  };
}

/** The schema elements along a path, and all below its end. */
function pruned(metadata: FileMetaData, path: readonly string[]): SchemaElement[] {
  const below = ({ element, children }: SchemaTree): SchemaElement[] => [element, ...children.flatMap(below)];
  const along = (tree: SchemaTree, rest: readonly string[]): SchemaElement[] => {
    const [name, ...further] = rest;
    const child = tree.children.find(({ element }) => element.name === name);
    if (name === undefined || !child) return below(tree);
    return [{ ...tree.element, num_children: 1 }, ...along(child, further)];
  };
  return along(parquetSchema(metadata), path);
}

function place(
  cells: unknown[],
  at: number,
  { path, value }: { path: readonly string[]; value: unknown },
): void {
  const cell = path.reduce<unknown>((outer, name) => (isRecord(outer) ? outer[name] : null), value) ?? null;
  if (cell === null) return;
  const last = path.at(-1);
  if (last === undefined) {
    cells[at] = plain(cell);
    return;
  }
  const whole = isRecord(cells[at]) ? cells[at] : {};
  cells[at] = whole;
  let inner = whole;
  for (const name of path.slice(0, -1)) {
    const next = isRecord(inner[name]) ? inner[name] : {};
    inner[name] = next;
    inner = next;
  }
  inner[last] = plain(cell);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
