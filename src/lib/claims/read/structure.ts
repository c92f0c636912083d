import type { Db } from '../../../../db/client.ts';
import { definitionOf } from '../../definition/defaults.ts';
import type { Inequality } from '../../metrics/structure/concentration-of.ts';
import { readConcentration } from '../../metrics/structure/read-concentration.ts';
import type { Found } from '../answer.ts';
import type { StructureAsk } from '../ask.ts';

type Named<Kind extends StructureAsk['ask']> = Extract<StructureAsk, { ask: Kind }>;

const nothing = 'The panel recorded nothing of it.';

/** What the structure metrics say to a question, on the last snapshot of a panel up to its day. */
export async function readStructure(db: Db, panel: string, ask: StructureAsk): Promise<Found> {
  switch (ask.ask) {
    case 'concentration':
      return await readUnequal(db, panel, ask);
    case 'derivatives':
      return await readDerived(db, panel, ask);
    case 'major':
      return await readMajor(db, panel, ask);
    case 'leaders':
      return await readLeaders(db, panel, ask);
    case 'fastest-day':
      return await readFastestDay(db, panel);
  }
}

async function readUnequal(db: Db, panel: string, ask: Named<'concentration'>): Promise<Found> {
  const { level, measure, part, at } = ask;
  const definition = definitionOf({ panel, measure, snapshot: at });
  const { newest } = await readConcentration(db, { level, definition });
  if (!newest) return { value: null, coverage: null, asOf: null, says: nothing };
  const value = partOf(newest, part);
  return { value, coverage: newest.coverage, asOf: newest.asOf, says: value === null ? nothing : null };
}

function partOf(unequal: Inequality, part: Named<'concentration'>['part']): number | null {
  if (part === 'hhi') return unequal.hhi;
  if (part === 'effective') return unequal.effectiveNumber;
  if (part === 'gini') return unequal.giniAll;
  if (part === 'giniActive') return unequal.giniActive;
  if ('top' in part) return unequal.tops.find(({ count }) => count === part.top)?.share ?? null;
  return unequal.parts.find((one) => one.part === part.topPart)?.share ?? null;
}

async function readDerived(db: Db, panel: string, ask: Named<'derivatives'>): Promise<Found> {
  const models = { all: db`d.models`, 'over-5': db`d.over_5`, 'over-200': db`d.over_200` }[ask.threshold];
  const [row] = await db<
    [{ asOf: string | null; chosen: number | null; placed: number | null; whole: number | null }]
  >`
    select
      max(p.structure_as_of)::text as "asOf",
      sum(${models}) filter (where
        d.family <> ''
        and (${ask.family === null} or d.family = any (${[...(ask.family ?? [])]}::text[]))
        and (${ask.region === null} or d.region = any (${[...(ask.region ?? [])]}::text[]))
      )::float8 as "chosen",
      sum(${models}) filter (where d.family <> '')::float8 as "placed",
      sum(${models})::float8 as "whole"
    from rollup_derivatives d
    join panels p on p.panel_id = d.panel_id and p.panel = ${panel}
    where d.counting = ${ask.counting}
      and d.month >= coalesce(${ask.from}::date, '-infinity') and d.month < coalesce(${ask.until}::date, 'infinity')
  `;
  const { asOf } = row;
  if (!row.whole || !row.placed)
    return { value: null, coverage: null, asOf, says: 'No such derivative is in the panel.' };
  const chosen = row.chosen ?? 0;
  if (ask.as === 'models') return { value: chosen, coverage: null, asOf, says: null };
  return { value: chosen / row.placed, coverage: row.placed / row.whole, asOf, says: null };
}

async function readMajor(db: Db, panel: string, ask: Named<'major'>): Promise<Found> {
  const { downloads, age, region, from, until } = ask;
  const [row] = await db<[{ major: number; seen: number }]>`
    select
      count(*) filter (where a.downloads >= ${downloads})::int as "major",
      count(*)::int as "seen"
    from panel_models t
    join panels p on p.panel_id = t.panel_id and p.panel = ${panel}
    join kinds k on k.kind_id = t.kind_id and k.first_party
    join model_ages a on a.panel_id = t.panel_id and a.model_id = t.model_id and a.age = ${age}
    where t.released_on >= ${from}::date and t.released_on < ${until}::date
      and (${region}::text is null or t.region = ${region})
  `;
  const says = row.seen === 0 ? 'No first-party release of these months was observed at that age.' : null;
  return { value: row.seen === 0 ? null : row.major, coverage: null, asOf: null, says };
}

async function readLeaders(db: Db, panel: string, { of, give, at }: Named<'leaders'>): Promise<Found> {
  const rows = await db<{ asOf: string; liked: boolean | null; year: string | null }[]>`
    select
      s.as_of::text as "asOf",
      exists (
        select from rollup_leaders k
        where k.snapshot_id = l.snapshot_id and k.measure = 'likes' and k.model_id = l.model_id and k.place <= ${of}
      ) as "liked",
      extract(year from t.released_on)::int::text as "year"
    from (
      select s.snapshot_id, s.panel_id, s.as_of
      from snapshots s
      join panels p on p.panel_id = s.panel_id and p.panel = ${panel}
      where s.status = 'published' and s.as_of <= coalesce(${at}::date, 'infinity')
      order by s.as_of desc
      limit 1
    ) s
    join rollup_leaders l on l.snapshot_id = s.snapshot_id and l.measure = 'downloads30d' and l.place <= ${of}
    left join panel_models t on t.panel_id = s.panel_id and t.model_id = l.model_id
  `;
  const [first] = rows;
  if (!first) return { value: null, coverage: null, asOf: null, says: nothing };
  const value = rows.filter(({ liked, year }) =>
    give === 'liked-too' ? liked : year === give.released,
  ).length;
  const known = give === 'liked-too' ? null : rows.filter(({ year }) => year !== null).length / rows.length;
  return { value, coverage: known, asOf: first.asOf, says: null };
}

/** Among the hundred most downloaded of all time. A gain over a gap is spread over its days: one may have been faster. */
async function readFastestDay(db: Db, panel: string): Promise<Found> {
  const [row] = await db<[{ fastest: number | null; asOf: string | null }]>`
    select max((l.value - b.value)::float8 / (s.as_of - s.before)) as "fastest", max(s.as_of)::text as "asOf"
    from (
      select
        s.snapshot_id, s.as_of,
        lag(s.snapshot_id) over (order by s.as_of) as snapshot_before, lag(s.as_of) over (order by s.as_of) as before
      from snapshots s
      join panels p on p.panel_id = s.panel_id and p.panel = ${panel}
      where s.status = 'published'
    ) s
    join rollup_leaders l on l.snapshot_id = s.snapshot_id and l.measure = 'downloadsAllTime'
    join rollup_leaders b
      on b.snapshot_id = s.snapshot_before and b.measure = 'downloadsAllTime' and b.model_id = l.model_id
  `;
  const says = row.fastest === null ? nothing : null;
  return { value: row.fastest, coverage: null, asOf: row.asOf, says };
}
