import { z } from 'zod';
import type { Definition } from '../../definition/definition.ts';
import { describeDefinition } from '../../definition/describe.ts';
import { printDefinition } from '../../definition/print.ts';
import { writeCoverage } from '../../findings/write-coverage.ts';
import { pinnedTo } from '../../site/data/take.ts';
import { paths } from '../../site/paths.ts';
import { type Meta, metaOf } from '../meta.ts';
import type { ApiContext } from '../resource.ts';
import type { Standing } from '../standing.ts';

/** What every list of groups says of each. */
export const countFields = {
  models: z.number().describe('Models in the snapshot. In parts where a model belongs to several groups.'),
  downloads_30d: z.number().describe('Their downloads in the previous 30 days.'),
  share_of_downloads: z.number().nullable().describe('Part of all downloads, 0 to 1. Null: there are none.'),
};

/** Most downloaded first; equal ones by id. */
export function byDownloads<Item extends { id: string; downloads_30d: number }>(
  items: readonly Item[],
): readonly Item[] {
  return items.toSorted((a, b) => b.downloads_30d - a.downloads_30d || (a.id < b.id ? -1 : 1));
}

/** What stands beside groups of a dimension with what they hold. */
export function groupsMeta(
  context: ApiContext,
  { figure }: Standing,
  {
    asked,
    title,
    page,
    matching,
  }: { asked: Definition; title: string; page?: string; matching: number | null },
): Meta {
  const { definition, panel, asOf } = figure;
  const shown = { ...asked, by: definition.by };
  const meta = metaOf(context, {
    title,
    says: describeDefinition({ ...shown, snapshot: null }),
    query: printDefinition(asked),
    page: page ?? paths.view(shown),
    panel,
    asOf,
    coverage: { part: figure.coverage, says: writeCoverage(figure) },
    notes: figure.notes
      .filter(({ kind }) => kind !== 'gap')
      .map(({ kind, on, says }) => ({ kind, on, says })),
    matching,
  });
  const pinned = new URL(paths.view(pinnedTo(figure, shown)), context.origin).href;
  return { ...meta, definition: { ...meta.definition, pinned_address: pinned } };
}
