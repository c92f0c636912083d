import type { PendingQuery, Row } from 'postgres';
import type { Db } from '../../../../db/client.ts';
import { LICENSE_CLASSES } from '../../../../db/vocab/license-classes.ts';
import { REGIONS } from '../../../../db/vocab/regions.ts';
import type { Found } from '../answer.ts';
import type { Counter, NewestAsk, NewestCondition } from '../ask.ts';

type Fragment = PendingQuery<Row[]>;

const openRegions = REGIONS.filter(({ kind }) => kind === 'open').map(({ id }) => id);
const openClasses = LICENSE_CLASSES.filter(({ kind }) => kind === 'open').map(({ id }) => id);

interface Counted {
  asOf: string;
  models: number;
  chosen: number;
  whole: number;
  part: number;
  known: number;
  /** Whether a model of the panel has the counters the question needs. */
  counted: boolean;
}

/** Counts models of the newest snapshot of a panel one by one. Coverage is that of the conditions. */
export async function readNewest(db: Db, panel: string, ask: NewestAsk): Promise<Found> {
  const given = ask.give.replace('shareOf-', '');
  const weight = given === 'models' || given === 'share' ? db`1` : counter(db, given);
  const used = [ask.population.top, ask.population.moreThan, ask.where.below].flatMap(
    (one) => one?.measure ?? [],
  );
  const [row] = await db<Counted[]>`
    -- Read in place, so that a question joins and sorts what it needs and no more.
    with present as not materialized (
      select
        p.model_id, p.downloads_30d, p.downloads_all_time, p.likes, p.parameters, p.region,
        p.relation, p.license_key, p.license_class, m.namespace, t.modality,
        split_part(k.holder, '@', 1) as publisher
      from panel_models p
      join panels n on n.panel_id = p.panel_id
      left join models m on m.model_id = p.model_id
      left join kinds k on k.kind_id = p.kind_id
      left join ref_tasks t on t.task = k.task
      where n.panel = ${panel} and p.present
    ),
    population as not materialized (select x.* from present x where ${populationOf(db, ask.population)}),
    places as (
      select x.publisher, row_number() over (order by sum(x.downloads_30d) desc nulls last, x.publisher) as place
      from population x
      where x.publisher <> ''
      group by x.publisher
    )
    select
      (
        select max(s.as_of)::text from snapshots s join panels n on n.panel_id = s.panel_id
        where n.panel = ${panel} and s.status = 'published'
      ) as "asOf",
      count(*)::int as "models",
      count(*) filter (where ${chosenBy(db, ask.where)})::int as "chosen",
      coalesce(sum(${weight}), 0)::float8 as "whole",
      coalesce(sum(${weight}) filter (where ${chosenBy(db, ask.where)}), 0)::float8 as "part",
      coalesce(sum(${weight}) filter (where ${knownBy(db, ask.where)}), 0)::float8 as "known",
      exists (select from present x where ${recorded(db, [...used, given])}) as "counted"
    from population x
    left join places l on l.publisher = x.publisher
  `;
  return foundOf(ask, row);
}

function foundOf({ give }: NewestAsk, row: Counted | undefined): Found {
  if (!row || row.models === 0 || !row.counted)
    return {
      value: null,
      coverage: null,
      asOf: row?.asOf ?? null,
      says: 'The panel recorded nothing of it.',
    };
  const coverage = row.whole > 0 ? row.known / row.whole : null;
  const value = give === 'models' ? row.chosen : give === 'share' ? row.chosen / row.models : row.part;
  if (!give.startsWith('shareOf-')) return { value, coverage, asOf: row.asOf, says: null };
  const says = row.whole > 0 ? null : 'There is nothing to be a part of.';
  return { value: row.whole > 0 ? row.part / row.whole : null, coverage, asOf: row.asOf, says };
}

function counter(db: Db, measure: string): Fragment {
  if (measure === 'downloadsAllTime') return db`x.downloads_all_time`;
  return measure === 'likes' ? db`x.likes` : db`x.downloads_30d`;
}

function recorded(db: Db, measures: readonly string[]): Fragment {
  return all(
    db,
    measures.filter((m) => m !== 'models' && m !== 'share').map((m) => db`${counter(db, m)} is not null`),
  );
}

function populationOf(db: Db, { top, quantized, sized, moreThan }: NewestAsk['population']): Fragment {
  return all(db, [
    ...(top ? [topOf(db, top)] : []),
    ...(quantized ? [db`x.relation = 'quantized'`] : []),
    ...(sized ? [db`x.parameters is not null`] : []),
    ...(moreThan ? [db`${counter(db, moreThan.measure)} > ${moreThan.value}`] : []),
  ]);
}

function topOf(
  db: Db,
  { count, of, measure }: { count: number; of: 'models' | 'publishers'; measure: Counter },
) {
  const value = counter(db, measure);
  if (of === 'models')
    return db`x.model_id in (select x.model_id from present x order by ${value} desc nulls last, x.model_id limit ${count})`;
  return db`x.publisher in (
    select x.publisher from present x where x.publisher <> ''
    group by x.publisher
    order by sum(${value}) desc nulls last, x.publisher
    limit ${count}
  )`;
}

function chosenBy(db: Db, where: NewestCondition): Fragment {
  const { below, publisherPlaces: places } = where;
  const any = (column: Fragment, ids: readonly string[] | undefined) =>
    ids ? [db`${column} = any (${[...ids]}::text[])`] : [];
  return all(db, [
    ...any(db`x.region`, where.regions),
    ...any(db`x.license_class`, where.licenseClasses),
    ...any(db`x.license_key`, where.licenses),
    ...any(db`x.modality`, where.modalities),
    ...any(db`x.namespace`, where.namespaces),
    ...(places ? [db`l.place between ${places.from} and ${places.to}`] : []),
    ...(where.parametersBelow === undefined ? [] : [db`x.parameters < ${where.parametersBelow}`]),
    ...(below ? [db`${counter(db, below.measure)} < ${below.value}`] : []),
    ...(where.leaf ? [leaf(db)] : []),
  ]);
}

function leaf(db: Db): Fragment {
  return db`not exists (
    select from lineage_edges e
    join panel_models c on c.panel_id = e.panel_id and c.model_id = e.child_id and c.present
    where e.parent_id = x.model_id and e.until_snapshot is null
  )`;
}

function knownBy(db: Db, where: NewestCondition): Fragment {
  return all(db, [
    ...(where.regions ? [db`x.region <> all (${openRegions}::text[])`] : []),
    ...(where.licenses || where.licenseClasses ? [db`x.license_class <> all (${openClasses}::text[])`] : []),
    ...(where.modalities ? [db`x.modality <> 'none'`] : []),
    ...(where.publisherPlaces ? [db`x.publisher <> ''`] : []),
    ...(where.parametersBelow === undefined ? [] : [db`x.parameters is not null`]),
  ]);
}

function all(db: Db, predicates: readonly Fragment[]): Fragment {
  return predicates.reduce((so, predicate) => db`${so} and ${predicate}`, db`true`);
}
