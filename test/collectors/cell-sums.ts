import type { Db } from '../../db/connection.ts';

/**
 * The sums of every snapshot by cell and measure as readers see them, for a `from`: open days as rows, folded ones out of
 * their packs. Columns: snapshot_id, cell_id, measure, value. Superseded snapshots have none.
 */
export function sumsByCell(db: Db) {
  return db`(
    select c.snapshot_id, c.cell_id, v.measure, v.value::numeric as value
    from rollup_cell_sums c
    join snapshots s on s.snapshot_id = c.snapshot_id
    join panels p on p.panel_id = s.panel_id and s.as_of >= p.folded_before
    cross join lateral jsonb_each_text(to_jsonb(c) - 'snapshot_id' - 'cell_id') as v (measure, value)
    union all
    select s.snapshot_id, r.cell_id, r.measure, of_field(r.sums, r.measure, day_of(s.as_of) % 112, 112)
    from snapshots s
    join panels p on p.panel_id = s.panel_id and s.as_of < p.folded_before
    join rollup_days r on r.panel_id = s.panel_id and r.span = day_of(s.as_of) / 112
    where s.status = 'published'
  )`;
}

export interface Totals {
  asOf: string;
  models: number;
  downloads: number;
  likes: number;
}

/** What the sums of each published snapshot come to, oldest day first; of one panel, or of all. */
export async function totalsByDay(db: Db, panel: string | null = null): Promise<Totals[]> {
  return [
    ...(await db<Totals[]>`
      select
        s.as_of::text as "asOf",
        coalesce(sum(c.value) filter (where c.measure = 'models'), 0)::int as "models",
        coalesce(sum(c.value) filter (where c.measure = 'downloads_30d'), 0)::float8 as "downloads",
        coalesce(sum(c.value) filter (where c.measure = 'likes'), 0)::float8 as "likes"
      from snapshots s
      join panels p on p.panel_id = s.panel_id
      join ${sumsByCell(db)} c on c.snapshot_id = s.snapshot_id
      where s.status = 'published' and (${panel}::text is null or p.panel = ${panel})
      group by s.snapshot_id, s.as_of
      order by s.as_of, s.snapshot_id`),
  ];
}
