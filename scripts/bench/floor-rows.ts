import type { ModelRecord } from '../../collectors/collector.ts';
import { columnsOf, LIST_SEPARATOR } from '../../collectors/store.ts';
import type { Db } from '../../db/client.ts';

/** Empty twins of the tables that a published snapshot fills, with the same columns, keys and indexes. */
export async function createFloorTables(db: Db): Promise<void> {
  await db`create table floor_models (like models including all)`;
  await db`create table floor_attributes (like model_attributes including all)`;
  await db`create table floor_observations (like observations including all)`;
  await db`create table floor_panel_models (like panel_models including all)`;
  await db`create table floor_edges (like lineage_edges including all)`;
}

export async function dropFloorTables(db: Db): Promise<void> {
  await db`drop table floor_models, floor_attributes, floor_observations, floor_panel_models, floor_edges`;
}

interface Judged {
  modelId: number;
  parameters: string | null;
  parametersSource: string;
  country: string;
  region: string;
  sizeClass: string;
  licenseClass: string;
}

export type FloorColumns = Awaited<ReturnType<typeof floorColumns>>;

/** The rows of one page as the product stored and judged them, ready to be bound. Not part of the floor's time. */
export async function floorColumns(db: Db, records: ModelRecord[]) {
  const columns = columnsOf(records);
  const judged = await db<Judged[]>`
    select
      p.model_id as "modelId", p.parameters::text as "parameters", p.parameters_source as "parametersSource",
      p.country as "country", p.region as "region", p.size_class as "sizeClass", p.license_class as "licenseClass"
    from unnest(${columns.objectId}::text[]) with ordinality as u (object_id, place)
    join models m on m.object_id = u.object_id
    join panel_models p on p.model_id = m.model_id
    order by u.place`;
  if (judged.length !== records.length)
    throw new Error('the floor must follow the product over the same models');
  return { columns, judged: judgedColumns(judged) };
}

function judgedColumns(rows: readonly Judged[]) {
  return {
    modelId: rows.map((row) => row.modelId),
    parameters: rows.map((row) => row.parameters),
    parametersSource: rows.map((row) => row.parametersSource),
    country: rows.map((row) => row.country),
    region: rows.map((row) => row.region),
    sizeClass: rows.map((row) => row.sizeClass),
    licenseClass: rows.map((row) => row.licenseClass),
  };
}

/** What any collector must pay for these rows: five inserts a page. */
export async function insertFloorRows(db: Db, { columns: c, judged: j }: FloorColumns): Promise<void> {
  await db`
    insert into floor_models (model_id, object_id, repo_id, namespace, repo_created_at, first_seen_on)
    overriding system value
    select u.*, date '2026-01-01'
    from unnest(
      ${j.modelId}::int[], ${c.objectId}::text[], ${c.repoId}::text[], ${c.namespace}::text[],
      ${c.repoCreatedAt}::text[]::timestamptz[]
    ) as u`;
  await db`
    insert into floor_attributes (
      model_id, snapshot_id, panel_id, repo_id, license_id, license_name, license_link, license_source, parameters,
      parameters_source, safetensors_parameters, gguf_parameters, task, library, gated, disabled, base_models,
      relation, tags, active_parameters, formats, quantization, base_object_ids, lineage_source
    )
    select
      u.model_id, 1, 1, u.repo_id, u.license_id, u.license_name, u.license_link, u.license_source, u.parameters,
      u.parameters_source, u.safetensors_parameters, u.gguf_parameters, u.task, u.library, u.gated, u.disabled,
      string_to_array(u.base_models, ${LIST_SEPARATOR}), u.relation, string_to_array(u.tags, ${LIST_SEPARATOR}),
      u.active_parameters, string_to_array(u.formats, ${LIST_SEPARATOR}), u.quantization,
      string_to_array(u.base_object_ids, ${LIST_SEPARATOR}), u.lineage_source
    from unnest(
      ${j.modelId}::int[], ${c.repoId}::text[], ${c.licenseId}::text[], ${c.licenseName}::text[], ${c.licenseLink}::text[],
      ${c.licenseSource}::text[], ${c.parameters}::bigint[], ${c.parametersSource}::text[],
      ${c.safetensors}::bigint[], ${c.gguf}::bigint[], ${c.task}::text[], ${c.library}::text[],
      ${c.gated}::text[], ${c.disabled}::text[]::boolean[], ${c.baseModels}::text[], ${c.relation}::text[],
      ${c.tags}::text[], ${c.activeParameters}::bigint[], ${c.formats}::text[], ${c.quantization}::text[],
      ${c.baseObjectIds}::text[], ${c.lineageSource}::text[]
    ) as u (
      model_id, repo_id, license_id, license_name, license_link, license_source, parameters, parameters_source,
      safetensors_parameters, gguf_parameters, task, library, gated, disabled, base_models, relation, tags,
      active_parameters, formats, quantization, base_object_ids, lineage_source
    )`;
  await db`
    insert into floor_observations
      (downloads_30d, downloads_all_time, model_id, likes, snapshot_id, as_of, page, panel_id, present)
    select u.downloads_30d, u.downloads_all_time, u.model_id, u.likes, 1, date '2026-01-01', 1, 1, true
    from unnest(
      ${c.downloads30d}::bigint[], ${c.downloadsAllTime}::bigint[], ${j.modelId}::int[], ${c.likes}::bigint[]::int[]
    ) as u (downloads_30d, downloads_all_time, model_id, likes)`;
  await db`
    insert into floor_panel_models (
      panel_id, model_id, downloads_30d, downloads_all_time, likes, present, fingerprint, described_by,
      parameters, parameters_source, license_id, country, region, size_class, license_class
    )
    select
      1, u.model_id, u.downloads_30d, u.downloads_all_time, u.likes, true, u.fingerprint, 1,
      u.parameters, u.parameters_source, u.license_id, u.country, u.region, u.size_class, u.license_class
    from unnest(
      ${j.modelId}::int[], ${c.downloads30d}::bigint[], ${c.downloadsAllTime}::bigint[],
      ${c.likes}::bigint[]::int[], ${c.fingerprint}::text[]::uuid[], ${j.parameters}::text[]::bigint[],
      ${j.parametersSource}::text[], ${c.licenseId}::text[], ${j.country}::text[], ${j.region}::text[],
      ${j.sizeClass}::text[], ${j.licenseClass}::text[]
    ) as u (
      model_id, downloads_30d, downloads_all_time, likes, fingerprint, parameters, parameters_source,
      license_id, country, region, size_class, license_class
    )`;
  await db`
    insert into floor_edges (panel_id, child_id, place, parent_repo_id, relation, declared_in, since_snapshot)
    select 1, u.model_id, b.place, b.repo_id, u.relation, 'hub', 1
    from unnest(${j.modelId}::int[], ${c.baseModels}::text[], ${c.relation}::text[]) as u (model_id, bases, relation)
    cross join lateral unnest(string_to_array(u.bases, ${LIST_SEPARATOR})) with ordinality as b (repo_id, place)`;
}

/**
 * Seconds for the rows a snapshot left behind, each table through one bare `insert … select` into an empty twin with
 * the same keys and indexes: identities and edges that are new, attributes and observations that changed, and the
 * current values of what moved.
 */
export async function timeSameRows(db: Db, snapshotId: number): Promise<number> {
  const twins = ['models', 'model_attributes', 'observations', 'panel_models', 'lineage_edges'];
  for (const twin of twins) await db`create table ${db(`same_${twin}`)} (like ${db(twin)} including all)`;
  const started = performance.now();
  await db`
    insert into same_models overriding system value
    select m.* from models m join snapshots s on s.as_of = m.first_seen_on and s.snapshot_id = ${snapshotId}`;
  await db`insert into same_model_attributes select * from model_attributes where snapshot_id = ${snapshotId}`;
  await db`
    insert into same_observations select o.* from observations o join snapshots s using (snapshot_id, as_of)
    where s.snapshot_id = ${snapshotId}`;
  await db`
    insert into same_panel_models
    select p.* from panel_models p join observations o using (panel_id, model_id)
    join snapshots s using (snapshot_id, as_of) where s.snapshot_id = ${snapshotId}`;
  await db`insert into same_lineage_edges select * from lineage_edges where since_snapshot = ${snapshotId}`;
  const seconds = (performance.now() - started) / 1000;
  for (const twin of twins) await db`drop table ${db(`same_${twin}`)}`;
  return seconds;
}
