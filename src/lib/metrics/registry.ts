import type { Db } from '../../../db/client.ts';
import { BadDefinition } from '../definition/errors.ts';
import { escaped } from './name-pieces.ts';

/** Who owns a namespace of the Hub during a time, and what holds for that publisher then, with its evidence. */
export interface RegistryEntry {
  namespace: string;
  publisherId: string;
  publisher: string;
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
  note: string | null;
}

export interface Registry {
  entries: readonly RegistryEntry[];
  /** `after` of the next part; null at the end. */
  next: string | null;
  matching: number;
  namespaces: number;
  publishers: number;
  /** 0 until a reference is loaded. */
  version: number;
}

export interface RegistrySearch {
  /** Part of a namespace or of a publisher’s name, in any case. Null: all. */
  q: string | null;
  region: string | null;
  /** `next` of the part before. */
  after: string | null;
  /** Most entries; 50 where it is not said. */
  limit?: number;
}

const pageSize = 50;
const longestSearch = 100;

/** The open registry of attributions, by namespace. Throws BadDefinition for a search that is too long. */
export async function readRegistry(
  db: Db,
  { q, region, after, limit = pageSize }: RegistrySearch,
): Promise<Registry> {
  if ((q ?? '').length > longestSearch)
    throw new BadDefinition([`q: search for at most ${longestSearch} characters.`]);
  const pattern = q === null ? null : `%${escaped(q.toWellFormed().replaceAll('\0', ''))}%`;
  const chosen = db`
    (${pattern}::text is null or n.namespace ilike ${pattern} or p.name ilike ${pattern})
    and (${region}::text is null or coalesce(c.region, 'unreviewed') = ${region})`;
  const from = db`
    ref_namespaces n
    join ref_publishers p
      on p.publisher_id = n.publisher_id and p.valid_from < n.valid_to and n.valid_from < p.valid_to
    left join ref_countries c on c.country = p.country`;
  const [rows, [counts]] = await Promise.all([
    db<RegistryEntry[]>`
      select
        n.namespace as "namespace",
        p.publisher_id as "publisherId",
        p.name as "publisher",
        p.parent as "parent",
        p.type as "type",
        p.country as "country",
        coalesce(c.name, p.country) as "countryName",
        coalesce(c.region, 'unreviewed') as "region",
        nullif(greatest(n.valid_from, p.valid_from), date '2000-01-01')::text as "validFrom",
        nullif(least(n.valid_to, p.valid_to), date '9999-12-31')::text as "validTo",
        p.confidence as "confidence",
        p.evidence as "evidence",
        p.checked_on::text as "checkedOn",
        p.note as "note"
      from ${from}
      where ${chosen}
        and (${after}::text is null
          or n.namespace || ' ' || greatest(n.valid_from, p.valid_from)::text > ${after})
      order by n.namespace || ' ' || greatest(n.valid_from, p.valid_from)::text
      limit ${limit + 1}
    `,
    db<[{ matching: number; namespaces: number; publishers: number; version: number }]>`
      select
        (select count(*) from ${from} where ${chosen})::int as "matching",
        (select count(distinct n.namespace) from ref_namespaces n)::int as "namespaces",
        (select count(distinct p.publisher_id) from ref_publishers p)::int as "publishers",
        coalesce((select max(r.version) from reference_versions r), 0)::int as "version"
    `,
  ]);
  const entries = rows.slice(0, limit);
  const last = entries.at(-1);
  return {
    entries,
    next: last && rows.length > limit ? `${last.namespace} ${last.validFrom ?? '2000-01-01'}` : null,
    ...counts,
  };
}

/** What holds for one namespace, oldest first; empty where nobody has looked. */
export async function readNamespace(db: Db, namespace: string): Promise<readonly RegistryEntry[]> {
  const { entries } = await readRegistry(db, {
    q: namespace.slice(0, longestSearch),
    region: null,
    after: null,
  });
  return entries.filter((entry) => entry.namespace === namespace);
}
