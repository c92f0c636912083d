import type { Db } from '../../../db/client.ts';
import type { PanelFacts } from './metric.ts';
import { readVersion } from './publication.ts';

/** A thing of the reference that readers look for by name. */
export interface NamedThing {
  kind: 'publisher' | 'family' | 'country' | 'license';
  id: string;
  name: string;
  /** Of a publisher its country, of a family its publisher, of a license its class; null where there is none. */
  of: string | null;
  /** Other words for it: namespaces of a publisher, id of a license. */
  aliases: readonly string[];
}

const kept = new WeakMap<Db, { version: number; things: Promise<readonly NamedThing[]> }>();

/** All that the reference names and holds valid today. Read once for each version of it. */
export async function readNamedThings(db: Db): Promise<readonly NamedThing[]> {
  const { referenceVersion: version } = await readVersion(db);
  const known = kept.get(db);
  if (known?.version === version) return await known.things;
  const things = queryNamedThings(db);
  kept.set(db, { version, things });
  // A failed reading is not kept.
  things.catch(() => kept.delete(db));
  return await things;
}

async function queryNamedThings(db: Db): Promise<readonly NamedThing[]> {
  return await db<NamedThing[]>`
    select
      'publisher' as "kind",
      p.publisher_id as "id",
      p.name as "name",
      coalesce(c.name, p.country) as "of",
      coalesce(n.namespaces, '{}') as "aliases"
    from ref_publishers p
    left join ref_countries c on c.country = p.country
    left join (
      select n.publisher_id, array_agg(n.namespace order by n.namespace) as namespaces
      from ref_namespaces n
      where n.valid_to = '9999-12-31'
      group by n.publisher_id
    ) n on n.publisher_id = p.publisher_id
    where p.valid_to = '9999-12-31'
    union all
    select 'family', f.family, f.name, coalesce(p.name, f.publisher_id), array[f.family]
    from ref_families f
    left join ref_publishers p on p.publisher_id = f.publisher_id and p.valid_to = '9999-12-31'
    union all
    select 'country', c.country, c.name, c.region, array[c.country] from ref_countries c
    where length(c.country) = 2
    union all
    select 'license', l.license, l.name, l.class, array[l.license] from ref_licenses l
  `;
}

export interface FoundModel {
  repoId: string;
  downloads30d: number | null;
}

export interface FoundModels {
  models: readonly FoundModel[];
  /**
   * `all`: the most downloaded of all that match. `head`: only the most downloaded models of the panel were looked through.
   * `some`: too many match to be sorted.
   */
  of: 'all' | 'head' | 'some';
}

/** Models looked through one by one, most downloaded first, before the index of names is asked. */
export const headLength = 3000;

/** Names that are looked up and sorted at most. */
export const mostNames = 3000;

/** The trigram index cannot narrow anything shorter. */
const indexable = /[\p{L}\p{N}]{3}/u;

/** Letters of a word that the trigram index is asked for; each costs a list. */
const indexedLetters = 14;

/**
 * The most downloaded models of a panel whose repo id holds every word, in any case. Of an address of a repo (`owner/na`)
 * those that begin with it, as it is written, or else the same. Reads at most `headLength` models, and `mostNames` names
 * where a word is long enough; never all.
 */
export async function searchModels(
  db: Db,
  { search, panel, limit }: { search: string; panel: PanelFacts; limit: number },
): Promise<FoundModels> {
  const words = search.toLowerCase().split(' ');
  if (search === '') return { models: [], of: 'all' };
  const query: ModelQuery = { words, panel: panel.panel, limit };
  const isAddress = /^[^ /]+\/[^ /]+$/.test(search);
  const begun = isAddress ? await readBeginning(db, search, query) : [];
  if (begun.length > 0) return { models: begun, of: 'all' };
  // Few names hold an address: walking would only be in the way.
  const head = isAddress ? [] : await readHead(db, query);
  if (head.length >= limit || (!isAddress && panel.models <= headLength)) return { models: head, of: 'all' };
  if (!words.some((word) => indexable.test(word))) return { models: head, of: 'head' };
  const { models, matches } = await readByNames(db, query);
  if (matches <= mostNames) return { models, of: 'all' };
  const more = models.filter(({ repoId }) => head.every((one) => one.repoId !== repoId));
  return { models: [...head, ...more].slice(0, limit), of: 'some' };
}

interface ModelQuery {
  /** In small letters. */
  words: readonly string[];
  panel: string;
  limit: number;
}

/** The exact one first. */
async function readBeginning(db: Db, search: string, { panel, limit }: ModelQuery): Promise<FoundModel[]> {
  return await db<FoundModel[]>`
    select b.repo_id as "repoId", t.downloads_30d::float8 as "downloads30d"
    from (
      select m.model_id, m.repo_id from models m where m.repo_id like ${`${escaped(search)}%`} limit ${mostNames}
    ) b
    join panel_models t on t.model_id = b.model_id and t.present
    where t.panel_id = (select p.panel_id from panels p where p.panel = ${panel})
    order by b.repo_id = ${search} desc, coalesce(t.downloads_30d, -1) desc, t.model_id desc
    limit ${limit}
  `;
}

/** `offset 0` and a scalar subquery: as a join the planner reads and sorts all of them before it gives out the first. */
async function readHead(db: Db, { words, panel, limit }: ModelQuery): Promise<FoundModel[]> {
  return await db<FoundModel[]>`
    select m.repo_id as "repoId", t.downloads_30d::float8 as "downloads30d"
    from (
      select t.model_id, t.downloads_30d
      from (
        select t.model_id, t.downloads_30d
        from panel_models t
        where t.panel_id = (select p.panel_id from panels p where p.panel = ${panel}) and t.present
        order by coalesce(t.downloads_30d, -1) desc, t.model_id desc
        limit ${headLength}
      ) t
      cross join lateral (
        select (select lower(m.repo_id) from models m where m.model_id = t.model_id) as name
        offset 0
      ) n
      where ${holds(db, words)}
      limit ${limit}
    ) t
    join models m on m.model_id = t.model_id
    order by coalesce(t.downloads_30d, -1) desc, t.model_id desc
  `;
}

/** `offset 0` keeps the planner from joining the names with the whole panel. */
async function readByNames(db: Db, { words, panel, limit }: ModelQuery) {
  const parts = words.filter((word) => indexable.test(word)).map((word) => word.slice(0, indexedLetters));
  const rows = await db<{ matches: number; repoId: string | null; downloads30d: number | null }[]>`
    with narrowed as materialized (
      select n.model_id, n.name from model_names n
      where ${all(
        db,
        parts.map((part) => db`n.name like ${`%${escaped(part)}%`}`),
      )}
      limit ${mostNames + 1}
    ),
    top as materialized (
      select t.model_id, t.downloads_30d
      from narrowed n
      cross join lateral (
        select t.model_id, t.downloads_30d
        from panel_models t
        where t.panel_id = (select p.panel_id from panels p where p.panel = ${panel})
          and t.model_id = n.model_id and t.present
        offset 0
      ) t
      where ${holds(db, words)}
      order by coalesce(t.downloads_30d, -1) desc, t.model_id desc
      limit ${limit}
    )
    select
      counted.matches as "matches",
      m.repo_id as "repoId",
      top.downloads_30d::float8 as "downloads30d"
    from (select count(*)::int as matches from narrowed) counted
    left join (top join models m on m.model_id = top.model_id) on true
    order by coalesce(top.downloads_30d, -1) desc, top.model_id desc
  `;
  const models = rows.flatMap(({ repoId, downloads30d }) =>
    repoId === null ? [] : [{ repoId, downloads30d }],
  );
  return { models, matches: rows[0]?.matches ?? 0 };
}

/** Every word stands in `n.name`; short words at the beginning of a part of it. */
function holds(db: Db, words: readonly string[]) {
  return all(
    db,
    words.map((word) => {
      const text = escaped(word);
      if (indexable.test(word)) return db`n.name like ${`%${text}%`}`;
      return db`(n.name like ${`${text}%`} or n.name like ${`%/${text}%`} or n.name like ${`%-${text}%`})`;
    }),
  );
}

function all(db: Db, conditions: readonly ReturnType<Db>[]) {
  return conditions.reduce((both, one) => db`${both} and ${one}`);
}

/** Nothing in it is a wildcard. */
function escaped(text: string): string {
  return text.replace(/[\\%_]/g, '\\$&');
}
