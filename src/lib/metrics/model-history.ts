import type { Db } from '../../../db/client.ts';
import { type CounterPoint, countersOn } from './counters.ts';
import { readDays, readObservations } from './model.ts';
import { findModel, type ModelIdentity } from './model-identity.ts';

export interface ModelHistory {
  model: ModelIdentity;
  /** Panels that have or had it. */
  panels: readonly string[];
  /** Every published day of a panel from the first observation on, oldest first. */
  points: readonly CounterPoint[];
}

/** The counters of a model in one panel, day by day. Null: no published snapshot ever named it. */
export async function readModelHistory(
  db: Db,
  { repoId, panel, until }: { repoId: string; panel: string; until: string | null },
): Promise<ModelHistory | null> {
  const found = await findModel(db, repoId);
  if (!found) return null;
  const { modelId } = found.model;
  const [days, observations] = await Promise.all([readDays(db, modelId), readObservations(db, modelId)]);
  const points = countersOn(
    days.filter((day) => day.panel === panel).map(({ asOf }) => asOf),
    observations.filter((observation) => observation.panel === panel),
  );
  return {
    model: found.model,
    panels: [...new Set(days.map((day) => day.panel))],
    points: until === null ? points : points.filter(({ asOf }) => asOf <= until),
  };
}
