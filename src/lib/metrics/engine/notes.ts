import type { Db } from '../../../../db/client.ts';
import { addDays } from '../days.ts';
import type { FigureNote, Period } from '../figure.ts';
import type { PanelFacts } from '../metric.ts';
import type { Looks } from './looks.ts';

interface NotesQuery {
  panel: PanelFacts;
  periods: readonly Period[];
  looks: Looks;
}

/** What a reader should know about the days of a figure: annotations, rejected looks, gaps. Oldest first. */
export async function readNotes(db: Db, { panel, periods, looks }: NotesQuery): Promise<FigureNote[]> {
  const from = periods[0]?.from ?? looks.days[0] ?? panel.from;
  const until = periods.at(-1)?.until ?? addDays(panel.asOf, 1);
  // The last period may reach beyond the last look; what was rejected there is no hole in a line.
  const last = looks.days.at(-1) ?? panel.asOf;
  const [annotations, rejected] = await Promise.all([
    db<{ on: string; says: string }[]>`
      select a.on_day::text as "on", a.says as "says"
      from ref_annotations a
      where (a.panel is null or a.panel = ${panel.panel})
        and a.on_day < ${until}::date and coalesce(a.until_day, a.on_day + 1) > ${from}::date
      order by a.on_day, a.annotation
    `,
    db<{ on: string; says: string }[]>`
      select
        s.as_of::text as "on",
        coalesce((
          select f.check_result ->> 'says' from jsonb_array_elements(s.checks) f (check_result)
          where f.check_result ->> 'passed' = 'false' limit 1
        ), 'The look failed its checks.') as "says"
      from snapshots s
      where s.panel_id = ${looks.panelId} and s.status = 'rejected'
        and s.as_of >= ${from}::date and s.as_of < ${until}::date and s.as_of <= ${last}::date
        and not exists (
          select from snapshots d where d.panel_id = s.panel_id and d.as_of = s.as_of and d.status = 'published'
        )
      order by s.as_of
    `,
  ]);
  const gaps = periods.filter(({ asOf }) => asOf === null);
  return [
    ...annotations.map((note): FigureNote => ({ kind: 'annotation', ...note })),
    ...rejected.map((note): FigureNote => ({ kind: 'rejected', ...note })),
    ...gaps.map((gap): FigureNote => ({ kind: 'gap', on: gap.from, says: 'No snapshot was published.' })),
  ].toSorted((a, b) => (a.on ?? '').localeCompare(b.on ?? ''));
}
