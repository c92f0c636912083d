import type { Db } from '../../../../db/client.ts';
import { BadDefinition } from '../../definition/errors.ts';
import { daysBetween } from '../days.ts';
import { readGround, type StructureAnswer } from './answer.ts';
import { rankOverlap } from './rank-overlap.ts';

/** How slowly the weight of places falls in the rank-biased overlap: the first fifty carry about 86 %. */
const OVERLAP_P = 0.98;

export interface Leader {
  modelId: number;
  repoId: string;
  /** From 1. Null: not in the list on that day. */
  place: number | null;
  placeBefore: number | null;
  /** On the day it was in the list, the newer one first. */
  value: number;
  releasedOn: string | null;
}

export interface Turnover extends StructureAnswer {
  measure: 'downloads30d' | 'downloadsAllTime' | 'likes';
  /** Wanted, and as many as the panel has with anything at all. */
  places: number;
  listed: number;
  /** The day that is compared with: a year before, or the farthest recorded. Null: nothing earlier. */
  comparedWith: string | null;
  isFullYear: boolean;
  /** Part of the list that was not in it on the day compared with, 0 to 1. */
  turnover: number | null;
  overlap: { value: number; p: number } | null;
  /** By release year, newest first; `unknown` last. */
  years: readonly { year: string; models: number }[];
  /** Days since release, the lower median over those whose release is known. */
  medianAgeDays: number | null;
  /** Today's list in order; then who left it, in the order they had. */
  leaders: readonly Leader[];
  entrants: readonly Leader[];
  leavers: readonly Leader[];
}

export interface TurnoverQuery {
  panel: string | null;
  measure: Turnover['measure'];
  places: 50 | 100;
  /** Two published days to compare instead of the newest and a year before. */
  between?: { now: string; before: string | null };
}

/** Who leads a panel, and how much of the list is new within a year. Infrastructure models are in it. */
export async function readTurnover(
  db: Db,
  { panel: named, measure, places, between }: TurnoverQuery,
): Promise<Turnover> {
  const { panel, referenceVersion } = await readGround(db, named);
  if (measure === 'downloadsAllTime' && !panel.hasAllTime)
    throw new BadDefinition([
      `measure: the panel ${panel.panel} does not record ${measure}; choose downloads30d or likes.`,
    ]);
  const asOf = between?.now ?? panel.asOf;
  const comparedWith = between ? between.before : await readEarlierDay(db, panel.panel, { measure, asOf });
  const rows = await readLists(db, { panel: panel.panel, measure, places, days: [asOf, comparedWith] });
  const leaders = rows.filter(({ place }) => place !== null);
  const leavers = rows.filter(({ place }) => place === null);
  const entrants = comparedWith === null ? [] : leaders.filter(({ placeBefore }) => placeBefore === null);
  const isFullYear = comparedWith !== null && daysBetween(comparedWith, asOf) >= 365;
  return {
    panel,
    asOf,
    definition: `The ${places} models with most ${measure === 'likes' ? 'likes' : measure === 'downloads30d' ? 'downloads in 30 days' : 'downloads of all time'}, of equal ones those seen first. Turnover: the part of today’s list that was not in it on the day compared with.`,
    coverage: rows.length === 0 ? null : 1,
    notes: notesOf({ comparedWith, isFullYear, places, listed: leaders.length }),
    referenceVersion,
    measure,
    places,
    listed: leaders.length,
    comparedWith,
    isFullYear,
    turnover: comparedWith === null || leaders.length === 0 ? null : entrants.length / leaders.length,
    overlap: overlapOf(rows, comparedWith),
    years: yearsOf(leaders),
    medianAgeDays: medianAgeOf(leaders, asOf),
    leaders,
    entrants,
    leavers,
  };
}

/** The last published day that is a year old, or else the first with a list; null where there is none before. */
async function readEarlierDay(
  db: Db,
  panel: string,
  { measure, asOf }: { measure: string; asOf: string },
): Promise<string | null> {
  const [row] = await db<{ day: string | null }[]>`
    select coalesce(
      max(d.as_of) filter (where d.as_of <= ${asOf}::date - interval '1 year'), min(d.as_of)
    )::text as "day"
    from (
      select s.as_of
      from snapshots s
      join panels p on p.panel_id = s.panel_id
      where p.panel = ${panel} and s.status = 'published' and s.as_of < ${asOf}::date
        and exists (select from rollup_leaders r where r.snapshot_id = s.snapshot_id and r.measure = ${measure})
    ) d
  `;
  return row?.day ?? null;
}

interface ListsQuery {
  panel: string;
  measure: string;
  places: number;
  days: readonly [string, string | null];
}

async function readLists(db: Db, { panel, measure, places, days: [now, before] }: ListsQuery) {
  return await db<Leader[]>`
    select
      m.model_id::int as "modelId",
      m.repo_id as "repoId",
      x.place::int as "place",
      x.place_before::int as "placeBefore",
      x.value::float8 as "value",
      t.released_on::text as "releasedOn"
    from (
      select
        r.model_id,
        p.panel_id,
        max(r.place) filter (where s.as_of = ${now}::date) as place,
        max(r.place) filter (where s.as_of = ${before}::date) as place_before,
        (array_agg(r.value order by s.as_of desc))[1] as value
      from panels p
      join snapshots s on s.panel_id = p.panel_id and s.status = 'published'
      join rollup_leaders r on r.snapshot_id = s.snapshot_id
      where p.panel = ${panel} and s.as_of in (${now}::date, ${before}::date)
        and r.measure = ${measure} and r.place <= ${places}
      group by r.model_id, p.panel_id
    ) x
    join models m on m.model_id = x.model_id
    left join panel_models t on t.panel_id = x.panel_id and t.model_id = x.model_id
    order by x.place nulls last, x.place_before
  `;
}

function overlapOf(rows: readonly Leader[], comparedWith: string | null): Turnover['overlap'] {
  if (comparedWith === null) return null;
  const now = rows.filter(({ place }) => place !== null).map(({ modelId }) => modelId);
  const before = rows
    .filter(({ placeBefore }) => placeBefore !== null)
    .toSorted((a, b) => (a.placeBefore ?? 0) - (b.placeBefore ?? 0))
    .map(({ modelId }) => modelId);
  const value = rankOverlap(now, before, OVERLAP_P);
  return value === null ? null : { value, p: OVERLAP_P };
}

function yearsOf(leaders: readonly Leader[]): Turnover['years'] {
  const years = Map.groupBy(leaders, ({ releasedOn }) => releasedOn?.slice(0, 4) ?? 'unknown');
  return [...years]
    .map(([year, models]) => ({ year, models: models.length }))
    .toSorted((a, b) => {
      if (a.year === 'unknown' || b.year === 'unknown') return a.year === 'unknown' ? 1 : -1;
      return b.year.localeCompare(a.year);
    });
}

function medianAgeOf(leaders: readonly Leader[], asOf: string): number | null {
  const ages = leaders
    .flatMap(({ releasedOn }) => (releasedOn === null ? [] : daysBetween(releasedOn, asOf)))
    .toSorted((a, b) => a - b);
  return ages[Math.floor((ages.length - 1) / 2)] ?? null;
}

function notesOf(facts: {
  comparedWith: string | null;
  isFullYear: boolean;
  places: number;
  listed: number;
}): readonly string[] {
  const { comparedWith, isFullYear, places, listed } = facts;
  return [
    ...(comparedWith === null
      ? ['There is no earlier list to compare with.']
      : isFullYear
        ? []
        : [`The record does not reach back a year: compared with ${comparedWith}, its farthest day.`]),
    ...(listed < places ? [`Only ${listed} models have any.`] : []),
    'Models keep their place in the list under a new name.',
  ];
}
