import type { Db } from '../../../../db/client.ts';
import type { Definition } from '../../definition/definition.ts';
import { BadDefinition } from '../../definition/errors.ts';
import { addDays } from '../days.ts';
import type { PanelFacts } from '../metric.ts';

/** The largest ids there are; 0 where there is none. */
export interface LastKeys {
  kinds: number;
  cells: number;
  slices: number;
  origins: number;
}

/** The published days of a panel up to the one a definition asks for, oldest first, and how they are kept. */
export interface Looks {
  panelId: number;
  /** Of everything published: equal versions, equal sums. */
  version: number;
  /** Days between looks when nothing is missing; null: irregular. */
  everyDays: number | null;
  /** The Monday before which sums are folded into packs. */
  foldedBefore: string;
  /** Whether sums by slice are kept. */
  sliced: boolean;
  days: readonly string[];
  /** Of the content of the reference in force; empty without one. */
  referenceHash: string;
  lastKeys: LastKeys;
  /** The first published day after `days`; null where `days` ends with the newest. */
  next: string | null;
}

/** Throws BadDefinition where no snapshot is that old. */
export async function readLooks(
  db: Db,
  panel: PanelFacts,
  { snapshot }: Pick<Definition, 'snapshot'>,
): Promise<Looks> {
  const [row] = await db<[Omit<Looks, 'next'>]>`
    select
      p.panel_id as "panelId",
      coalesce((select v.version from publication v), 0)::int as "version",
      p.every_days as "everyDays",
      p.folded_before::text as "foldedBefore",
      p.sliced as "sliced",
      coalesce((select r.content_hash from reference_versions r order by r.version desc limit 1), '')
        as "referenceHash",
      json_build_object(
        'kinds', coalesce((select max(k.kind_id) from kinds k), 0),
        'cells', coalesce((select max(c.cell_id) from cells c), 0),
        'slices', coalesce((select max(k.slice_id) from slices k), 0),
        'origins', coalesce((select max(o.origin_id) from origins o), 0)
      ) as "lastKeys",
      array(
        select s.as_of::text from snapshots s
        where s.panel_id = p.panel_id and s.status = 'published'
        order by s.as_of
      ) as "days"
    from panels p
    where p.panel = ${panel.panel}
  `;
  const days = row.days.filter((day) => snapshot === null || day <= snapshot);
  if (days.length === 0)
    throw new BadDefinition([
      `snapshot: the first published day of ${panel.panel} is ${panel.from}; ask for that day or a later one.`,
    ]);
  return { ...row, days, next: row.days[days.length] ?? null };
}

/** The window of a definition in days, half-open; null where it is everything recorded. */
export function windowDays(
  { window }: Pick<Definition, 'window'>,
  asOf: string,
): { from: string; until: string } | null {
  if (window === null) return null;
  if ('days' in window) return { from: addDays(asOf, 1 - window.days), until: addDays(asOf, 1) };
  return window;
}
