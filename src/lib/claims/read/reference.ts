import type { Db } from '../../../../db/client.ts';
import type { Found } from '../answer.ts';
import type { FactAsk } from '../ask.ts';

type Named<Kind extends FactAsk['ask']> = Extract<FactAsk, { ask: Kind }>;

/** Parameters of a model: reviewed ones, or else as the first panel that knows them has them. */
export async function readParameters(db: Db, { repo, which }: Named<'parameters'>): Promise<Found> {
  const [row] = await db<[{ total: number | null; active: number | null }]>`
    select
      coalesce(r.parameters, t.parameters)::float8 as "total",
      coalesce(r.active_parameters, t.active_parameters)::float8 as "active"
    from (select ${repo}::text as repo_id) w
    left join ref_parameters r on r.repo_id = w.repo_id
    left join lateral (
      select t.parameters, t.active_parameters
      from models m
      join panel_models t on t.model_id = m.model_id and t.parameters is not null
      join panels p on p.panel_id = t.panel_id
      where m.repo_id = w.repo_id
      order by p.rank, p.panel, t.model_id
      limit 1
    ) t on true
  `;
  const value = row[which];
  return fact(value, value === null ? `The size of ${repo} is not known here.` : null);
}

/** Smallest or largest first-party model of a family in a panel. */
export async function readFamilySize(
  db: Db,
  panel: string,
  { family, which, names }: Named<'family-size'>,
): Promise<Found> {
  const [row] = await db<[{ least: number | null; most: number | null }]>`
    select min(x.parameters)::float8 as "least", max(x.parameters)::float8 as "most"
    from (${firstParty(db, panel)}) x
    where ${family} = any (x.families) and x.family = ${family} and split_part(x.repo_id, '/', 2) ~* coalesce(${names ?? null}::text, '')
  `;
  return fact(row[which], row[which] === null ? 'No first-party model of known size is in the panel.' : null);
}

/** How many of the families have a first-party model below so many parameters. */
export async function readFamiliesBelow(
  db: Db,
  panel: string,
  { families, parameters }: Named<'families-below'>,
): Promise<Found> {
  const [row] = await db<[{ seen: number; below: number }]>`
    select
      count(distinct x.family)::int as "seen",
      count(distinct x.family) filter (where x.parameters < ${parameters})::int as "below"
    from (${firstParty(db, panel)}) x
    where x.families && ${[...families]}::text[] and x.family = any (${[...families]}::text[]) and x.parameters is not null
  `;
  if (row.seen < families.length)
    return fact(null, `Only ${row.seen} of ${families.length} families are in the panel with a known size.`);
  return fact(row.below, null);
}

/** Largest first-party model of a region by month of release. */
export async function readLargestByMonth(
  db: Db,
  panel: string,
  { region, from, until, give }: Named<'largest-by-month'>,
): Promise<Found> {
  const rows = await db<{ largest: number }[]>`
    select max(x.parameters)::float8 as "largest"
    from (${firstParty(db, panel)}) x
    where x.region = ${region} and x.released_on >= ${from}::date and x.released_on < ${until}::date
      and x.parameters is not null
    group by date_trunc('month', x.released_on)
  `;
  const sizes = rows.map(({ largest }) => largest);
  if (sizes.length === 0) return fact(null, 'No such release of known size is in the panel.');
  if (typeof give === 'object') return fact(sizes.filter((size) => size < give.monthsBelow).length, null);
  return fact(give === 'least' ? Math.min(...sizes) : Math.max(...sizes), null);
}

/** 1 where the notes on all the licenses hold the words. */
export async function readLicenseNote(db: Db, { licenses, words }: Named<'license-note'>): Promise<Found> {
  const [row] = await db<[{ with: number }]>`
    select count(*) filter (where position(lower(${words}) in lower(l.note)) > 0)::int as "with"
    from ref_licenses l
    where l.license = any (${[...licenses]}::text[])
  `;
  return fact(row.with === licenses.length ? 1 : 0, null);
}

/** Declared edges in force whose child restricts less than its base, for each whose child restricts more. */
export async function readLooserPerTighter(db: Db, panel: string): Promise<Found> {
  const [row] = await db<[{ looser: number; tighter: number; edges: number }]>`
    select
      count(*) filter (where c.tightness < b.tightness)::int as "looser",
      count(*) filter (where c.tightness > b.tightness)::int as "tighter",
      count(*)::int as "edges"
    from lineage_edges e
    join panels p on p.panel_id = e.panel_id and p.panel = ${panel}
    join panel_models child on child.panel_id = e.panel_id and child.model_id = e.child_id and child.present
    join panel_models base on base.panel_id = e.panel_id and base.model_id = e.parent_id
    left join ref_license_classes c on c.class = child.license_class
    left join ref_license_classes b on b.class = base.license_class
    where e.until_snapshot is null and not e.cut
  `;
  if (row.tighter === 0) return fact(null, 'No declared derivative restricts more than its base.');
  return fact(row.looser / row.tighter, null);
}

/** Present models of a panel that belong to a curated family by its own publisher. */
function firstParty(db: Db, panel: string) {
  return db`
    select
      m.repo_id, t.parameters, t.region, t.released_on, f.families,
      (select r.family from family_by_rules(f.families, f.patterns, split_part(m.repo_id, '/', 2)) r) as family
    from panel_models t
    join panels p on p.panel_id = t.panel_id and p.panel = ${panel}
    join models m on m.model_id = t.model_id
    join kinds k on k.kind_id = t.kind_id and k.first_party
    left join family_rules f on f.namespace = m.namespace
    where t.present
  `;
}

function fact(value: number | null, says: string | null): Found {
  return { value, coverage: null, asOf: null, says };
}
