import type { Db } from '../../db/client.ts';

/** A panel with published days, one after another up to `lastSunday`. */
export interface History {
  panel: string;
  days: number;
}

/** The window ends here. */
export const lastSunday = '2026-11-15';
export const lastMonday = '2026-11-09';

const MEASURES = [
  'models',
  'downloads_30d',
  'downloads_all_time',
  'likes',
  'risen',
  'fallen',
  'risen_first_year',
  'fallen_first_year',
  'parameters',
  'weighted',
] as const;

type Measure = (typeof MEASURES)[number];

/** The open week of `bench_kinds` by kind. Comes before everything else: mixes and cells are found through it. */
export async function openKinds(db: Db, panel: string): Promise<void> {
  await db`
    insert into rollup_kinds
    select s.snapshot_id, b.kind_id, false, b.models, b.models * 700::bigint, b.models * 9000::bigint, b.models * 4, b.models * 20, 0,
      b.models * 8, 0, b.models * 4e9::numeric, b.models * 3e12::numeric
    from snapshots s join panels p on p.panel_id = s.panel_id, bench_kinds b
    where p.panel = ${panel} and s.as_of >= ${lastMonday}`;
}

/** Sums of `bench_kinds` and `bench_cells` over all days, written as the folding writes them. */
export async function packHistory(db: Db, history: History, say: (line: string) => void): Promise<void> {
  await createFactors(db);
  for (const measure of MEASURES) {
    await packWeeks(db, measure, history);
    await packDays(db, measure, history);
    say(`packed ${measure}`);
  }
  await packSlices(db, history);
  say('packed slices');
  await openCells(db, history.panel);
}

/** What one kind of so many models sums to, in the first field; later ones drift by `at`. */
function sumOf(db: Db, measure: Measure, models: ReturnType<Db>) {
  const per: Readonly<Record<Measure, number>> = {
    models: 1,
    downloads_30d: 700,
    downloads_all_time: 9000,
    likes: 4,
    risen: 160,
    fallen: 2,
    risen_first_year: 60,
    fallen_first_year: 1,
    parameters: 4e9,
    weighted: 3e12,
  };
  return measure === 'models' ? models : db`(${models} * ${per[measure]}::float8 * h.luck)`;
}

/** Multiplied by a number, a pack of drifting factors is a pack of drifting sums. */
async function createFactors(db: Db): Promise<void> {
  await db`
    create or replace function bench_week_factors(measure text, weeks integer) returns table (span smallint, factors numeric)
    language sql as $$
      select
        s.span::smallint,
        string_agg(lpad(
          (case when s.span * 624 + at between w.last - weeks + 1 and w.last - 1 then 100 + at % 52 else 0 end)::text,
          fold_width(measure), '0'), '' order by at)::numeric
      from (select week_of('2026-11-15') as last) w
      cross join generate_series((w.last - weeks) / 624, w.last / 624) as s (span)
      cross join generate_series(0, 623) as at
      group by s.span
    $$`;
  await db`
    create or replace function bench_day_factors(measure text, days integer) returns table (span smallint, factors numeric)
    language sql as $$
      select
        s.span::smallint,
        string_agg(lpad(
          (case when s.span * 112 + at between w.last - days + 1 and w.last - 7 then 100 + at % 56 else 0 end)::text,
          fold_width(measure), '0'), '' order by at)::numeric
      from (select day_of('2026-11-15') as last) w
      cross join generate_series((w.last - days) / 112, w.last / 112) as s (span)
      cross join generate_series(0, 111) as at
      group by s.span
    $$`;
}

async function packWeeks(db: Db, measure: Measure, { panel, days }: History): Promise<void> {
  await db`
    insert into rollup_weeks (panel_id, measure, span, kind_id, infrastructure, sums)
    select
      p.panel_id, ${measure}, f.span, b.kind_id, i.infrastructure,
      f.factors * greatest(1, floor(${sumOf(db, measure, db`b.models`)} / 100))::numeric
    from panels p
    cross join bench_week_factors(${measure}, ${Math.ceil(days / 7)}) f
    cross join bench_kinds b
    cross join lateral (select exp(2 * random() - 1 + b.kind_id * 0)::float8 as luck) h
    cross join (values (false), (true)) i (infrastructure)
    where p.panel = ${panel} and f.factors > 0 and (not i.infrastructure or b.kind_id % 40 = 0)
    order by b.kind_id`;
}

async function packDays(db: Db, measure: Measure, { panel, days }: History): Promise<void> {
  await db`
    insert into rollup_days (panel_id, measure, span, cell_id, sums)
    select
      p.panel_id, ${measure}, f.span, k.cell_id,
      f.factors * greatest(1, floor(${sumOf(db, measure, db`c.models`)} / 100))::numeric
    from panels p
    cross join bench_day_factors(${measure}, ${days}) f
    cross join bench_cells c
    join cells k on (k.region, k.mix_id, k.size_cell, k.license_class, k.relation)
      = (c.region, c.mix_id, c.size_cell, c.license_class, c.relation)
    cross join lateral (select exp(2 * random() - 1 + k.cell_id * 0)::float8 as luck) h
    where p.panel = ${panel} and f.factors > 0
    order by k.cell_id`;
}

/** Slices of the same kinds: once cut, then packed like the kinds. */
async function packSlices(db: Db, { panel, days }: History): Promise<void> {
  await db.begin(async (tx) => {
    await tx`
      create temporary table week_sums on commit drop as
      select
        b.kind_id, i.infrastructure, b.models, b.models * 700::bigint as downloads_30d,
        b.models * 9000::bigint as downloads_all_time, b.models * 4::bigint as likes, b.models * 160::bigint as risen,
        b.models::bigint as fallen, b.models * 60::bigint as risen_first_year, b.models::bigint as fallen_first_year,
        b.models * 4e9::numeric as parameters, b.models * 3e12::numeric as weighted
      from bench_kinds b
      cross join (values (false), (true)) i (infrastructure)
      where not i.infrastructure or b.kind_id % 40 = 0`;
    await tx`select slice_week(p.panel_id) from panels p where p.panel = ${panel}`;
    await tx`update panels set sliced = true where panel = ${panel}`;
    for (const measure of [...MEASURES, 'models_sized', 'downloads_sized']) {
      const models = measure.endsWith('_sized') ? tx`b.models_sized` : tx`b.models`;
      await tx`
        insert into rollup_slices (panel_id, measure, span, slice_id, sums)
        select p.panel_id, ${measure}, f.span, b.slice_id, f.factors * ${models}
        from panels p
        cross join bench_week_factors(${measure}, ${Math.ceil(days / 7)}) f
        cross join slice_sums b
        where p.panel = ${panel} and ${models} > 0`;
    }
    await tx`
      insert into rollup_open_slices
      select p.panel_id, w.slice_id, w.models, w.downloads_30d, w.downloads_all_time, w.likes, w.risen, w.fallen,
        w.risen_first_year, w.fallen_first_year, w.parameters, w.weighted, w.models_sized, w.downloads_sized
      from slice_sums w, panels p
      where p.panel = ${panel}`;
    await tx`
      insert into rollup_open_kinds
      select p.panel_id, w.kind_id, w.infrastructure, w.models, w.downloads_30d, w.downloads_all_time, w.likes, w.risen,
        w.fallen, w.risen_first_year, w.fallen_first_year, w.parameters, w.weighted
      from week_sums w, panels p
      where p.panel = ${panel}`;
  });
}

/** The seven days that are not folded yet, by cell. */
async function openCells(db: Db, panel: string): Promise<void> {
  await db`
    insert into rollup_cell_sums
    select s.snapshot_id, k.cell_id, c.models, c.models * 700::bigint, c.models * 9000::bigint, c.models * 4, c.models * 20, 0,
      c.models * 8, 0, c.models * 4e9::numeric, c.models * 3e12::numeric
    from snapshots s
    join panels p on p.panel_id = s.panel_id
    cross join bench_cells c
    join cells k on (k.region, k.mix_id, k.size_cell, k.license_class, k.relation)
      = (c.region, c.mix_id, c.size_cell, c.license_class, c.relation)
    where p.panel = ${panel} and s.as_of >= ${lastMonday} and not k.infrastructure`;
}
