import { openDatabase } from '../../db/client.ts';
import { prepare } from '../prepare.ts';
import type { Bench, BenchOptions, BenchResult } from './bench.ts';
import { observeMonth } from './export-observations.ts';
import type { ExportMeasured } from './export-run.ts';
import { generatePopulation } from './generate-population.ts';
import { withOwnServer } from './own-server.ts';
import { measureInProcess } from './processes.ts';

/**
 * Rows per second of an edition's largest tables, models and a month of observations: from the database to CSV that is
 * on the disk, and from there to Parquet. A third of the models move every day.
 * Floors: the same queries read to their end without writing; DuckDB (all cores) writing the same rows as Parquet.
 */
export const exportFiles: Bench = {
  says: 'rows per second of an edition as CSV and Parquet, against reading alone and DuckDB',
  defaults: { models: 100_000, snapshots: 30 },
  run: measureExport,
};

async function measureExport({ models, snapshots, keptIn, say }: BenchOptions): Promise<BenchResult> {
  const silent = () => undefined;
  return await withOwnServer(keptIn, async (dataDir) => {
    const opened = await openDatabase({ databaseUrl: undefined, dataDir }, silent, { relaxedCommit: true });
    await prepare(opened, silent);
    const [made] = await opened.db<{ there: boolean }[]>`select exists (select from panel_models) as "there"`;
    if (!made?.there) {
      await generatePopulation(opened.db, { models, snapshots }, say);
      await observeMonth(opened.db, say);
    }
    await opened.close();
    const run = await measureInProcess<ExportMeasured>('export-run.ts', { dataDir });
    const per = (seconds: number) => run.rows / seconds;
    return {
      name: 'export',
      figure: per(run.csvSeconds),
      unit: 'CSV rows per second',
      floor: per(run.readSeconds),
      ratio: run.csvSeconds / run.readSeconds,
      rss_mb: run.rss_mb,
      parquet_rows_per_s: per(run.parquetSeconds),
      duckdb_rows_per_s: per(run.duckdbSeconds),
      parquet_ratio_duckdb: run.parquetSeconds / run.duckdbSeconds,
      models: run.models,
      observations: run.rows - run.models,
      csv_seconds: run.csvSeconds,
      parquet_seconds: run.parquetSeconds,
      read_seconds: run.readSeconds,
      csv_mb: run.csvBytes / 1e6,
      parquet_mb: run.parquetBytes / 1e6,
      duckdb_mb: run.duckdbBytes / 1e6,
      edition_seconds: run.editionSeconds,
      verify_seconds: run.verifySeconds,
    };
  });
}
