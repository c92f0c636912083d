import { only } from '../../../../../db/client.ts';
import type { Db } from '../../../../../db/connection.ts';

export interface ModelByHand {
  repoId: string;
  sizeClass?: string;
  region?: string;
  releasedOn?: string;
  /** A first-party language model, as those of a baseline; or neither. */
  isPeer?: boolean;
  /** Downloads of all time by days from release. */
  ages?: Readonly<Record<number, number>>;
  /** Days from release by milestone. */
  reached?: Readonly<Record<number, number>>;
}

/** A live panel with published days and without models. */
export async function panelByHand(db: Db, panel: string, days: readonly string[]): Promise<number> {
  const { id } = only(
    await db<{ id: number }[]>`
      insert into panels (panel, title, population, kind, source_title, source_url, terms, rank)
      values (${panel}, ${panel}, 'By hand.', 'live', 'Test', 'https://example.org', 'None', 1)
      returning panel_id::int as "id"`,
  );
  await db`
    insert into snapshots (panel_id, as_of, status, token, published_at, models)
    select ${id}, d.day, 'published', 'token', now(), 0 from unnest(${[...days]}::date[]) as d (day)`;
  return id;
}

/** Adds a model as publications leave it. Returns its id. */
export async function modelByHand(db: Db, panelId: number, model: ModelByHand): Promise<number> {
  const { repoId, sizeClass = '1b-5b', region = 'us', releasedOn = '2026-07-05', isPeer = false } = model;
  const { id } = only(
    await db<{ id: number }[]>`
      insert into models (repo_id, namespace, first_seen_on)
      values (${repoId}, ${repoId.split('/')[0] ?? ''}, '2026-07-05') returning model_id::int as "id"`,
  );
  await db`
    insert into kinds (
      holder, origin_id, size_cell, license, license_class, task, library, format, relation, inheritance, gated, year,
      tracked, first_party
    ) values ('', 0, -1, 'none', 'none', ${isPeer ? 'text-generation' : 'none'}, 'none', 'none', 'undeclared', 'no-base',
      'no', '2026', false, ${isPeer})
    on conflict do nothing`;
  await db`
    insert into panel_models (
      panel_id, model_id, downloads_all_time, present, fingerprint, described_by, parameters_source,
      country, region, size_class, license_class, released_on, kind_id
    )
    select ${panelId}, ${id}, 5, true, gen_random_uuid(), 1, 'unknown', 'US', ${region}, ${sizeClass}, 'none',
      ${releasedOn}::date, (select k.kind_id from kinds k where k.first_party = ${isPeer} and k.origin_id = 0)`;
  for (const [age, downloads] of Object.entries(model.ages ?? {}))
    await db`insert into model_ages (panel_id, model_id, age, downloads, reached_on)
      values (${panelId}, ${id}, ${age}, ${downloads}, ${releasedOn}::date + ${age}::int)`;
  for (const [threshold, age] of Object.entries(model.reached ?? {}))
    await db`insert into model_milestones (panel_id, model_id, threshold, reached_on, age_days)
      values (${panelId}, ${id}, ${threshold}, ${releasedOn}::date + ceil(${age}::float8)::int, ${age})`;
  return id;
}
