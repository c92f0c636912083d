import type { Db } from '../../../../db/client.ts';
import { groupName } from '../../definition/vocabulary.ts';
import { addDays, isoWeekStart } from '../days.ts';
import { readGround, type StructureAnswer } from './answer.ts';

/** Ways in which a license label can change between two looks. */
export const DRIFT_WAYS = ['tighter', 'looser', 'lateral', 'undecidable', 'declared', 'dropped'] as const;

export type DriftWay = (typeof DRIFT_WAYS)[number];

export type DriftCounts = Readonly<Record<DriftWay, number>>;

export interface DriftGroup {
  id: string;
  name: string;
  counts: DriftCounts;
}

export interface Drift extends StructureAnswer {
  by: 'region' | 'size' | 'license' | null;
  /** ISO weeks by their Monday, oldest first, none left out. Null: no look in that week could tell. */
  weeks: readonly { week: string; counts: DriftCounts | null }[];
  /** Most changes first; empty where it is not split. Groups as the models are today. */
  groups: readonly DriftGroup[];
}

export interface DriftQuery {
  panel: string | null;
  by: Drift['by'];
  /** Half-open UTC days; null: everything recorded. */
  window: { from: string; until: string } | null;
}

/** Changes of license labels of the same repo, by week and by group. A change is booked on the look that found it. */
export async function readDrift(db: Db, { panel: named, by, window }: DriftQuery): Promise<Drift> {
  const { panel, referenceVersion } = await readGround(db, named);
  const from = window?.from ?? panel.from;
  const until = window?.until ?? addDays(panel.asOf, 1);
  const scope = { panel: panel.panel, from, until };
  const [rows, looked] = await Promise.all([readRows(db, { ...scope, by }), readLookedWeeks(db, scope)]);
  const decided = rows
    .filter(({ way }) => way !== 'undecidable')
    .reduce((sum, { changes }) => sum + changes, 0);
  const changes = rows.reduce((sum, row) => sum + row.changes, 0);
  return {
    panel,
    asOf: panel.asOf,
    definition:
      'Models whose license label a look found different from the look before: tighter or looser by the order of our license classes, lateral within a class, declared for the first time, or dropped.',
    coverage: changes === 0 ? null : decided / changes,
    notes: [
      'A change between two classes of which one has no order is undecidable.',
      'The first look of a panel finds no changes. A change across a gap is booked on the week that ends the gap.',
      ...(by === null ? [] : ['Groups are those that the models are in today.']),
    ],
    referenceVersion,
    by,
    weeks: weeksOf(rows, looked, { from, until }),
    groups: by === null ? [] : groupsOf(rows, by),
  };
}

interface Row {
  week: string;
  way: DriftWay;
  group: string;
  changes: number;
}

interface Scope {
  panel: string;
  from: string;
  until: string;
}

async function readRows(db: Db, { panel, from, until, by }: Scope & { by: Drift['by'] }): Promise<Row[]> {
  const group =
    by === null ? db`''` : { region: db`t.region`, size: db`t.size_class`, license: db`t.license_class` }[by];
  return await db<Row[]>`
    select
      date_trunc('week', v.as_of)::date::text as "week",
      case v.kind when 'license-changed' then 'undecidable' else replace(v.kind, 'license-', '') end as "way",
      ${group} as "group",
      count(*)::int as "changes"
    from changes v
    left join panel_models t on t.panel_id = v.panel_id and t.model_id = v.model_id
    where v.event_id in (
      select e.event_id
      from change_events e
      join panels p on p.panel_id = e.panel_id
      where p.panel = ${panel} and e.as_of >= ${from}::date and e.as_of < ${until}::date and e.kind = 'license'
    )
    group by 1, 2, 3
    order by 1, 2, 3
  `;
}

/** Weeks with a published snapshot that has one before it. */
async function readLookedWeeks(db: Db, { panel, from, until }: Scope): Promise<ReadonlySet<string>> {
  const rows = await db<{ week: string }[]>`
    select distinct date_trunc('week', s.as_of)::date::text as "week"
    from snapshots s
    join panels p on p.panel_id = s.panel_id
    where p.panel = ${panel} and s.status = 'published' and s.as_of >= ${from}::date and s.as_of < ${until}::date
      and exists (
        select from snapshots b
        where b.panel_id = s.panel_id and b.status = 'published' and b.as_of < s.as_of
      )
  `;
  return new Set(rows.map(({ week }) => week));
}

function weeksOf(
  rows: readonly Row[],
  looked: ReadonlySet<string>,
  { from, until }: { from: string; until: string },
): Drift['weeks'] {
  const byWeek = Map.groupBy(rows, ({ week }) => week);
  const weeks = [];
  for (let week = isoWeekStart(from); week < until; week = addDays(week, 7)) {
    weeks.push({ week, counts: looked.has(week) ? countsOf(byWeek.get(week) ?? []) : null });
  }
  return weeks;
}

function groupsOf(rows: readonly Row[], by: 'region' | 'size' | 'license'): readonly DriftGroup[] {
  const all = (counts: DriftCounts) => Object.values(counts).reduce((sum, count) => sum + count, 0);
  return [...Map.groupBy(rows, ({ group }) => group)]
    .map(([id, of]) => ({ id, name: groupName(by, id, 'default') ?? id, counts: countsOf(of) }))
    .toSorted((a, b) => all(b.counts) - all(a.counts) || a.id.localeCompare(b.id));
}

function countsOf(rows: readonly Row[]): DriftCounts {
  const count = (wanted: DriftWay) =>
    rows.filter(({ way }) => way === wanted).reduce((sum, { changes }) => sum + changes, 0);
  return {
    tighter: count('tighter'),
    looser: count('looser'),
    lateral: count('lateral'),
    undecidable: count('undecidable'),
    declared: count('declared'),
    dropped: count('dropped'),
  };
}
