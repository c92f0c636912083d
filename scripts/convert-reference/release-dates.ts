import { join } from 'node:path';
import { z } from 'zod';
import { readRows } from './csv.ts';
import { trackedModelsTitle } from './parameters.ts';

const sourceRow = z.object({
  model_id: z.string(),
  actual_release_date: z.iso.date(),
  notes: z.string(),
});

/** Rows of `release-dates.csv`: releases whose day is not the day on which the repository appeared. */
export function convertReleaseDates(sharedDir: string) {
  const file = join(sharedDir, 'data/tracked-models/metadata/release_date_corrections.csv');
  return readRows(file, sourceRow, '#').map((row) => ({
    repo_id: row.model_id,
    released_on: row.actual_release_date,
    evidence: row.notes === '' ? trackedModelsTitle : `${trackedModelsTitle}: ${row.notes}`,
  }));
}
