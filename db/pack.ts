import type { Db } from './client.ts';

/** A month of a panel that was packed. */
export interface PackedMonth {
  panel: string;
  /** Its first day. */
  month: string;
}

/**
 * Drops the rows of months packed by an earlier call, then packs every closed month, one transaction each.
 * Returns what was packed. A month that is not packed by an interruption is packed by the next call.
 */
export async function packClosedMonths(db: Db): Promise<PackedMonth[]> {
  await db`select drop_packed()`;
  const panels = await db<{ panelId: number; panel: string }[]>`
    select p.panel_id::int as "panelId", p.panel as "panel" from panels p order by p.panel_id`;
  const packed: PackedMonth[] = [];
  for (const { panelId, panel } of panels) {
    for (;;) {
      const [row] = await db<{ month: string | null }[]>`
        select pack_next_month(${panelId}::smallint)::text as "month"`;
      if (!row?.month) break;
      packed.push({ panel, month: row.month });
    }
  }
  return packed;
}
