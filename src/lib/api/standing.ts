import type { DimensionId } from '../../../db/vocab/dimensions.ts';
import { definitionOf } from '../definition/defaults.ts';
import type { Definition } from '../definition/definition.ts';
import { printDefinition } from '../definition/print.ts';
import { readFigure } from '../metrics/engine/read-figure.ts';
import type { Figure } from '../metrics/figure.ts';
import type { ApiContext } from './resource.ts';

/** What the groups of a dimension hold in one snapshot. */
export interface Standing {
  /** The figure of downloads. */
  figure: Figure;
  of: (id: string) => GroupCounts;
  /** Ids of all groups with a model. */
  ids: readonly string[];
}

export interface GroupCounts {
  models: number;
  downloads_30d: number;
  /** Part of all downloads, 0 to 1; null where there are none. */
  share_of_downloads: number | null;
}

/** Models and downloads of every group as of the snapshot of a definition. Read once for each version. */
export async function readStanding(
  { db, kept }: ApiContext,
  dimension: DimensionId,
  { panel, snapshot }: Pick<Definition, 'panel' | 'snapshot'>,
): Promise<Standing> {
  const definition = definitionOf({ panel, snapshot, by: [dimension], window: { days: 7 }, step: 'week' });
  return await kept(`standing ${printDefinition(definition)}`, async () => {
    const [downloads, models] = await Promise.all([
      readFigure(db, definition),
      readFigure(db, { ...definition, measure: 'models' }),
    ]);
    const [byDownloads, byModels] = [downloads, models].map(
      ({ groups }) => new Map(groups.map((group) => [group.ids[0] ?? '', group])),
    );
    return {
      figure: downloads,
      ids: models.groups.map(({ ids }) => ids[0] ?? ''),
      of: (id: string) => ({
        models: byModels?.get(id)?.value ?? 0,
        downloads_30d: byDownloads?.get(id)?.value ?? 0,
        share_of_downloads: byDownloads?.get(id)?.share ?? (downloads.total ? 0 : null),
      }),
    };
  });
}
