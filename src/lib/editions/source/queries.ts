import type { TableId } from '../dictionary/table.ts';
import type { OfSnapshot } from './of-snapshot.ts';

/** What narrows a query. Everything is checked to be a whole number, a day or a month before it stands in SQL. */
export interface Asked extends Pick<OfSnapshot, 'panelId' | 'snapshotId' | 'asOf'> {
  month?: { month: string; packed: boolean };
}

/** Tables that are read as they stand; the others are computed. */
export type StoredTable = Exclude<TableId, 'aggregates' | 'claims'>;

/**
 * The rows of a table, sorted, as a query for `copy`, which takes no parameters. Texts are compared byte by byte, so
 * that the order is the same on every server.
 */
export function queryOf(table: StoredTable, asked: Asked): string {
  const panel = whole(asked.panelId);
  const day = `date '${dayIn(asked.asOf)}'`;
  switch (table) {
    case 'models':
      return models(panel, day);
    case 'observations':
      return observations(panel, asked);
    case 'lineage_edges':
      return edges(panel, whole(asked.snapshotId));
    case 'change_events':
      return `
        select v.event_id, v.as_of, v.model_id, v.repo_id, v.kind, v.before, v.after
        from changes v
        where v.panel_id = ${panel} and v.as_of <= ${day}
        order by v.event_id`;
    case 'registry':
      return registry;
    case 'quality_log':
      return `
        select q.entry_id, q.as_of, q.kind, q.model_id, q.says, q.facts::text as facts
        from quality_log q
        where q.panel_id = ${panel} and q.as_of <= ${day} and q.logged_at <= (select v.changed_at from publication v)
        order by q.entry_id`;
  }
}

function models(panel: string, day: string): string {
  return `
    select
      m.model_id, m.object_id as hub_id, a.repo_id, split_part(a.repo_id, '/', 1) as namespace,
      n.publisher_id, q.name as publisher, q.type as publisher_type,
      p.country, p.region, q.confidence as region_confidence, q.evidence as region_evidence,
      (m.repo_created_at at time zone 'UTC')::date as created_on, p.released_on,
      m.first_seen_on, m.missing_since, m.removed_on, p.present as in_panel,
      p.license_id, a.license_name, p.license_class, a.license_source, p.inheritance,
      p.parameters, p.parameters_source, p.active_parameters, p.size_class,
      a.task, a.library, ${list('a.formats')} as formats, a.quantization,
      k.gated, a.disabled, k.relation, ${list('a.base_models')} as base_models,
      p.root_id as root_model_id, p.root_repo_id, p.listed as infrastructure_listed,
      p.downloads_30d, p.downloads_all_time, p.likes
    from panel_models p
    join models m on m.model_id = p.model_id
    left join model_attributes a
      on a.model_id = p.model_id and a.panel_id = p.panel_id and a.snapshot_id = p.described_by
    left join kinds k on k.kind_id = p.kind_id
    left join ref_namespaces n
      on n.namespace = split_part(a.repo_id, '/', 1) and n.valid_from <= ${day} and ${day} < n.valid_to
    left join ref_publishers q
      on q.publisher_id = n.publisher_id and q.valid_from <= ${day} and ${day} < q.valid_to
    where p.panel_id = ${panel}
    order by p.model_id`;
}

/** A day that was looked at twice keeps what the later look said. */
function observations(panel: string, { asOf, month }: Asked): string {
  if (!month) throw new Error('observations are read month by month');
  const from = `date '${dayIn(`${month.month}-01`)}'`;
  const until = `least(${from} + interval '1 month', date '${dayIn(asOf)}' + interval '1 day')`;
  const columns = 'o.model_id, o.as_of, o.downloads_30d, o.downloads_all_time, o.likes, o.present';
  if (!month.packed)
    return `
      select distinct on (o.model_id, o.as_of) ${columns}
      from observations o
      where o.panel_id = ${panel} and o.as_of >= ${from} and o.as_of < ${until}
      order by o.model_id, o.as_of, o.snapshot_id desc`;
  return `
    select distinct on (o.model_id, o.as_of) ${columns}
    from (
      select
        k.model_id, s.as_of, u.snapshot_id, u.downloads_30d, u.downloads_all_time, u.likes,
        u.snapshot_id <> all (k.absent) as present
      from observation_months k
      cross join lateral unnest(k.snapshots, k.downloads_30d, k.downloads_all_time, k.likes)
        as u (snapshot_id, downloads_30d, downloads_all_time, likes)
      join snapshots s on s.snapshot_id = u.snapshot_id
      where k.panel_id = ${panel} and k.month = ${from}
    ) o
    where o.as_of < ${until}
    order by o.model_id, o.as_of, o.snapshot_id desc`;
}

function edges(panel: string, snapshot: string): string {
  return `
    select
      e.child_id, e.place, e.parent_id, e.parent_repo_id, e.relation, e.declared_in as relation_source,
      s.as_of as since, u.as_of as until, e.cut, e.verdict, e.rule
    from lineage_edges e
    join snapshots s on s.snapshot_id = e.since_snapshot
    left join snapshots u on u.snapshot_id = e.until_snapshot
    where e.panel_id = ${panel} and e.since_snapshot <= ${snapshot}
    order by e.child_id, e.since_snapshot, e.place`;
}

const registry = `
  select
    n.namespace, p.publisher_id, p.name as publisher, p.parent, p.type as publisher_type, p.country,
    coalesce(c.name, p.country) as country_name, coalesce(c.region, 'unreviewed') as region,
    greatest(n.valid_from, p.valid_from) as valid_from,
    nullif(least(n.valid_to, p.valid_to), date '9999-12-31') as valid_to,
    p.confidence, p.evidence, p.checked_on, p.note
  from ref_namespaces n
  join ref_publishers p
    on p.publisher_id = n.publisher_id and p.valid_from < n.valid_to and n.valid_from < p.valid_to
  left join ref_countries c on c.country = p.country
  order by n.namespace collate "C", greatest(n.valid_from, p.valid_from)`;

/** A JSON array of texts; null where there is no list. */
function list(column: string): string {
  return `case when ${column} is not null then to_json(${column})::text end`;
}

function whole(number: number): string {
  if (!Number.isSafeInteger(number)) throw new Error(`expected a whole number, got ${number}`);
  return String(number);
}

function dayIn(day: string): string {
  if (!/^\d{4}-\d\d-\d\d$/.test(day)) throw new Error(`expected a day, got ${day}`);
  return day;
}
