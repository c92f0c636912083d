import { join } from 'node:path';
import { z } from 'zod';
import { readRows } from './csv.ts';

const sourceRow = z.object({ modelId: z.string() });

/** Rows of `tracked-models.csv`: the list of the source and its list of further models, each model once. */
export function convertTrackedModels(sharedDir: string) {
  const ids = ['models.csv', 'extra_models.csv'].flatMap((file) =>
    readRows(join(sharedDir, 'data/tracked-models', file), sourceRow).map(({ modelId }) => modelId),
  );
  return [...new Set(ids)].map((repo_id) => ({ repo_id }));
}
