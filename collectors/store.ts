import type { Db } from '../db/client.ts';
import { only } from '../db/client.ts';
import { SourceError } from '../db/errors.ts';
import type { ModelRecord, Page, Panel, WalkState } from './collector.ts';
import { fingerprint } from './fingerprint.ts';

/** An open snapshot and the token that lets this run, and no other, write to it. */
export interface OpenSnapshot extends WalkState {
  snapshotId: number;
  panelId: number;
  token: string;
  asOf: string;
  walkEnded: boolean;
  /** True when an earlier run of the same day left it behind. */
  resumed: boolean;
}

/** A record that could not be read, as it came. */
export interface SkippedRecord {
  reason: string;
  record: string;
}

/** Of the records a snapshot could not read; the rest is counted. */
const MOST_KEPT = 1000;

/** What a page brought in. */
export interface StoredPage {
  stored: number;
  duplicates: number;
}

/**
 * Registers the panel's words and storage. Returns its id. Throws `SourceError` when the panel already holds
 * published snapshots of another host: figures never mix sources.
 */
export async function registerPanel(db: Db, p: Panel): Promise<number> {
  await refuseOtherSource(db, p);
  const row = only(
    await db<{ id: number }[]>`
      select register_panel(
        ${p.panel}, ${p.title}, ${p.population}, ${p.kind}, ${p.sourceTitle}, ${p.sourceUrl}, ${p.terms}, ${p.rank},
        ${p.whole}, ${p.everyDays}
      ) as "id"`,
  );
  return row.id;
}

async function refuseOtherSource(db: Db, { panel, sourceUrl }: Panel): Promise<void> {
  const [held] = await db<{ sourceUrl: string }[]>`
    select p.source_url as "sourceUrl"
    from panels p
    where p.panel = ${panel} and p.kind = 'live'
      and exists (select from snapshots s where s.panel_id = p.panel_id and s.status = 'published')`;
  if (!held || new URL(held.sourceUrl).hostname === new URL(sourceUrl).hostname) return;
  const says = `The panel ${panel} holds snapshots of ${held.sourceUrl} and cannot take any of ${sourceUrl}: set DATA_DIR (or DATABASE_URL) to another place.`;
  throw new SourceError(says, { url: sourceUrl, status: null });
}

/**
 * Takes over the panel's open snapshot of this day, or opens one. The new token shuts out whoever held the old.
 * An open snapshot of another day cannot be completed any more: it is rejected and what it read is dropped.
 */
export async function openSnapshot(
  db: Db,
  panelId: number,
  asOf: string,
  token: string,
  source: string | null,
): Promise<OpenSnapshot> {
  const row = only(
    await db<OpenSnapshot[]>`
      select
        o.snapshot_id as "snapshotId", o.panel_id::int as "panelId", o.token as "token", o.as_of::text as "asOf",
        o.resume_from as "resumeFrom", o.pages as "pages", o.records as "records",
        o.walk_ended is not null as "walkEnded", o.pages > 0 as "resumed"
      from open_snapshot(${panelId}, ${asOf}, ${token}, ${source}) o`,
  );
  return row;
}

/**
 * Stores one page and its resume point in one fenced statement. Records seen before in this walk are dropped.
 * Returns null when the snapshot no longer belongs to this run: nothing was written.
 */
export async function storePage(
  db: Db,
  snapshot: OpenSnapshot,
  {
    page,
    records,
    skipped,
    repaired,
  }: { page: Page; records: ModelRecord[]; skipped: SkippedRecord[]; repaired: number },
): Promise<StoredPage | null> {
  const c = literals(columnsOf(records));
  const rows = await db<{ stored: number }[]>`
    with run as (
      update snapshots set
        resume_from = ${page.next},
        walk_ended = case when ${page.next === null} then now() end,
        touched_at = now(),
        pages = pages + 1,
        records = records + ${page.entries.length},
        skipped = skipped + ${skipped.length},
        repaired = repaired + ${repaired}
      where snapshot_id = ${snapshot.snapshotId} and token = ${snapshot.token} and status = 'open'
        and pages = ${snapshot.pages} and walk_ended is null
      returning snapshot_id, panel_id, pages
    ),
    stored as (
      insert into staged_models (
        panel_id, page, stage_key, object_id, repo_id, namespace, repo_created_at,
        downloads_30d, downloads_all_time, likes, fingerprint,
        license_id, license_name, license_link, license_source,
        parameters, parameters_source, safetensors_parameters, gguf_parameters,
        active_parameters, task, library, formats, quantization, gated, disabled,
        base_models, base_object_ids, relation, lineage_source, tags
      )
      select
        run.panel_id, run.pages, u.stage_key, u.object_id, u.repo_id, u.namespace, u.repo_created_at,
        u.downloads_30d, u.downloads_all_time, u.likes, u.fingerprint,
        u.license_id, u.license_name, u.license_link, u.license_source,
        u.parameters, u.parameters_source, u.safetensors_parameters, u.gguf_parameters,
        u.active_parameters, u.task, u.library, string_to_array(u.formats, ${LIST_SEPARATOR}), u.quantization,
        u.gated, u.disabled, string_to_array(u.base_models, ${LIST_SEPARATOR}),
        string_to_array(u.base_object_ids, ${LIST_SEPARATOR}), u.relation, u.lineage_source,
        string_to_array(u.tags, ${LIST_SEPARATOR})
      from run
      cross join unnest(
        ${c.stageKey}::text[], ${c.objectId}::text[], ${c.repoId}::text[], ${c.namespace}::text[],
        ${c.repoCreatedAt}::text[]::timestamptz[], ${c.downloads30d}::bigint[], ${c.downloadsAllTime}::bigint[],
        ${c.likes}::bigint[]::int[], ${c.fingerprint}::text[]::uuid[],
        ${c.licenseId}::text[], ${c.licenseName}::text[], ${c.licenseLink}::text[], ${c.licenseSource}::text[],
        ${c.parameters}::bigint[], ${c.parametersSource}::text[], ${c.safetensors}::bigint[], ${c.gguf}::bigint[],
        ${c.activeParameters}::bigint[], ${c.task}::text[], ${c.library}::text[], ${c.formats}::text[],
        ${c.quantization}::text[], ${c.gated}::text[], ${c.disabled}::text[]::boolean[], ${c.baseModels}::text[],
        ${c.baseObjectIds}::text[], ${c.relation}::text[], ${c.lineageSource}::text[], ${c.tags}::text[]
      ) as u (
        stage_key, object_id, repo_id, namespace, repo_created_at, downloads_30d, downloads_all_time, likes,
        fingerprint, license_id, license_name, license_link, license_source, parameters, parameters_source,
        safetensors_parameters, gguf_parameters, active_parameters, task, library, formats, quantization, gated,
        disabled, base_models, base_object_ids, relation, lineage_source, tags
      )
      on conflict do nothing
      returning 1
    ),
    journal as (
      insert into snapshot_pages (snapshot_id, page, asked, fetched_at, records, stored, skipped)
      select run.snapshot_id, run.pages, ${page.asked}, ${page.fetchedAt.toISOString()}::timestamptz,
        ${page.entries.length}, (select count(*) from stored), ${skipped.length}
      from run
    ),
    kept as (
      insert into skipped_records (snapshot_id, page, reason, record)
      select run.snapshot_id, run.pages, u.reason, u.record
      from run
      cross join unnest(
        ${literal(skipped.map(({ reason }) => reason))}::text[], ${literal(skipped.map(({ record }) => record))}::text[]
      ) as u (reason, record)
      where (select count(*) from skipped_records k where k.snapshot_id = run.snapshot_id) < ${MOST_KEPT}
    ),
    counted as (
      select count(*)::int as stored from stored
    )
    select counted.stored as "stored" from run cross join counted`;
  const row = rows[0];
  if (!row) return null;
  return { stored: row.stored, duplicates: records.length - row.stored };
}

/** Makes the snapshot visible with all that follows from it. Returns the number of models published. */
export async function publishSnapshot(db: Db, snapshot: OpenSnapshot): Promise<number> {
  const row = only(
    await db<{ models: number }[]>`
      select publish_snapshot(${snapshot.snapshotId}, ${snapshot.token}) as "models"`,
  );
  return row.models;
}

/** Makes newly published models findable by name. Returns how many were added. */
export async function indexNames(db: Db): Promise<number> {
  const row = only(await db<{ added: number }[]>`select index_names() as "added"`);
  return row.added;
}

/** Columns of a page for `unnest`. */
export function columnsOf(records: ModelRecord[]) {
  const pick = <T>(read: (record: ModelRecord) => T) => records.map(read);
  return {
    stageKey: pick((r) => r.objectId ?? r.repoId),
    objectId: pick((r) => r.objectId),
    repoId: pick((r) => r.repoId),
    namespace: pick((r) => r.namespace),
    repoCreatedAt: pick((r) => r.repoCreatedAt?.toISOString() ?? null),
    downloads30d: pick((r) => r.downloads30d),
    downloadsAllTime: pick((r) => r.downloadsAllTime),
    likes: pick((r) => r.likes),
    fingerprint: pick(fingerprint),
    licenseId: pick((r) => r.attributes.licenseId),
    licenseName: pick((r) => r.attributes.licenseName),
    licenseLink: pick((r) => r.attributes.licenseLink),
    licenseSource: pick((r) => r.attributes.licenseSource),
    parameters: pick((r) => r.attributes.parameters),
    parametersSource: pick((r) => r.attributes.parametersSource),
    safetensors: pick((r) => r.attributes.safetensorsParameters),
    gguf: pick((r) => r.attributes.ggufParameters),
    activeParameters: pick((r) => r.attributes.activeParameters),
    task: pick((r) => r.attributes.task),
    library: pick((r) => r.attributes.library),
    formats: pick((r) => joined(r.attributes.formats)),
    quantization: pick((r) => r.attributes.quantization),
    gated: pick((r) => r.attributes.gated),
    disabled: pick((r) => (r.attributes.disabled === null ? null : String(r.attributes.disabled))),
    baseModels: pick((r) => joined(r.attributes.baseModels)),
    baseObjectIds: pick((r) => joined(r.attributes.baseObjectIds)),
    relation: pick((r) => r.attributes.relation),
    lineageSource: pick((r) => r.attributes.lineageSource),
    tags: pick((r) => joined(r.attributes.tags)),
  };
}

/** Lists travel as one text each: `unnest` would flatten arrays of arrays. Parsed texts hold no such character. */
export const LIST_SEPARATOR = '\u001F';

function joined(values: readonly string[]): string | null {
  return values.length === 0 ? null : values.join(LIST_SEPARATOR);
}

type Columns = ReturnType<typeof columnsOf>;

/** Every column as one array literal. The driver would quote element by element, at three times the cost. */
function literals(columns: Columns): Record<keyof Columns, string> {
  const texts = Object.entries(columns).map(([name, values]) => [name, literal(values)]);
  return Object.fromEntries(texts);
}

function literal(values: readonly (string | number | null)[]): string {
  let text = '{';
  for (const value of values) {
    if (text.length > 1) text += ',';
    if (typeof value === 'string')
      text += `"${QUOTED.test(value) ? value.replaceAll(/["\\]/g, '\\$&') : value}"`;
    else text += value === null ? 'NULL' : value;
  }
  return `${text}}`;
}

const QUOTED = /["\\]/;
