import type { Row as AnyRow, PendingQuery } from 'postgres';
import type { Db } from '../../../db/client.ts';
import { keptByVersion } from './kept-by-version.ts';
import type { PanelFacts } from './metric.ts';
import { escaped, fewExpected, indexable, type Piece, readPieces } from './name-pieces.ts';
import type { Version } from './publication.ts';
import { headLength, readHead } from './search-head.ts';

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

/** All that the reference names and holds valid today. Read once for each version of it. */
export async function readNamedThings(
  db: Db,
  { referenceVersion }: Pick<Version, 'referenceVersion'>,
): Promise<readonly NamedThing[]> {
  return await namedThings(db, { key: 'all', version: referenceVersion });
}

const namedThings = keptByVersion(queryNamedThings);

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

export interface ModelSearch {
  search: string;
  panel: PanelFacts;
  limit: number;
  /** Of everything published. */
  version: number;
}

/** Names that are looked up and sorted at most. */
export const mostNames = 3000;

/**
 * The most downloaded models of a panel whose repo id holds every word, in any case. Of an address of a repo (`owner/na`)
 * those that begin with it, as it is written, or else the same. Looks through the head of the panel, and where that holds too
 * few through at most `mostNames` names that hold the rarest piece of a word; never through all.
 */
export async function searchModels(
  db: Db,
  { search, panel, limit, version }: ModelSearch,
): Promise<FoundModels> {
  const words = search.toLowerCase().split(' ');
  if (search === '') return { models: [], of: 'all' };
  const query: ModelQuery = { words, panel: panel.panel, limit };
  const isAddress = /^[^ /]+\/[^ /]+$/.test(search);
  const begun = isAddress ? await readBeginning(db, search, query) : [];
  if (begun.length > 0) return { models: begun, of: 'all' };
  const all = await readHead(db, { key: panel.panel, version });
  const head = all.filter(({ name }) => holdsAll(name, words)).slice(0, limit);
  if (head.length === limit || panel.models <= headLength) return { models: head, of: 'all' };
  const pieces = await readPieces(db, words);
  const [rarest] = pieces;
  const isCommon = (rarest?.expected ?? Number.POSITIVE_INFINITY) > fewExpected;
  // Before nothing at all is found, a long search is worth it.
  if (!rarest || (isCommon && head.length > 0)) return { models: head, of: 'head' };
  const { models, matches } = await readByNames(
    db,
    query,
    isCommon ? { pieces, words } : { pieces: [rarest], words: [] },
  );
  if (matches <= mostNames) return { models, of: 'all' };
  const more = models.filter(({ repoId }) => head.every((one) => one.repoId !== repoId));
  return { models: [...head, ...more].slice(0, limit), of: 'some' };
}

type Fragment = PendingQuery<AnyRow[]>;

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

/** What the index is asked for. */
interface Narrowing {
  pieces: readonly Piece[];
  /** Of these the short ones, at the beginning of a part of a name. */
  words: readonly string[];
}

/**
 * Names come from the index by what it is asked for, and are then held against the words one by one: for everything more that it is
 * asked for, the index reads another list. `offset 0` keeps the two apart, and the planner from joining the names with the whole panel.
 */
async function readByNames(db: Db, { words, panel, limit }: ModelQuery, by: Narrowing) {
  const beginnings = by.words.filter((word) => /^[\p{L}\p{N}]{1,2}$/u.test(word));
  const narrowing = every(db, [
    ...by.pieces.map(({ piece }) => db`n.name like ${`%${piece}%`}`),
    ...beginnings.map((word) => db`n.name ~ ${`(^|[/-])${word}`}`),
  ]);
  const rows = await db<{ matches: number; repoId: string | null; downloads30d: number | null }[]>`
    with narrowed as materialized (
      select n.model_id
      from (
        select n.model_id, n.name from model_names n where ${narrowing} offset 0
      ) n
      where ${holds(db, words)}
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

/** Every word stands in `n.name`; short words at the beginning of a part of it. As `holdsAll`. */
function holds(db: Db, words: readonly string[]) {
  return every(
    db,
    words.map((word) => {
      const text = escaped(word);
      if (indexable.test(word)) return db`n.name like ${`%${text}%`}`;
      return db`(n.name like ${`${text}%`} or n.name like ${`%/${text}%`} or n.name like ${`%-${text}%`})`;
    }),
  );
}

function every(db: Db, conditions: readonly Fragment[]): Fragment {
  return conditions.reduce((both, one): Fragment => db`${both} and ${one}`);
}

function holdsAll(name: string, words: readonly string[]): boolean {
  return words.every((word) =>
    indexable.test(word)
      ? name.includes(word)
      : name.startsWith(word) || name.includes(`/${word}`) || name.includes(`-${word}`),
  );
}
