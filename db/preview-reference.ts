import type { Db } from './client.ts';
import type { Reference } from './load-reference.ts';

/** What groups of headlines are split by. `infrastructure` has one group, `without`: what is left without such models. */
export type PreviewGrouping =
  | 'region'
  | 'size'
  | 'license'
  | 'publisher-type'
  | 'creator-region'
  | 'family'
  | 'infrastructure';

/** A group whose figures another reference would move. Shares are of all 30-day downloads of the panel, 0 to 1. */
export interface MovedGroup {
  panel: string;
  grouping: PreviewGrouping;
  /** Empty: no family. */
  value: string;
  /** By creator and by family, models with several roots count in parts. */
  modelsBefore: number;
  modelsAfter: number;
  shareBefore: number;
  shareAfter: number;
}

/** What a reference would move in the newest snapshot of every panel. Loads nothing: all is taken back. */
export async function previewReference(
  db: Db,
  { contentHash, ...content }: Reference,
): Promise<MovedGroup[]> {
  return await db<MovedGroup[]>`
    select
      m.panel as "panel",
      m.grouped_by as "grouping",
      m.value as "value",
      m.models_before as "modelsBefore",
      m.models_after as "modelsAfter",
      m.share_before as "shareBefore",
      m.share_after as "shareAfter"
    from preview_headlines(${contentHash}, ${JSON.stringify(content)}::text::jsonb) m`;
}
