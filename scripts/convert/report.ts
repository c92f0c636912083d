import type { RecordedModel, SourcedField } from '../../collectors/sample/read-recordings.ts';

/** How many ai-nexus models, and what share of their downloads, got each field, and from where. */
export function reportSources(models: readonly RecordedModel[]): string {
  const downloads = sum(models);
  const fields: readonly SourcedField[] = [
    'license',
    'parameters',
    'base_model',
    'createdAt',
    'tags',
    'library_name',
    'gated',
  ];
  return fields
    .flatMap((field) => {
      const known = models.filter((model) => model._sources?.[field] !== undefined);
      const valued = known.filter((model) => hasValue(model, field));
      const origins = Map.groupBy(known, (model) => model._sources?.[field]?.replace(/ .*/, ''));
      const from = [...origins].map(([origin, rows]) => `${origin} ${rows.length}`).join(', ');
      return [
        `${field}: known for ${known.length} models, ${percent(sum(known) / downloads)} of downloads;` +
          ` with a value ${valued.length}, ${percent(sum(valued) / downloads)} (${from})`,
      ];
    })
    .join('\n');
}

function hasValue(model: RecordedModel, field: SourcedField): boolean {
  const values: Record<SourcedField, unknown> = {
    license: model.cardData?.license,
    base_model: model.cardData?.base_model,
    parameters: model.safetensors ?? model.gguf,
    createdAt: model.createdAt,
    tags: model.tags,
    library_name: model.library_name,
    gated: model.gated,
  };
  return values[field] !== undefined;
}

function sum(models: readonly RecordedModel[]): number {
  return models.reduce((total, model) => total + model.downloads, 0);
}

function percent(share: number): string {
  return `${(share * 100).toFixed(1)} %`;
}
