import type { Collector, Page } from '../../collectors/collector.ts';
import { parse } from '../../collectors/hub/parse.ts';
import { type RunSummary, runCollector } from '../../collectors/run-collector.ts';
import { only } from '../../db/client.ts';
import type { Db } from '../../db/connection.ts';
import { effectsOn } from '../support/effects.ts';
import { sumsByCell } from './cell-sums.ts';

export interface ListingOptions {
  panel?: string;
  pageSize?: number;
  /** Whether a model that a complete look does not name is gone. */
  whole?: boolean;
  /** Runs before page n is handed over, from 1. */
  beforePage?: (page: number) => Promise<void>;
}

/** A panel whose source is a list of raw entries. */
export function listing(
  entries: readonly unknown[],
  { panel = 'hub', pageSize = 1000, whole = true, beforePage = async () => {} }: ListingOptions = {},
): Collector {
  return {
    panel: {
      panel,
      title: panel,
      population: 'A list.',
      kind: 'live',
      sourceTitle: 'Test',
      sourceUrl: 'https://example.org',
      terms: 'None',
      rank: 1,
      whole,
      everyDays: 1,
    },
    asOf: (effects) => effects.now().toISOString().slice(0, 10),
    parse,
    async *walk(effects, from): AsyncGenerator<Page> {
      const count = Math.max(1, Math.ceil(entries.length / pageSize));
      for (let n = from.pages; n < count; n++) {
        await beforePage(n + 1);
        const page = entries.slice(n * pageSize, (n + 1) * pageSize);
        const next = n + 1 < count ? `page ${n + 2}` : null;
        yield { entries: page, asked: `page ${n + 1}`, fetchedAt: effects.now(), next };
      }
    },
  };
}

/** Takes a whole look at a list on a day. */
export function look(
  db: Db,
  day: string,
  entries: readonly unknown[],
  options?: ListingOptions,
): Promise<RunSummary> {
  return runCollector(listing(entries, options), { db, effects: effectsOn(day) });
}

/** A raw entry with an object id made of its number. */
export function model(n: number, fields: Record<string, unknown> = {}): Record<string, unknown> {
  return {
    _id: `66000000000000000000${String(n).padStart(4, '0')}`,
    id: `acme/m${n}`,
    downloads: n,
    ...fields,
  };
}

/** Everything that is stored, in words that do not depend on which run stored it: object ids instead of ours. */
export async function contentOf(db: Db) {
  const models = await db`
    select m.object_id, m.repo_id, m.namespace, m.repo_created_at, m.first_seen_on, m.missing_since, m.removed_on,
      n.name
    from models m left join model_names n using (model_id)
    order by m.object_id, m.repo_id`;
  const panelModels = await db`
    select p.panel, m.object_id, m.repo_id, to_jsonb(pm) - 'panel_id' - 'model_id' - 'described_by' - 'root_id' - 'kind_id' as said,
      to_jsonb(k) - 'kind_id' - 'origin_id' as kind, o.parts as origin, s.as_of
    from panel_models pm
    join kinds k using (kind_id) join origins o using (origin_id)
    join panels p using (panel_id) join models m using (model_id)
    join snapshots s on s.snapshot_id = pm.described_by
    order by p.panel, m.object_id, m.repo_id`;
  const observations = await db`
    select p.panel, m.object_id, m.repo_id, to_jsonb(o) - 'panel_id' - 'model_id' - 'snapshot_id' as said
    from observations o join panels p using (panel_id) join models m using (model_id)
    order by p.panel, o.as_of, m.object_id, m.repo_id`;
  const attributes = await db`
    select p.panel, s.as_of, m.object_id, m.repo_id, to_jsonb(a) - 'panel_id' - 'model_id' - 'snapshot_id' as said
    from model_attributes a
    join panels p using (panel_id) join models m using (model_id) join snapshots s using (snapshot_id)
    order by p.panel, s.as_of, m.object_id, m.repo_id`;
  const snapshots = await db`
    select p.panel, s.as_of, s.status, s.pages, s.records, s.duplicates, s.skipped, s.repaired, s.models, s.checks
    from snapshots s join panels p using (panel_id)
    order by p.panel, s.snapshot_id`;
  const edges = await db`
    select p.panel, c.repo_id as child, f.repo_id as parent,
      to_jsonb(e) - 'panel_id' - 'child_id' - 'parent_id' - 'since_snapshot' - 'until_snapshot' as said
    from lineage_edges e join panels p using (panel_id)
    join models c on c.model_id = e.child_id left join models f on f.model_id = e.parent_id
    order by p.panel, c.repo_id, e.since_snapshot, e.place`;
  const events = await db`
    select p.panel, v.as_of, m.repo_id, v.kind, v.before, v.after
    from change_events v join panels p using (panel_id) join models m using (model_id)
    order by p.panel, v.as_of, m.object_id, m.repo_id, v.kind`;
  const staged = await db`select count(*)::int as "staged" from staged_models`;
  return {
    models,
    panelModels,
    observations,
    attributes,
    edges,
    events,
    snapshots,
    staged,
    ...(await sumsOf(db)),
  };
}

/** The sums of all published snapshots by cell, and those of the open week by kind, by panel and day. */
export async function sumsOf(db: Db) {
  const cells = await db<{ panel: string; as_of: string; said: Record<string, unknown> }[]>`
    select
      p.panel, s.as_of,
      jsonb_object_agg(c.measure, c.value) || to_jsonb(k) - 'cell_id' - 'mix_id' || jsonb_build_object('from', m.parts) as said
    from ${sumsByCell(db)} c
    join snapshots s using (snapshot_id) join panels p using (panel_id)
    join cells k using (cell_id) join mixes m using (mix_id)
    where s.status = 'published'
    group by p.panel_id, s.snapshot_id, k.cell_id, m.mix_id
    -- A pack holds fields of every day for a cell that occurs on one of them.
    having sum(c.value) > 0
    order by
      p.panel, s.as_of, s.snapshot_id, k.region, k.size_cell, k.license_class, k.relation, k.infrastructure, m.parts`;
  const kinds = await db`
    select
      p.panel, s.as_of, s.status, to_jsonb(r) - 'snapshot_id' - 'kind_id' as said, to_jsonb(k) - 'kind_id' - 'origin_id' as kind,
      o.parts as origin
    from rollup_kinds r
    join snapshots s using (snapshot_id) join panels p using (panel_id)
    join kinds k using (kind_id) join origins o using (origin_id)
    order by p.panel, s.as_of, s.snapshot_id, r.infrastructure, (to_jsonb(k) - 'kind_id' - 'origin_id')::text, o.parts`;
  return { cells, kinds };
}

/** What readers can see at one instant, publication number included. Open snapshots must never change it. */
export async function seenByReaders(db: Db) {
  return only(
    await db`
      select
        (select version from publication) as "version",
        (select jsonb_agg(jsonb_build_array(snapshot_id, as_of, status, models) order by snapshot_id)
          from snapshots where status <> 'open') as "closed",
        (select jsonb_build_array(count(*), coalesce(sum(downloads_30d) filter (where present), 0),
          coalesce(sum(described_by), 0)) from panel_models) as "panelModels",
        (select count(*)::int from models) as "models",
        (select count(*)::int from observations) as "observations",
        (select count(*)::int from model_attributes) as "attributes",
        (select count(*)::int from quality_log) as "logged",
        (select jsonb_build_array(count(*), coalesce(sum(value), 0)) from ${sumsByCell(db)} c) as "cells",
        (select jsonb_build_array(count(*), coalesce(sum(downloads_30d), 0)) from rollup_kinds) as "kinds",
        (select jsonb_build_array(count(*), coalesce(sum(models), 0)) from rollup_births) as "births"`,
  );
}

/** As if another reference had judged everything that is published. */
export async function forgetJudgements(db: Db): Promise<void> {
  await db`update panels set judged_by = null`;
  await db`update snapshots set judged_by = null`;
}

/** Forgets every panel and model. The reference stays. */
export async function forgetAll(db: Db): Promise<void> {
  await db`truncate panels, snapshots, snapshot_pages, models, model_names, model_attributes, observations,
    observation_months, panel_models, staged_models, quality_log, lineage_edges,
    change_events, skipped_records, accounts, rollup_kinds, rollup_cell_sums, rollup_open_kinds, rollup_open_slices,
    rollup_weeks, rollup_slices, rollup_kind_days, rollup_days, rollup_births, rollup_medians, rollup_concentration,
    rollup_leaders, rollup_survival, rollup_derivatives, rollup_license_pairs, model_milestones, model_ages, ram_baselines, claim_results`;
}
