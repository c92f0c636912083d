import type { Db } from '../../../db/client.ts';

/** A base that a model declares, and how the two labels compare. */
export interface DeclaredBase {
  /** Verbatim; the base may be called differently by now. */
  declaredAs: string;
  /** As the base is called now; null while no model of that name or object id was ever seen. */
  repoId: string | null;
  removedOn: string | null;
  /** `finetune`, `adapter`, `quantized` or `merge`; null: not stated. */
  relation: string | null;
  /** `hub`, `card` or `tags`. */
  declaredIn: string;
  /** True where following it would lead back to the model itself: it takes no part in roots. */
  cut: boolean;
  /** An id of VERDICTS; null while it is not judged. */
  verdict: string | null;
  /** Why, in a sentence; from `db/reference/inheritance-rules.csv`. */
  reason: string | null;
  /** What the base declares: a license id, or the name beside `other`. Null: none, or not known. */
  license: string | null;
}

/** Where a model comes from, as one panel records it. */
export interface ModelLineage {
  panel: string;
  /** Null where the model declares no license, or the panel does not record it. */
  license: string | null;
  /** Where the chain of declared bases ends. `repoId`: as it is called now; null: never seen. */
  root: { declaredAs: string; repoId: string | null } | null;
  /** In the order of the declaration. */
  bases: readonly DeclaredBase[];
  /** Models present in the panel that declare this one as a base. A lower bound: many declare none. */
  derivatives: number;
}

/** The lineage of a model in every panel that has or had it, in the order of the site. */
export async function readLineage(db: Db, modelId: number): Promise<ModelLineage[]> {
  const [states, bases] = await Promise.all([readRoots(db, modelId), readBases(db, modelId)]);
  return states.map(({ panel, license, rootDeclaredAs, rootRepoId, derivatives }) => ({
    panel,
    license,
    root: rootDeclaredAs === null ? null : { declaredAs: rootDeclaredAs, repoId: rootRepoId },
    bases: bases.filter((base) => base.panel === panel).map(({ panel: _panel, ...base }) => base),
    derivatives,
  }));
}

interface RootRow extends Pick<ModelLineage, 'panel' | 'license' | 'derivatives'> {
  rootDeclaredAs: string | null;
  rootRepoId: string | null;
}

async function readRoots(db: Db, modelId: number): Promise<RootRow[]> {
  return await db<RootRow[]>`
    select
      p.panel as "panel",
      ${labelOf(db)} as "license",
      t.root_repo_id as "rootDeclaredAs",
      r.repo_id as "rootRepoId",
      (
        select count(distinct e.child_id)::int
        from lineage_edges e
        join panel_models c on c.panel_id = e.panel_id and c.model_id = e.child_id and c.present
        where e.parent_id = ${modelId} and e.until_snapshot is null and e.panel_id = p.panel_id and not e.cut
      ) as "derivatives"
    from panels p
    join panel_models t on t.panel_id = p.panel_id and t.model_id = ${modelId}
    left join models r on r.model_id = t.root_id
    order by p.rank, p.panel
  `;
}

async function readBases(db: Db, modelId: number): Promise<(DeclaredBase & { panel: string })[]> {
  return await db<(DeclaredBase & { panel: string })[]>`
    select
      p.panel as "panel",
      e.parent_repo_id as "declaredAs",
      m.repo_id as "repoId",
      m.removed_on::text as "removedOn",
      e.relation as "relation",
      e.declared_in as "declaredIn",
      e.cut as "cut",
      e.verdict as "verdict",
      i.reason as "reason",
      ${labelOf(db)} as "license"
    from panels p
    join lineage_edges e on e.panel_id = p.panel_id and e.child_id = ${modelId} and e.until_snapshot is null
    left join models m on m.model_id = e.parent_id
    left join panel_models t on t.panel_id = p.panel_id and t.model_id = e.parent_id
    left join ref_inheritance_rules i on i.rule = e.rule
    order by p.rank, p.panel, e.place
  `;
}

/** The key that the rules look up, where it is one that a repo declared. */
function labelOf(db: Db) {
  return db`case when t.license_class not in ('none', 'unrecorded') then t.license_key end`;
}

/** One rule of the comparison of labels. Rules are tried by place; the first that fits says the verdict. */
export interface InheritanceRule {
  rule: string;
  /** License classes, `unseen` for a base that was never seen; null: any. */
  parentClass: readonly string[] | null;
  /** Answers of the license reference; null: any. */
  parentShareAlike: readonly string[] | null;
  parentDerivatives: readonly string[] | null;
  childClass: readonly string[] | null;
  /** `same-license` or `same-family`; null: not compared. */
  relation: string | null;
  verdict: string;
  reason: string;
}

/** The rules in force, in the order in which they are tried. */
export async function readInheritanceRules(db: Db): Promise<InheritanceRule[]> {
  return await db<InheritanceRule[]>`
    select
      i.rule as "rule",
      string_to_array(i.parent_class, ' ') as "parentClass",
      string_to_array(i.parent_share_alike, ' ') as "parentShareAlike",
      string_to_array(i.parent_derivatives, ' ') as "parentDerivatives",
      string_to_array(i.child_class, ' ') as "childClass",
      i.relation as "relation",
      i.verdict as "verdict",
      i.reason as "reason"
    from ref_inheritance_rules i
    order by i.place
  `;
}
