import type { Db } from './client.ts';
import type { Reference } from './load-reference.ts';

/** A group whose figures another reference would move. Shares are of 30-day downloads, 0 to 1. */
export interface MovedGroup {
  panel: string;
  grouping: 'region' | 'size' | 'license';
  value: string;
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
      m.models_before::int as "modelsBefore",
      m.models_after::int as "modelsAfter",
      m.share_before as "shareBefore",
      m.share_after as "shareAfter"
    from preview_reference(${contentHash}, ${JSON.stringify(content)}::text::jsonb) m`;
}
