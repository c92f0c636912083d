import type { Db } from '../../../../db/client.ts';
import type { DimensionId } from '../../../../db/vocab/dimensions.ts';
import type { Definition } from '../../definition/definition.ts';
import { lensed, lensOf } from '../../definition/lenses.ts';
import type { Scope } from './release.ts';
import type { ReleaseCursor } from './release-cursor.ts';
import { NOTABLE_DOWNLOADS } from './rule.ts';

export type Fragment = ReturnType<Db>;

export function walkByRelease(db: Db, scope: Scope, after: ReleaseCursor | null): Fragment {
  const below =
    after?.by === 'newest'
      ? db`(t.released_on, coalesce(t.downloads_30d, -1), t.model_id)
          < (${after.releasedOn}::date, ${after.downloads}::bigint, ${after.modelId}::int)`
      : db`true`;
  return db`
    select t.*, coalesce(t.downloads_30d, -1) as counted
    from panel_models t
    where t.panel_id = ${panelId(db, scope)} and t.present and ${inWindow(db, scope)} and ${below}
      and ${mayFit(db, scope)}
    order by t.released_on desc, coalesce(t.downloads_30d, -1) desc, t.model_id desc`;
}

export function walkByDownloads(db: Db, scope: Scope, after: ReleaseCursor | null): Fragment {
  return db`
    select t.*, coalesce(t.downloads_30d, -1) as counted
    from panel_models t
    where t.panel_id = ${panelId(db, scope)} and t.present and ${isBelow(db, after)}
    order by coalesce(t.downloads_30d, -1) desc, t.model_id desc`;
}

/** Each row of a walk beside its kind, in the order of the walk, as far as the definition lets it through. */
export function keep(db: Db, scope: Scope, walk: Fragment): Fragment {
  return db`
    select t.*
    from (${walk}) t
    left join lateral (select k.* from kinds k where k.kind_id = t.kind_id offset 0) k on true
    where ${fits(db, scope)}`;
}

export function inWindow(db: Db, { from, until }: Scope): Fragment {
  return db`t.released_on >= ${from}::date and t.released_on < ${until}::date`;
}

export function isBelow(db: Db, after: ReleaseCursor | null): Fragment {
  return after?.by === 'downloads'
    ? db`(coalesce(t.downloads_30d, -1), t.model_id) < (${after.downloads}::bigint, ${after.modelId}::int)`
    : db`true`;
}

/** The words of the index panel_models_notable, wherever nothing outside it can be let through. */
function mayFit(db: Db, { show, least }: Scope): Fragment {
  return show === 'notable' || least >= NOTABLE_DOWNLOADS
    ? db`(t.downloads_30d >= 1000 or (t.root_repo_id is null and t.country <> 'UNREVIEWED'))`
    : db`true`;
}

export function fits(db: Db, scope: Scope): Fragment {
  const { definition, show, least, asOf } = scope;
  const notable =
    show === 'notable' ? db`(t.downloads_30d >= ${NOTABLE_DOWNLOADS} or k.relation = 'original')` : db`true`;
  const enough = least > 0 ? db`coalesce(t.downloads_30d, 0) >= ${least}` : db`true`;
  const counted =
    definition.infrastructure === 'without'
      ? db`not is_infrastructure(
          t.listed, t.released_on, t.parameters, t.downloads_30d, t.likes, ${asOf}::date,
          (select infrastructure_limits())
        )`
      : db`true`;
  return lensed(definition).reduce<Fragment>(
    (all, dimension) => db`${all} and ${lensFits(db, definition, dimension)}`,
    db`${notable} and ${enough} and ${counted}`,
  );
}

/** Dimensions the feed can be narrowed by. */
export const RELEASE_DIMENSIONS: readonly DimensionId[] = [
  'region',
  'country',
  'publisher',
  'size',
  'license',
  'license-id',
  'task',
  'relation',
  'family',
];

function lensFits(db: Db, definition: Definition, dimension: DimensionId): Fragment {
  const ids = [...lensOf(definition, dimension)];
  if (dimension === 'family')
    return db`exists (
      select from origin_parts o where o.origin_id = k.origin_id and o.family = any(${ids}::text[])
    )`;
  const value = {
    region: db`t.region`,
    country: db`t.country`,
    publisher: db`split_part(k.holder, '@', 1)`,
    size: db`t.size_class`,
    license: db`t.license_class`,
    'license-id': db`k.license`,
    task: db`k.task`,
    relation: db`k.relation`,
  }[String(dimension)];
  if (!value) throw new Error(`the feed of releases cannot be narrowed by ${dimension}`);
  return db`${value} = any(${ids}::text[])`;
}

export function panelId(db: Db, { panel }: Scope): Fragment {
  return db`(select p.panel_id from panels p where p.panel = ${panel})`;
}

export function columns(db: Db, score: Fragment): Fragment {
  return db`
    select
      ${score} as "score",
      t.model_id::int as "modelId",
      m.repo_id as "repoId",
      t.released_on::text as "releasedOn",
      (m.repo_created_at at time zone 'UTC')::date::text as "createdOn",
      u.publisher_id as "publisher",
      u.name as "publisherName",
      u.evidence as "evidence",
      t.country as "country",
      c.name as "countryName",
      t.region as "region",
      coalesce(f.ids, '{}') as "families",
      coalesce(f.names, '{}') as "familyNames",
      nullif(k.task, 'none') as "task",
      coalesce(k.relation, 'undeclared') as "relation",
      b.base as "base",
      coalesce(b.seen, false) as "baseSeen",
      coalesce(b.bases, 0)::int as "bases",
      t.parameters::float8 as "parameters",
      t.size_class as "sizeClass",
      t.license_id as "licenseId",
      t.license_class as "licenseClass",
      t.inheritance as "inheritance",
      t.downloads_30d::float8 as "downloads30d",
      t.downloads_all_time::float8 as "downloadsAllTime",
      t.likes::int as "likes"`;
}

export function joins(db: Db, { asOf }: Scope): Fragment {
  return db`
    join models m on m.model_id = t.model_id
    left join kinds k on k.kind_id = t.kind_id
    left join ref_publishers u
      on u.publisher_id = nullif(split_part(k.holder, '@', 1), '')
      and u.valid_from <= ${asOf}::date and ${asOf}::date < u.valid_to
    left join ref_countries c on c.country = t.country
    left join lateral (
      select array_agg(o.family order by o.family) as ids, array_agg(coalesce(r.name, o.family) order by o.family) as names
      from (select distinct p.family from origin_parts p where p.origin_id = k.origin_id and p.family <> '') o
      left join ref_families r on r.family = o.family
    ) f on true
    left join lateral (
      select
        (array_agg(coalesce(x.repo_id, e.parent_repo_id) order by e.place))[1] as base,
        (array_agg(x.repo_id is not null order by e.place))[1] as seen,
        count(*) as bases
      from lineage_edges e
      left join models x on x.model_id = e.parent_id
      where e.panel_id = t.panel_id and e.child_id = t.model_id and e.until_snapshot is null
    ) b on true`;
}
