import type { Db } from '../../../db/client.ts';

/** What a source says a model is. */
export interface Attributes {
  /** The day of the snapshot that first said so. */
  since: string;
  licenseId: string | null;
  licenseName: string | null;
  licenseLink: string | null;
  /** Where the license was read; null: this source does not record licenses. */
  licenseSource: string | null;
  parameters: number | null;
  parametersSource: string;
  safetensorsParameters: number | null;
  ggufParameters: number | null;
  task: string | null;
  library: string | null;
  gated: string | null;
  disabled: boolean | null;
  baseModels: readonly string[] | null;
  relation: string | null;
  tags: readonly string[] | null;
}

export type AttributesVersion = Attributes & { panel: string };

/** A model in the newest published snapshot of a panel, as described and as judged. */
export interface ModelState {
  panel: string;
  title: string;
  /** Where the panel was read. */
  sourceTitle: string;
  sourceUrl: string;
  /** Days between looks of the panel when nothing is missing; null: irregular. */
  everyDays: number | null;
  asOf: string;
  /** False: it left the panel; the counters are the last seen. */
  present: boolean;
  downloads30d: number | null;
  downloadsAllTime: number | null;
  likes: number | null;
  /** As judged: a reviewed count wins over what the files say; a packed model takes that of its base. */
  parameters: number | null;
  /** As in `Attributes`, or `curated`, or `base`. */
  parametersSource: string;
  /** By its own record or by the reference, whatever its base says. */
  ownParameters: number | null;
  /** Weights that take part in one step of a mixture of experts; null: not stated. */
  activeParameters: number | null;
  country: string;
  countryName: string | null;
  region: string;
  sizeClass: string;
  licenseClass: string;
  described: Attributes | null;
}

/** The state of a model in every panel that has or had it. */
export async function readStates(db: Db, modelId: number): Promise<ModelState[]> {
  const states = await db<(Omit<ModelState, 'described'> & { describedBy: number })[]>`
    select
      p.panel as "panel",
      p.title as "title",
      p.source_title as "sourceTitle",
      p.source_url as "sourceUrl",
      p.every_days as "everyDays",
      s.as_of::text as "asOf",
      t.present as "present",
      t.downloads_30d::float8 as "downloads30d",
      t.downloads_all_time::float8 as "downloadsAllTime",
      t.likes::int as "likes",
      t.parameters::float8 as "parameters",
      t.parameters_source as "parametersSource",
      t.own_parameters::float8 as "ownParameters",
      t.active_parameters::float8 as "activeParameters",
      t.country as "country",
      c.name as "countryName",
      t.region as "region",
      t.size_class as "sizeClass",
      t.license_class as "licenseClass",
      t.described_by::int as "describedBy"
    from panel_models t
    join panels p on p.panel_id = t.panel_id
    join lateral (
      select d.as_of from snapshots d
      where d.panel_id = t.panel_id and d.status = 'published'
      order by d.as_of desc
      limit 1
    ) s on true
    left join ref_countries c on c.country = t.country
    where t.model_id = ${modelId}
    order by p.rank, p.panel
  `;
  const attributes = await readAttributes(db, modelId);
  return states.map(({ describedBy, ...state }) => {
    const row = attributes.find(
      ({ panel, snapshotId }) => panel === state.panel && snapshotId === describedBy,
    );
    return { ...state, described: row ? withoutKeys(row) : null };
  });
}

/** Every version of what the panels said, newest first. */
export async function readVersions(db: Db, modelId: number): Promise<AttributesVersion[]> {
  const rows = await readAttributes(db, modelId);
  return rows.map((row) => ({ panel: row.panel, ...withoutKeys(row) }));
}

type AttributesRow = AttributesVersion & { snapshotId: number };

function withoutKeys({ panel: _panel, snapshotId: _snapshotId, ...attributes }: AttributesRow): Attributes {
  return attributes;
}

async function readAttributes(db: Db, modelId: number): Promise<AttributesRow[]> {
  return await db<AttributesRow[]>`
    select
      p.panel as "panel",
      a.snapshot_id::int as "snapshotId",
      s.as_of::text as "since",
      a.license_id as "licenseId",
      a.license_name as "licenseName",
      a.license_link as "licenseLink",
      a.license_source as "licenseSource",
      a.parameters::float8 as "parameters",
      a.parameters_source as "parametersSource",
      a.safetensors_parameters::float8 as "safetensorsParameters",
      a.gguf_parameters::float8 as "ggufParameters",
      a.task as "task",
      a.library as "library",
      a.gated as "gated",
      a.disabled as "disabled",
      a.base_models as "baseModels",
      a.relation as "relation",
      a.tags as "tags"
    from model_attributes a
    join snapshots s on s.snapshot_id = a.snapshot_id and s.status in ('published', 'superseded')
    join panels p on p.panel_id = a.panel_id
    where a.model_id = ${modelId}
    order by a.snapshot_id desc, p.rank
    limit 200
  `;
}
