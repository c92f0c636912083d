import type { Db } from '../../../../db/client.ts';
import type { MeasureId } from '../../../../db/vocab/measures.ts';
import type { Definition } from '../../definition/definition.ts';
import { BadDefinition } from '../../definition/errors.ts';
import { type ComparedModels, countByPanel, readComparedModels } from '../../metrics/compared-models.ts';
import type { CounterPoint } from '../../metrics/counters.ts';
import { addDays } from '../../metrics/days.ts';
import { windowDays } from '../../metrics/engine/looks.ts';
import type { PanelFacts } from '../../metrics/metric.ts';
import { choosePanel } from '../../metrics/panels.ts';
import { readVersion } from '../../metrics/publication.ts';
import type { Place } from './place.ts';

/** Counters that are kept of every model. */
export type ModelMeasure = Extract<MeasureId, 'downloads30d' | 'downloadsAllTime' | 'likes'>;

export interface ModelsReading extends ComparedModels {
  measure: ModelMeasure;
  /** The last day shown; the panel’s newest where there is none. */
  asOf: string;
  referenceVersion: number;
  /** In the order of the models, by day. */
  values: readonly (readonly (number | null)[])[];
}

/** Models side by side, in the panel that is asked for, or in the first that has most of them. */
export async function readModelsReading(
  db: Db,
  { place, panels }: { place: Place; panels: readonly PanelFacts[] },
): Promise<ModelsReading> {
  const { definition, scale, found } = place;
  const measure = modelMeasure(definition);
  if (scale === 'share')
    throw new BadDefinition([
      'scale: single models are not drawn as shares of the whole; choose value or index.',
    ]);
  const modelIds = found.subjects.flatMap(({ modelId }) => modelId ?? []);
  const [counts, { referenceVersion }] = await Promise.all([countByPanel(db, modelIds), readVersion(db)]);
  const [most] = panels.toSorted((a, b) => (counts.get(b.panel) ?? 0) - (counts.get(a.panel) ?? 0));
  const panel = choosePanel(panels, definition.panel ?? most?.panel ?? null);
  if (measure === 'downloadsAllTime' && !panel.hasAllTime)
    throw new BadDefinition([
      `measure: the panel ${panel.panel} does not record ${measure}; choose downloads30d or likes.`,
    ]);
  const last = definition.snapshot ?? panel.asOf;
  const window = windowDays(definition, last < panel.asOf ? last : panel.asOf);
  const until = [addDays(last, 1), window?.until ?? '9999-12-31'].toSorted()[0] ?? last;
  const models = await readComparedModels(db, {
    panel,
    modelIds,
    window: { from: window?.from ?? '0001-01-01', until },
  });
  return {
    ...models,
    measure,
    asOf: models.days.at(-1)?.asOf ?? panel.asOf,
    referenceVersion,
    values: modelIds.map((_, at) => models.days.map(({ points }) => valueIn(points[at] ?? null, measure))),
  };
}

function modelMeasure({ measure }: Definition): ModelMeasure {
  return measure === 'downloadsAllTime' || measure === 'likes' ? measure : 'downloads30d';
}

function valueIn(point: CounterPoint | null, measure: ModelMeasure): number | null {
  return point === null ? null : point[measure];
}
