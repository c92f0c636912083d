import type { Db } from '../../db/client.ts';
import { SourceError } from '../../db/errors.ts';
import type { Panel } from '../collector.ts';

/** What a panel holds already. */
export interface Held {
  published: readonly string[];
  /** Days that were looked at, rejected, and never published. */
  rejected: readonly string[];
  /** The day an earlier import left open, and what it was read from. */
  open: { asOf: string; source: string | null } | null;
}

/**
 * Throws `SourceError` when the panel's name belongs to another source or population, or is no history:
 * figures never mix.
 */
export async function refuseOtherHistory(db: Db, { panel, sourceUrl, population }: Panel): Promise<void> {
  const [held] = await db<{ kind: string; sourceUrl: string; population: string }[]>`
    select p.kind as "kind", p.source_url as "sourceUrl", p.population as "population"
    from panels p
    where p.panel = ${panel}`;
  if (!held) return;
  const refuse = (says: string) => {
    const advice = 'One source and one population are one panel: choose another name with --panel.';
    throw new SourceError(`The panel ${panel} ${says} ${advice}`, { url: sourceUrl, status: null });
  };
  if (held.kind !== 'history') refuse(`is a ${held.kind} panel, not an imported history.`);
  if (held.sourceUrl !== sourceUrl) refuse(`was imported from ${held.sourceUrl}, not from ${sourceUrl}.`);
  if (held.population !== population)
    refuse(`holds another population, "${held.population}", not "${population}".`);
}

export async function readHeld(db: Db, panel: string): Promise<Held> {
  const rows = await db<{ asOf: string; status: string; source: string | null }[]>`
    select s.as_of::text as "asOf", s.status as "status", s.source as "source"
    from snapshots s
    join panels p on p.panel_id = s.panel_id
    where p.panel = ${panel} and s.status <> 'superseded'
    order by s.as_of, s.snapshot_id`;
  const published = rows.filter(({ status }) => status === 'published').map(({ asOf }) => asOf);
  const rejected = rows.filter(({ status }) => status === 'rejected').map(({ asOf }) => asOf);
  const there = new Set(published);
  return {
    published,
    rejected: [...new Set(rejected)].filter((day) => !there.has(day)),
    open: rows.find(({ status }) => status === 'open') ?? null,
  };
}

/** Writes into the quality log what a source says against one of its days. The same sentence is written once. */
export async function writeRemark(
  db: Db,
  { panelId, asOf, says }: { panelId: number; asOf: string; says: string },
): Promise<void> {
  await db`
    insert into quality_log (panel_id, as_of, kind, says)
    select ${panelId}, ${asOf}::date, 'source-remark', ${says}
    where not exists (
      select from quality_log q where q.panel_id = ${panelId} and q.as_of = ${asOf}::date and q.says = ${says}
    )`;
}
