import type { Db } from '../../../../db/client.ts';
import type { Definition } from '../../definition/definition.ts';
import { lensed } from '../../definition/lenses.ts';
import { mostLooked } from '../releases/release-queries.ts';
import { fits, RELEASE_DIMENSIONS, walkByDownloads } from '../releases/release-sql.ts';
import { readGround, type StructureAnswer } from './answer.ts';
import { EXPOSED } from './read-exposure.ts';

/** A model whose license label differs from the terms of a declared base. */
export interface ExposedModel {
  repoId: string;
  downloads30d: number;
  /** What it declares; null: nothing. */
  license: string | null;
  licenseClass: string;
  /** The base with the least favourable verdict, as it is called now or else as declared. */
  base: string | null;
  baseSeen: boolean;
  baseLicense: string | null;
  verdict: string;
  /** Why, in a sentence. */
  reason: string | null;
  families: readonly string[];
}

export interface ExposedModels extends StructureAnswer {
  /** Most downloaded first. */
  models: readonly ExposedModel[];
  /** Lenses of the definition that the list cannot follow. */
  unfollowed: readonly string[];
}

/** The exposed among the most downloaded models of the newest snapshot. */
export async function readExposedModels(
  db: Db,
  { definition, limit }: { definition: Definition; limit: number },
): Promise<ExposedModels> {
  const { panel, referenceVersion } = await readGround(db, definition.panel);
  const unfollowed = lensed(definition).filter((dimension) => !RELEASE_DIMENSIONS.includes(dimension));
  const lenses = Object.fromEntries(
    Object.entries(definition.lenses).filter(([key]) => !unfollowed.some((one) => one === key)),
  );
  return {
    panel,
    asOf: panel.asOf,
    definition: `The exposed among the ${mostLooked.toLocaleString('en-US')} most downloaded models of the newest snapshot, with the base whose terms the label differs from most.`,
    coverage: null,
    notes: ['The labels are compared, nothing else: this is no legal advice.'],
    referenceVersion,
    models: await readRows(db, { ...definition, lenses, panel: panel.panel }, { asOf: panel.asOf, limit }),
    unfollowed,
  };
}

async function readRows(
  db: Db,
  definition: Definition & { panel: string },
  { asOf, limit }: { asOf: string; limit: number },
): Promise<ExposedModel[]> {
  const scope = {
    ...{ definition, panel: definition.panel, asOf, show: 'all' as const, least: 0 },
    ...{ from: '0001-01-01', until: '9999-12-31' },
  };
  return await db<ExposedModel[]>`
    select
      m.repo_id as "repoId",
      coalesce(t.downloads_30d, 0)::float8 as "downloads30d",
      case when t.license_class not in ('none', 'unrecorded') then t.license_key end as "license",
      t.license_class as "licenseClass",
      b.base as "base",
      coalesce(b.seen, false) as "baseSeen",
      b.license as "baseLicense",
      t.inheritance as "verdict",
      b.reason as "reason",
      coalesce(f.names, '{}') as "families"
    from (
      select t.*, k.origin_id
      from (${walkByDownloads(db, scope, null)} limit ${mostLooked}) t
      left join lateral (select k.* from kinds k where k.kind_id = t.kind_id offset 0) k on true
      where t.inheritance = any(${[...EXPOSED]}::text[]) and ${fits(db, scope)}
      order by t.counted desc, t.model_id desc
      limit ${limit}
    ) t
    join models m on m.model_id = t.model_id
    left join lateral (
      select
        coalesce(x.repo_id, e.parent_repo_id) as base,
        x.repo_id is not null as seen,
        case when p.license_class not in ('none', 'unrecorded') then p.license_key end as license,
        i.reason
      from lineage_edges e
      left join models x on x.model_id = e.parent_id
      left join panel_models p on p.panel_id = e.panel_id and p.model_id = e.parent_id
      left join ref_inheritance_rules i on i.rule = e.rule
      where e.panel_id = t.panel_id and e.child_id = t.model_id and e.until_snapshot is null
        and e.verdict = t.inheritance and not e.cut
      order by e.place
      limit 1
    ) b on true
    left join lateral (
      select array_agg(distinct coalesce(r.name, o.family)) as names
      from origin_parts o
      left join ref_families r on r.family = o.family
      where o.origin_id = t.origin_id and o.family <> ''
    ) f on true
    order by t.counted desc, t.model_id desc
  `;
}
