import type { Db } from '../../../../db/client.ts';
import type { Happening, HappeningOf } from '../../alerts/happening.ts';
import type { Status } from '../../claims/answer.ts';
import type { Threshold } from '../preferences.ts';

/** Up to where the census was searched. */
export interface Position {
  panelId: number;
  snapshotId: number;
  /** The two days whose shares were compared last. */
  sharesFrom: string;
  sharesAsOf: string;
  eventId: number;
  /** Status by claim. */
  claims: Readonly<Record<string, Status>>;
  version: number;
  ledgerVersion: number;
}

/** Null before the first search. */
export async function readPosition(db: Db): Promise<Position | null> {
  const [row] = await db<Position[]>`
    select
      a.panel_id::int as "panelId",
      a.snapshot_id::int as "snapshotId",
      a.shares_from::text as "sharesFrom",
      a.shares_as_of::text as "sharesAsOf",
      a.event_id::float8 as "eventId",
      a.claims as "claims",
      a.version::int as "version",
      a.ledger_version::int as "ledgerVersion"
    from alert_position a
  `;
  return row ?? null;
}

/** A first search finds nothing: it is where the next one begins. */
export async function beginSearch(db: Db, at: Position): Promise<void> {
  await db`
    insert into alert_position (panel_id, snapshot_id, shares_from, shares_as_of, event_id, claims, version, ledger_version)
    values (
      ${at.panelId}, ${at.snapshotId}, ${at.sharesFrom}, ${at.sharesAsOf}, ${at.eventId}, ${JSON.stringify(at.claims)}::text::jsonb,
      ${at.version}, ${at.ledgerVersion}
    )
    on conflict do nothing
  `;
}

/**
 * Writes what was found and how far the search came, both or neither. False where another search was faster: what this
 * one found is in the other, or is found again.
 */
export async function note(
  db: Db,
  { found, from, to }: { found: readonly Happening[]; from: Position; to: Position },
): Promise<boolean> {
  const rows = await db`
    with moved as (
      update alert_position a set
        panel_id = ${to.panelId},
        snapshot_id = ${to.snapshotId},
        shares_from = ${to.sharesFrom},
        shares_as_of = ${to.sharesAsOf},
        event_id = ${to.eventId},
        claims = ${JSON.stringify(to.claims)}::text::jsonb,
        version = ${to.version},
        ledger_version = ${to.ledgerVersion}
      where a.version = ${from.version} and a.ledger_version = ${from.ledgerVersion}
      returning 1
    ),
    noted as (
      insert into happenings (kind, facts)
      select h.facts ->> 'kind', h.facts
      from jsonb_array_elements(${JSON.stringify(found)}::text::jsonb) with ordinality as h (facts, place)
      where exists (select from moved)
      order by h.place
    )
    select 1 from moved
  `;
  return rows.length === 1;
}

/** The crossings of thresholds that were found for a day. */
export async function readCrossingsNoted(db: Db, asOf: string): Promise<HappeningOf<'threshold'>[]> {
  const rows = await db<{ facts: HappeningOf<'threshold'> }[]>`
    select h.facts as "facts" from happenings h where h.kind = 'threshold' and h.facts ->> 'asOf' = ${asOf}`;
  return rows.map(({ facts }) => facts);
}

/** Nobody is told of what is older: a mail that comes after weeks would be no alert. */
const keptDays = 7;

export async function forgetOld(db: Db): Promise<void> {
  await db`delete from happenings h where h.noted_at < now() - make_interval(days => ${keptDays})`;
}

/** The different thresholds that active subscribers set. */
export async function readThresholds(db: Db): Promise<Threshold[]> {
  const rows = await db<{ threshold: Threshold }[]>`
    select distinct w.threshold as "threshold"
    from subscribers s
    cross join lateral jsonb_array_elements(s.preferences -> 'alerts' -> 'thresholds') as w (threshold)
    where s.status = 'active'
    order by w.threshold
  `;
  return rows.map(({ threshold }) => threshold);
}

/** Publishers of the reference whose releases active subscribers want to hear of. */
export async function readAwaitedPublishers(db: Db): Promise<string[]> {
  const rows = await db<{ publisher: string }[]>`
    select distinct w.publisher as "publisher"
    from subscribers s
    cross join lateral jsonb_array_elements_text(s.preferences -> 'watch' -> 'publishers') as w (publisher)
    where s.status = 'active' and s.preferences -> 'alerts' -> 'releases' = 'true'
      and exists (select from ref_publishers p where p.publisher_id = w.publisher)
    order by w.publisher
  `;
  return rows.map(({ publisher }) => publisher);
}

/** Of some models, in lower case, and publishers those of whose licenses active subscribers want to hear. */
export async function readWatchedLicenses(
  db: Db,
  { models, publishers }: { models: readonly string[]; publishers: readonly string[] },
): Promise<{ models: ReadonlySet<string>; publishers: ReadonlySet<string> }> {
  const rows = await db<{ isModel: boolean; name: string }[]>`
    with who as materialized (
      select s.preferences -> 'watch' as watch
      from subscribers s
      where s.status = 'active' and s.preferences -> 'alerts' -> 'licenses' = 'true'
    )
    select distinct true as "isModel", lower(w.name) as "name"
    from who cross join lateral jsonb_array_elements_text(who.watch -> 'models') as w (name)
    where lower(w.name) = any(${[...models]}::text[])
    union all
    select distinct false, w.name
    from who cross join lateral jsonb_array_elements_text(who.watch -> 'publishers') as w (name)
    where w.name = any(${[...publishers]}::text[])
  `;
  const named = (wanted: boolean) =>
    new Set(rows.filter(({ isModel }) => isModel === wanted).map(({ name }) => name));
  return { models: named(true), publishers: named(false) };
}
