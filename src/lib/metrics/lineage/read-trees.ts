import type { Db } from '../../../../db/client.ts';
import { definitionOf } from '../../definition/defaults.ts';
import { fits, walkByDownloads } from '../releases/release-sql.ts';
import type { Edge } from './grow-tree.ts';

/** Declared edges, and the downloads of the models at their ends that are in the panel. */
export interface Branches {
  edges: readonly Edge[];
  downloads: ReadonlyMap<number, number>;
  /** All there are under the roots; false: those to the most downloaded models alone. */
  complete: boolean;
}

/** Most edges that one answer reads. */
export const mostEdges = 5000;

/** Most downloaded models that are looked through where there are more edges. */
export const mostProminent = 10_000;

const deepest = 20;

/** Everything that declares one of the roots as a base, and what declares that. */
export async function readBranches(
  db: Db,
  { panelId, roots }: { panelId: number; roots: readonly number[] },
): Promise<Branches> {
  const edges: Edge[] = [];
  const seen = new Set(roots);
  let level = [...roots];
  for (let depth = 0; level.length > 0 && depth < deepest; depth++) {
    const rows = await edgesBelow(db, { panelId, level, limit: mostEdges + 1 - edges.length });
    edges.push(...rows);
    if (edges.length > mostEdges) return await readProminent(db, { panelId, roots });
    level = [...new Set(rows.map(({ childId }) => childId))].filter((id) => !seen.has(id));
    for (const id of level) seen.add(id);
  }
  return { edges, downloads: await downloadsOf(db, panelId, [...seen]), complete: true };
}

/** The edges above the most downloaded models of the panel, of a family, or of the lineage that the roots are in. */
export async function readProminent(
  db: Db,
  {
    panelId,
    roots = [],
    family = null,
  }: { panelId: number; roots?: readonly number[]; family?: string | null },
): Promise<Branches> {
  const found = await prominent(db, { panelId, family, of: roots });
  const { edges, seen } = await climb(db, panelId, found);
  const downloads = await downloadsOf(db, panelId, [...new Set([...seen, ...roots])]);
  return { edges, downloads, complete: false };
}

/** The edges from some models up to where no base is known. */
export async function climb(
  db: Db,
  panelId: number,
  from: readonly number[],
): Promise<{ edges: readonly Edge[]; seen: ReadonlySet<number> }> {
  const edges: Edge[] = [];
  const seen = new Set(from);
  let level = [...from];
  for (let depth = 0; level.length > 0 && depth < deepest; depth++) {
    const rows = await db<Edge[]>`
      select ${edgeColumns(db)}
      from lineage_edges e
      where e.panel_id = ${panelId} and e.child_id = any(${level}::int[]) and e.until_snapshot is null
        and not e.cut and e.parent_id is not null
      order by e.child_id, e.place
    `;
    edges.push(...rows);
    level = [...new Set(rows.map(({ parentId }) => parentId))].filter((id) => !seen.has(id));
    for (const id of level) seen.add(id);
  }
  return { edges, seen };
}

async function edgesBelow(
  db: Db,
  { panelId, level, limit }: { panelId: number; level: readonly number[]; limit: number },
): Promise<Edge[]> {
  return await db<Edge[]>`
    select ${edgeColumns(db)}
    from lineage_edges e
    where e.parent_id = any(${[...level]}::int[]) and e.until_snapshot is null and e.panel_id = ${panelId}
      and not e.cut
    limit ${limit}
  `;
}

async function prominent(
  db: Db,
  { panelId, family, of }: { panelId: number; family: string | null; of: readonly number[] },
): Promise<number[]> {
  const [panel] = await db<{ panel: string }[]>`
    select p.panel as "panel" from panels p where p.panel_id = ${panelId}`;
  const definition = definitionOf(family === null ? {} : { lenses: { family: [family] } });
  const scope = {
    ...{ definition, panel: panel?.panel ?? '', asOf: '', show: 'all' as const, least: 0 },
    ...{ from: '', until: '' },
  };
  // The root of a model that has one, else itself.
  const akin =
    of.length === 0
      ? db`true`
      : db`t.root_id in (
          select coalesce(r.root_id, r.model_id)
          from panel_models r
          where r.panel_id = ${panelId} and r.model_id = any(${[...of]}::int[])
        )`;
  const rows = await db<{ modelId: number }[]>`
    select t.model_id::int as "modelId"
    from (${walkByDownloads(db, scope, null)} limit ${mostProminent}) t
    left join lateral (select k.* from kinds k where k.kind_id = t.kind_id offset 0) k on true
    where ${akin} and ${fits(db, scope)}
  `;
  return rows.map(({ modelId }) => modelId);
}

async function downloadsOf(
  db: Db,
  panelId: number,
  ids: readonly number[],
): Promise<ReadonlyMap<number, number>> {
  const rows = await db<{ modelId: number; downloads: number }[]>`
    select t.model_id::int as "modelId", coalesce(t.downloads_30d, 0)::float8 as "downloads"
    from panel_models t
    where t.panel_id = ${panelId} and t.model_id = any(${[...ids]}::int[]) and t.present
  `;
  return new Map(rows.map(({ modelId, downloads }) => [modelId, downloads]));
}

function edgeColumns(db: Db) {
  return db`
    e.child_id::int as "childId",
    e.parent_id::int as "parentId",
    e.place::int as "place",
    e.relation as "relation",
    e.declared_in as "declaredIn",
    e.verdict as "verdict"
  `;
}
