import { only } from '../../../db/client.ts';
import type { Db } from '../../../db/connection.ts';
import { SIZE_CELLS, SIZE_CLASSES } from '../../../db/vocab/size-classes.ts';

/** Sums of one cell; what is not given is 1 model, nothing downloaded, and not known. */
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

/** Writes a snapshot and its sums by cell as they stand after publication, without any model. Returns its id. */
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
  for (const cell of cells) await addUp(db, id, cell);
  return id;
}

/** Created and uploaded in one region, without a base. */
async function addUp(db: Db, snapshotId: number, cell: CellByHand): Promise<void> {
  const { region = 'unreviewed', size = 'unknown', license = 'unrecorded' } = cell;
  const from = SIZE_CLASSES.find(({ id }) => id === size)?.from ?? null;
  const sizeCell = from === null ? -1 : SIZE_CELLS.indexOf(from);
  await db`
    with mix as (
      insert into mixes (parts) values (${`${region}|1`})
      on conflict (parts) do update set parts = excluded.parts returning mix_id
    ),
    part as (
      insert into mix_parts (mix_id, region, weight) select m.mix_id, ${region}, 1 from mix m on conflict do nothing
    ),
    cell as (
      insert into cells (region, mix_id, size_cell, license_class, relation, infrastructure)
      select ${region}, m.mix_id, ${sizeCell}, ${license}, 'no-base', false from mix m
      on conflict (region, mix_id, size_cell, license_class, relation, infrastructure)
        do update set region = excluded.region
      returning cell_id
    )
    insert into rollup_cell_sums (
      snapshot_id, cell_id, models, downloads_30d, downloads_all_time, likes, risen, fallen, risen_first_year,
      fallen_first_year, parameters, weighted
    )
    select
      ${snapshotId}, c.cell_id, ${cell.models ?? 1}, ${cell.downloads30d ?? 0}, ${cell.downloadsAllTime ?? 0},
      ${cell.likes ?? 0}, 0, 0, 0, 0, 0, 0
    from cell c`;
}

/** Empties everything `publish` writes. */
export async function unpublish(db: Db): Promise<void> {
  await db`truncate panels, snapshots, rollup_cell_sums, quality_log, panel_models, models, observations`;
}
