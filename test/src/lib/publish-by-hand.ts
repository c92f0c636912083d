import { only } from '../../../db/client.ts';
import type { Db } from '../../../db/connection.ts';

/** One cell of a cube; what is not given is 1 model, nothing downloaded, and not known. */
export interface CellByHand {
  region?: string;
  size?: string;
  license?: string;
  models?: number;
  downloads30d?: number;
  downloadsAllTime?: number | null;
  likes?: number;
}

export interface SnapshotByHand {
  panel: string;
  asOf: string;
  status?: 'open' | 'published' | 'superseded' | 'rejected';
  cells?: readonly CellByHand[];
}

/** Writes a snapshot and its cube as they stand after publication, without any model. Returns its id. */
export async function publish(
  db: Db,
  { panel, asOf, status = 'published', cells = [] }: SnapshotByHand,
): Promise<number> {
  await db`
    insert into panels (panel, title, population, kind, source_title, source_url, terms, rank)
    values (${panel}, ${panel}, 'By hand.', 'live', 'Test', 'https://example.org', 'None', 1)
    on conflict (panel) do nothing
  `;
  const models = cells.reduce((sum, cell) => sum + (cell.models ?? 1), 0);
  const { id } = only(
    await db<{ id: number }[]>`
    insert into snapshots (panel_id, as_of, status, token, published_at, models)
    select p.panel_id, ${asOf}, ${status}, 'token', now(), ${models}
    from panels p
    where p.panel = ${panel}
    returning snapshot_id::int as "id"
  `,
  );
  for (const cell of cells) {
    await db`
      insert into rollup_cells
        (snapshot_id, region, size_class, license_class, models, downloads_30d, downloads_all_time, likes)
      values (
        ${id}, ${cell.region ?? 'unreviewed'}, ${cell.size ?? 'unknown'}, ${cell.license ?? 'unrecorded'},
        ${cell.models ?? 1}, ${cell.downloads30d ?? 0}, ${cell.downloadsAllTime ?? null}, ${cell.likes ?? 0}
      )
    `;
  }
  return id;
}

/** Empties everything `publish` writes. */
export async function unpublish(db: Db): Promise<void> {
  await db`truncate panels, snapshots, rollup_cells, rollup_groups, quality_log, panel_models, models, observations`;
}
