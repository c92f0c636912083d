import type { Table } from '../dictionary/table.ts';
import type { ManifestFile } from '../manifest.ts';

/**
 * Where a file stands in an edition. Formats never share a folder: what reads `observations/` as one table must find
 * nothing else in it.
 */
export function filePath(
  { id, byMonth }: Table,
  format: ManifestFile['format'],
  month: string | null,
): string {
  const ending = format === 'csv' ? 'csv.gz' : 'parquet';
  if (!byMonth) return `${id}.${ending}`;
  return `${format === 'csv' ? `${id}_csv` : id}/month=${month}/part-0.${ending}`;
}
