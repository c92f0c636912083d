import type { Db } from '../../../db/client.ts';

/** What became of one day of a panel. Days that are not here were never looked at. */
export interface CalendarDay {
  panel: string;
  day: string;
  status: 'published' | 'rejected';
  records: number;
  /** In the panel that day; null where it was rejected. */
  models: number | null;
}

/** Every day of every panel that was looked at to the end, oldest first. A day that was published at last is published. */
export async function readCalendar(db: Db): Promise<CalendarDay[]> {
  return await db<CalendarDay[]>`
    select distinct on (p.rank, p.panel, s.as_of)
      p.panel as "panel",
      s.as_of::text as "day",
      s.status as "status",
      s.records::int as "records",
      s.models::int as "models"
    from snapshots s
    join panels p on p.panel_id = s.panel_id
    where s.status in ('published', 'rejected')
    order by p.rank, p.panel, s.as_of, s.status = 'published' desc
  `;
}
