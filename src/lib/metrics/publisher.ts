import type { Db } from '../../../db/client.ts';

/** What the reference says of a publisher on some days. */
export interface PublisherRow {
  name: string;
  parent: string | null;
  type: string;
  country: string;
  countryName: string;
  region: string;
  /** Half-open days; null where they are not bounded. */
  validFrom: string | null;
  validTo: string | null;
  confidence: string;
  evidence: string | null;
  checkedOn: string;
  note: string | null;
}

export interface PublisherNamespace {
  namespace: string;
  validFrom: string | null;
  validTo: string | null;
}

export interface Publisher {
  id: string;
  /** Newest first; never empty. */
  rows: readonly [PublisherRow, ...PublisherRow[]];
  namespaces: readonly PublisherNamespace[];
  /** Names of its countries, the first one first, where it has several; else empty. */
  countries: readonly string[];
}

/** A publisher of the reference in force, with its evidence. Null: there is none of that id. */
export async function readPublisher(db: Db, id: string): Promise<Publisher | null> {
  // No id holds what the database cannot.
  if (id.includes('\0') || !id.isWellFormed()) return null;
  const [rows, namespaces, countries] = await Promise.all([
    db<PublisherRow[]>`
      select
        p.name as "name",
        p.parent as "parent",
        p.type as "type",
        p.country as "country",
        coalesce(c.name, p.country) as "countryName",
        coalesce(c.region, 'unknown') as "region",
        nullif(p.valid_from, ${'2000-01-01'}::date)::text as "validFrom",
        nullif(p.valid_to, ${'9999-12-31'}::date)::text as "validTo",
        p.confidence as "confidence",
        p.evidence as "evidence",
        p.checked_on::text as "checkedOn",
        p.note as "note"
      from ref_publishers p
      left join ref_countries c on c.country = p.country
      where p.publisher_id = ${id}
      order by p.valid_from desc
    `,
    db<PublisherNamespace[]>`
      select
        n.namespace as "namespace",
        nullif(n.valid_from, ${'2000-01-01'}::date)::text as "validFrom",
        nullif(n.valid_to, ${'9999-12-31'}::date)::text as "validTo"
      from ref_namespaces n
      where n.publisher_id = ${id}
      order by n.valid_to desc, n.namespace
    `,
    db<{ name: string }[]>`
      select coalesce(c.name, p.country) as "name"
      from ref_publisher_countries p
      left join ref_countries c on c.country = p.country
      where p.publisher_id = ${id}
      order by p.place
    `,
  ]);
  const [first, ...more] = rows;
  if (!first) return null;
  return { id, rows: [first, ...more], namespaces, countries: countries.map(({ name }) => name) };
}

export interface PublisherModel {
  repoId: string;
  downloads30d: number | null;
  likes: number | null;
  parameters: number | null;
  licenseId: string | null;
  licenseClass: string;
}

/** Its most downloaded models in the newest snapshot of a panel, under the namespaces it owned that day. */
export async function readPublisherModels(
  db: Db,
  { id, panel, limit }: { id: string; panel: string; limit: number },
): Promise<PublisherModel[]> {
  return await db<PublisherModel[]>`
    select
      m.repo_id as "repoId",
      t.downloads_30d::float8 as "downloads30d",
      t.likes::int as "likes",
      t.parameters::float8 as "parameters",
      t.license_id as "licenseId",
      t.license_class as "licenseClass"
    from panels p
    cross join lateral (
      select max(s.as_of) as as_of from snapshots s where s.panel_id = p.panel_id and s.status = 'published'
    ) seen
    join ref_namespaces n on n.publisher_id = ${id} and n.valid_from <= seen.as_of and seen.as_of < n.valid_to
    join models m on m.namespace = n.namespace
    join panel_models t on t.panel_id = p.panel_id and t.model_id = m.model_id and t.present
    where p.panel = ${panel}
    order by coalesce(t.downloads_30d, -1) desc, m.model_id desc
    limit ${limit}
  `;
}
