import type { Db } from '../../../db/client.ts';

/** A publisher as the reference describes it on a day. */
export interface ListedPublisher {
  id: string;
  name: string;
  parent: string | null;
  type: string;
  country: string;
  countryName: string;
  region: string;
  /** Half-open days; null: since, or for, as long as anybody knows. */
  validFrom: string | null;
  validTo: string | null;
  confidence: string;
  evidence: string | null;
  checkedOn: string;
  /** Those it owned that day. */
  namespaces: readonly string[];
}

export async function readPublishersOn(db: Db, day: string): Promise<ListedPublisher[]> {
  return await db<ListedPublisher[]>`
    select
      p.publisher_id as "id",
      p.name as "name",
      p.parent as "parent",
      p.type as "type",
      p.country as "country",
      coalesce(c.name, p.country) as "countryName",
      coalesce(c.region, 'unknown') as "region",
      nullif(p.valid_from, date '2000-01-01')::text as "validFrom",
      nullif(p.valid_to, date '9999-12-31')::text as "validTo",
      p.confidence as "confidence",
      p.evidence as "evidence",
      p.checked_on::text as "checkedOn",
      coalesce(n.namespaces, '{}') as "namespaces"
    from ref_publishers p
    left join ref_countries c on c.country = p.country
    left join (
      select n.publisher_id, array_agg(n.namespace order by n.namespace) as namespaces
      from ref_namespaces n
      where n.valid_from <= ${day}::date and ${day}::date < n.valid_to
      group by n.publisher_id
    ) n on n.publisher_id = p.publisher_id
    where p.valid_from <= ${day}::date and ${day}::date < p.valid_to
    order by p.publisher_id
  `;
}

/** A license as the reference describes it. Answers are `yes`, `no`, `conditional` or `unknown`. */
export interface ListedLicense {
  id: string;
  name: string;
  family: string | null;
  class: string;
  osiApproved: string;
  commercialUse: string;
  redistribution: string;
  derivatives: string;
  shareAlike: string;
  useRestrictions: string;
  note: string | null;
  evidence: string;
  checkedOn: string;
}

export async function readLicenses(db: Db): Promise<ListedLicense[]> {
  return await db<ListedLicense[]>`
    select
      l.license as "id",
      l.name as "name",
      l.family as "family",
      l.class as "class",
      l.osi_approved as "osiApproved",
      l.commercial_use as "commercialUse",
      l.redistribution as "redistribution",
      l.derivatives as "derivatives",
      l.share_alike as "shareAlike",
      l.use_restrictions as "useRestrictions",
      l.note as "note",
      l.evidence as "evidence",
      l.checked_on::text as "checkedOn"
    from ref_licenses l
    order by l.license
  `;
}

/** Countries of each region, by code. */
export async function readRegionCountries(db: Db): Promise<ReadonlyMap<string, readonly string[]>> {
  const rows = await db<{ region: string; countries: string[] }[]>`
    select c.region as "region", array_agg(c.country order by c.country) as "countries"
    from ref_countries c
    where length(c.country) = 2
    group by c.region
  `;
  return new Map(rows.map(({ region, countries }) => [region, countries]));
}

/** When the reference in force was loaded. Null: none was. */
export async function readReferenceLoaded(db: Db): Promise<string | null> {
  const [row] = await db<{ loadedOn: string }[]>`
    select (r.loaded_at at time zone 'UTC')::date::text as "loadedOn"
    from reference_versions r
    order by r.version desc
    limit 1
  `;
  return row?.loadedOn ?? null;
}
