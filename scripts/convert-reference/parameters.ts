import { join } from 'node:path';
import { z } from 'zod';
import { readRows } from './csv.ts';

/** The source as the evidence of a row names it. */
export const trackedModelsTitle = 'tracked-models (Interconnects-AI, Apache-2.0, commit 3cd8020)';

const sourceRow = z.object({
  model_id: z.string(),
  total_params_b: z.string(),
  active_params_b: z.string(),
  notes: z.string(),
});

/** Rows of `parameters.csv`. The source counts in billions, we count weights. */
export function convertParameters(sharedDir: string) {
  const file = join(sharedDir, 'data/tracked-models/metadata/model_parameters.csv');
  return readRows(file, sourceRow).map((row) => ({
    repo_id: row.model_id,
    parameters: weights(row.total_params_b),
    active_parameters: row.active_params_b === '' ? '' : weights(row.active_params_b),
    evidence: row.notes === '' ? trackedModelsTitle : `${trackedModelsTitle}: ${row.notes}`,
  }));
}

function weights(billions: string): string {
  return String(Math.round(Number(billions) * 1e9));
}
