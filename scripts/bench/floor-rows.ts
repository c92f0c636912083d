import type { columnsOf } from '../../collectors/store.ts';
import type { Db } from '../../db/client.ts';

let created = false;

/** One page into a table with the columns and the primary key of `staged_models`: what any collector must pay. */
export async function insertFloorRows(db: Db, c: ReturnType<typeof columnsOf>): Promise<void> {
  if (!created) {
    await db`create table bench_floor (like staged_models including defaults, primary key (panel_id, stage_key))`;
    created = true;
  }
  await db`
    insert into bench_floor (
      panel_id, page, stage_key, object_id, repo_id, namespace, repo_created_at,
      downloads_30d, downloads_all_time, likes, fingerprint,
      license_id, license_name, license_link, license_source,
      parameters, parameters_source, safetensors_parameters, gguf_parameters,
      task, library, gated, disabled, base_models, relation, tags
    )
    select
      1, 1, u.stage_key, u.object_id, u.repo_id, u.namespace, u.repo_created_at,
      u.downloads_30d, u.downloads_all_time, u.likes, u.fingerprint,
      u.license_id, u.license_name, u.license_link, u.license_source,
      u.parameters, u.parameters_source, u.safetensors_parameters, u.gguf_parameters,
      u.task, u.library, u.gated, u.disabled, u.base_models::text[], u.relation, u.tags::text[]
    from unnest(
      ${c.stageKey}::text[], ${c.objectId}::text[], ${c.repoId}::text[], ${c.namespace}::text[],
      ${c.repoCreatedAt}::text[]::timestamptz[], ${c.downloads30d}::bigint[], ${c.downloadsAllTime}::bigint[],
      ${c.likes}::bigint[]::int[], ${c.fingerprint}::text[]::uuid[],
      ${c.licenseId}::text[], ${c.licenseName}::text[], ${c.licenseLink}::text[], ${c.licenseSource}::text[],
      ${c.parameters}::bigint[], ${c.parametersSource}::text[], ${c.safetensors}::bigint[], ${c.gguf}::bigint[],
      ${c.task}::text[], ${c.library}::text[], ${c.gated}::text[], ${c.disabled}::text[]::boolean[],
      ${c.baseModels}::text[], ${c.relation}::text[], ${c.tags}::text[]
    ) as u (
      stage_key, object_id, repo_id, namespace, repo_created_at, downloads_30d, downloads_all_time, likes,
      fingerprint, license_id, license_name, license_link, license_source, parameters, parameters_source,
      safetensors_parameters, gguf_parameters, task, library, gated, disabled, base_models, relation, tags
    )
    on conflict do nothing`;
}
