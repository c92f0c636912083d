import { type FileMetaData, parquetMetadataAsync, parquetSchema } from 'hyparquet';
import { SourceError } from '../../../db/errors.ts';
import type { RangeFile } from '../local-file.ts';

/** A Parquet file whose columns are known to be the expected ones. */
export interface ParquetFile {
  file: RangeFile;
  metadata: FileMetaData;
  rows: number;
  /** Of the columns that were asked for, those the file has. */
  columns: string[];
}

export interface Columns {
  needed: readonly string[];
  optional: readonly string[];
}

/** A row group is decoded whole: more than this would not be flat any more. */
const MOST_GROUP_BYTES = 2 ** 30;

/**
 * Reads the schema. Throws `SourceError` that names the expected and the found columns, or says that the file
 * is no Parquet, or that its row groups are too large to be read in flat memory.
 */
export async function openParquet(file: RangeFile, { needed, optional }: Columns): Promise<ParquetFile> {
  const metadata = await parquetMetadataAsync(file, { geoparquet: false }).catch((cause: unknown) => {
    if (cause instanceof SourceError) throw cause;
    const why = cause instanceof Error ? cause.message : String(cause);
    throw refused(file, `is no Parquet file (${why})`, cause);
  });
  const found = parquetSchema(metadata).children.map(({ element }) => element.name);
  const missing = needed.filter((column) => !found.includes(column));
  if (missing.length > 0) {
    const says = `lacks the column${missing.length > 1 ? 's' : ''} ${missing.join(', ')}. Expected: ${needed.join(', ')}; found: ${found.join(', ')}`;
    throw refused(file, says);
  }
  const columns = found.filter((column) => needed.includes(column) || optional.includes(column));
  assertSmallGroups(file, metadata, columns);
  return { file, metadata, rows: Number(metadata.num_rows), columns };
}

function assertSmallGroups(file: RangeFile, metadata: FileMetaData, columns: readonly string[]): void {
  for (const group of metadata.row_groups) {
    let bytes = 0;
    for (const { meta_data: meta } of group.columns) {
      if (meta && columns.includes(meta.path_in_schema[0] ?? ''))
        bytes += Number(meta.total_uncompressed_size);
    }
    if (bytes > MOST_GROUP_BYTES) {
      throw refused(
        file,
        `has a row group of ${group.num_rows} rows and ${bytes} bytes: more than 1 GB at a time`,
      );
    }
  }
}

function refused(file: RangeFile, says: string, cause?: unknown): SourceError {
  return new SourceError(`${file.name} ${says}.`, { url: file.source, status: null }, { cause });
}
