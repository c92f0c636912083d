import type { Db } from '../../../db/client.ts';

/** A family as the reference describes it on a day. */
export interface CuratedFamily {
  id: string;
  name: string;
  publisherId: string;
  publisher: string | null;
  region: string;
  evidence: string;
}

export async function readCurated(db: Db, onDay: string): Promise<CuratedFamily[]> {
  return await db<CuratedFamily[]>`
    select
      f.family as "id",
      f.name as "name",
      f.publisher_id as "publisherId",
      u.name as "publisher",
      coalesce(c.region, 'unreviewed') as "region",
      f.evidence as "evidence"
    from ref_families f
    left join ref_publishers u
      on u.publisher_id = f.publisher_id and u.valid_from <= ${onDay}::date and ${onDay}::date < u.valid_to
    left join ref_countries c on c.country = u.country
    order by f.family
  `;
}

/** A model that its family’s own publisher uploaded. */
export interface FirstPartyModel {
  family: string;
  modelId: number;
  repoId: string;
  /** Total, exact; null: not known. */
  parameters: number | null;
  activeParameters: number | null;
  relation: string | null;
  /** The declared license, `none` where there is none; `unrecorded` where the panel does not record it. */
  license: string;
  licenseClass: string;
  downloads30d: number;
  releasedOn: string | null;
}

export async function readFirstParty(db: Db, panel: string): Promise<FirstPartyModel[]> {
  return await db<FirstPartyModel[]>`
    select distinct on (t.model_id)
      r.family as "family",
      t.model_id::int as "modelId",
      m.repo_id as "repoId",
      t.parameters::float8 as "parameters",
      t.active_parameters::float8 as "activeParameters",
      t.relation as "relation",
      t.license_key as "license",
      t.license_class as "licenseClass",
      coalesce(t.downloads_30d, 0)::float8 as "downloads30d",
      t.released_on::text as "releasedOn"
    from panels p
    cross join ref_family_repos r
    join models m
      on m.namespace = r.namespace and (r.pattern is null or split_part(m.repo_id, '/', 2) ~* r.pattern)
    join panel_models t on t.panel_id = p.panel_id and t.model_id = m.model_id and t.present
    where p.panel = ${panel}
    order by t.model_id, r.place
  `;
}

export interface DerivativesOfFamily {
  direct: number;
  /** A model of several roots counts in parts. */
  descendants: number;
  mentioned: number;
}

/** By family, over all months of release. */
export async function readDerivativeSums(
  db: Db,
  panel: string,
): Promise<ReadonlyMap<string, DerivativesOfFamily>> {
  const rows = await db<(DerivativesOfFamily & { family: string })[]>`
    select
      d.family as "family",
      coalesce(sum(d.models) filter (where d.counting = 'direct'), 0)::float8 as "direct",
      coalesce(sum(d.models) filter (where d.counting = 'descendants'), 0)::float8 as "descendants",
      coalesce(sum(d.models) filter (where d.counting = 'mentioned'), 0)::float8 as "mentioned"
    from rollup_derivatives d
    join panels p on p.panel_id = d.panel_id
    where p.panel = ${panel}
    group by d.family
  `;
  return new Map(rows.map(({ family, ...sums }) => [family, sums]));
}
