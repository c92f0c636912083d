import type { PendingQuery, Row } from 'postgres';
import type { Db } from '../../../../db/client.ts';
import type { DimensionId } from '../../../../db/vocab/dimensions.ts';
import { DIMENSIONS } from '../../../../db/vocab/dimensions.ts';
import { classOfCell, SIZE_CELLS, SIZE_SCHEMES } from '../../../../db/vocab/size-classes.ts';
import type { Definition } from '../../definition/definition.ts';
import { type Grain, lensedIn } from './grain.ts';

type Fragment = PendingQuery<Row[]>;
/** Whose publisher a column speaks of. */
export type Side = 'uploader' | 'creator';

/** What stands between `from` and `group by`: the rollup’s keys with all that the dimensions in use need. */
export interface Source {
  /** `k` is the key row; joined tables follow. */
  from: Fragment;
  /** Predicates of universe, lenses and infrastructure. */
  where: Fragment;
  /** What a sum counts for a row. */
  weight: Fragment;
  /** The group id of each dimension of `by`; sizes as cells. */
  groups: readonly Fragment[];
  /** True where the model declares a base. */
  declared: Fragment;
}

const ofPublishers = new Set(DIMENSIONS.filter((d) => d.of === 'publisher').map(({ id }) => id));
const countriesMatter: readonly DimensionId[] = ['region', 'country'];

/** The sides and dimensions a definition groups by: one per dimension, two under the flow of attribution. */
export function grouped({ by, attribution }: Definition): readonly { dimension: DimensionId; side: Side }[] {
  return by.flatMap((dimension) => {
    if (attribution !== 'flow') return [{ dimension, side: attribution }];
    const sides: readonly Side[] = ofPublishers.has(dimension) ? ['creator', 'uploader'] : ['uploader'];
    return sides.map((side) => ({ dimension, side }));
  });
}

/**
 * Under the flow, lenses on publishers narrow the uploaders. `once`: a publisher of several countries counts once in all,
 * unless a lens asks for some of them.
 */
export function sourceOf(
  db: Db,
  definition: Definition,
  { grain, once }: { grain: Grain; once: boolean },
): Source {
  const groups = grouped(definition);
  const lensSide: Side = definition.attribution === 'creator' ? 'creator' : 'uploader';
  const lenses = lensedIn(definition.lenses).map((dimension) => ({ dimension, side: lensSide }));
  const used = [...groups, ...lenses];
  const column = ({ dimension, side }: { dimension: DimensionId; side: Side }) =>
    grain === 'cells' ? cellColumn(db, dimension, side) : kindColumn(db, dimension, side);
  const narrowed = lenses.map((lens) => narrow(db, column(lens), lens.dimension, definition));
  const { from, weight } =
    grain === 'cells'
      ? cellTables(db, used)
      : kindTables(db, used, { ...definition, once: once ? lenses : null });
  return {
    from,
    weight,
    where: [...narrowed, universeOf(db, definition, grain), infrastructureOf(db, definition, grain)].reduce(
      (all, predicate) => db`${all} and ${predicate}`,
      db`true`,
    ),
    groups: groups.map(column),
    declared: db`k.relation not in ('original', 'undeclared')`,
  };
}

function narrow(db: Db, column: Fragment, dimension: DimensionId, definition: Definition): Fragment {
  const ids = definition.lenses[dimension] ?? [];
  if (dimension !== 'size') return db`${column} = any (${[...ids]}::text[])`;
  const scheme = SIZE_SCHEMES.find(({ id }) => id === definition.scheme);
  const cells = [-1, ...SIZE_CELLS.keys()].filter(
    (cell) => scheme && ids.includes(classOfCell(scheme, cell).id),
  );
  return db`k.size_cell = any (${cells}::smallint[])`;
}

function universeOf(db: Db, { universe }: Definition, grain: Grain): Fragment {
  if (universe === 'all') return db`true`;
  if (universe === 'parameters-known') return db`k.size_cell >= 0`;
  if (grain === 'cells') throw new Error(`cells do not know the universe ${universe}`);
  if (universe === 'first-party') return db`k.first_party`;
  if (universe === 'tracked') return db`k.tracked`;
  return db`k.task in (select t.task from ref_tasks t where t.language)`;
}

/** On kinds the flag stands in the sums, `r`. */
function infrastructureOf(db: Db, { infrastructure }: Definition, grain: Grain): Fragment {
  if (infrastructure === 'with') return db`true`;
  return grain === 'cells' ? db`not k.infrastructure` : db`not r.infrastructure`;
}

type Use = { dimension: DimensionId; side: Side };

function cellTables(db: Db, used: readonly Use[]) {
  const mixed = used.some(({ dimension, side }) => dimension === 'region' && side === 'creator');
  return mixed
    ? { from: db`cells k join mix_parts x on x.mix_id = k.mix_id`, weight: db`x.weight` }
    : { from: db`cells k`, weight: db`1::float8` };
}

function cellColumn(db: Db, dimension: DimensionId, side: Side): Fragment {
  switch (dimension) {
    case 'region':
      return side === 'creator' ? db`x.region` : db`k.region`;
    case 'size':
      return db`k.size_cell::text`;
    case 'license':
      return db`k.license_class`;
    case 'relation':
      return db`k.relation`;
    default:
      throw new Error(`cells do not hold ${dimension}`);
  }
}

/** Joins what the dimensions in use need: `u` and `c` the publishers, `o` the origin’s parts, `l` the license, `t` the task. */
function kindTables(
  db: Db,
  used: readonly Use[],
  { counting, facts, once }: Definition & { once: readonly Use[] | null },
) {
  const uses = (test: (use: Use) => boolean) => used.some(test);
  const places = (side: Side) => {
    const needed = uses((use) => use.side === side && countriesMatter.includes(use.dimension));
    const lensed = once?.some((lens) => lens.side === side && countriesMatter.includes(lens.dimension));
    const counted = once && !lensed ? 'fractional' : counting;
    const alias = side === 'creator' ? db`c` : db`u`;
    return db`ref_holder_places ${alias}
      on ${alias}.counting = ${needed ? counted : 'primary'} and ${alias}.facts = ${facts} and ${alias}.holder`;
  };
  const uploader = uses(({ dimension, side }) => ofPublishers.has(dimension) && side === 'uploader');
  const creator = uses(({ dimension, side }) => ofPublishers.has(dimension) && side === 'creator');
  const origin = creator || uses(({ dimension }) => dimension === 'family');
  const license = uses(({ dimension }) => flags.includes(dimension));
  const modality = uses(({ dimension }) => dimension === 'modality');
  const none = db``;
  return {
    from: db`
      kinds k
      ${origin ? db`join origin_parts o on o.origin_id = k.origin_id` : none}
      ${uploader ? db`join ${places('uploader')} = k.holder` : none}
      ${creator ? db`join ${places('creator')} = o.holder` : none}
      ${license ? db`left join ref_licenses l on l.license = k.license` : none}
      ${modality ? db`left join ref_tasks t on t.task = k.task` : none}
    `,
    weight: db`1::float8
      ${origin ? db`* o.weight` : none} ${uploader ? db`* u.weight` : none} ${creator ? db`* c.weight` : none}`,
  };
}

const flags: readonly DimensionId[] = ['osi-approved', 'commercial-use', 'share-alike', 'use-restrictions'];

function kindColumn(db: Db, dimension: DimensionId, side: Side): Fragment {
  const p = side === 'creator' ? db`c` : db`u`;
  const flag = (column: Fragment) =>
    db`case when k.license_class in ('none', 'unrecorded') then k.license_class else coalesce(${column}, 'unreviewed') end`;
  const columns: Readonly<Record<DimensionId, () => Fragment>> = {
    region: () => db`${p}.region`,
    country: () => db`${p}.country`,
    publisher: () => db`${p}.publisher_id`,
    'publisher-type': () => db`${p}.type`,
    packager: () => db`case when ${p}.packager then ${p}.publisher_id else '' end`,
    size: () => db`k.size_cell::text`,
    license: () => db`k.license_class`,
    'license-id': () => db`k.license`,
    'osi-approved': () => flag(db`l.osi_approved`),
    'commercial-use': () => flag(db`l.commercial_use`),
    'share-alike': () => flag(db`l.share_alike`),
    'use-restrictions': () => flag(db`l.use_restrictions`),
    task: () => db`k.task`,
    modality: () => db`coalesce(t.modality, case k.task when 'none' then 'none' else 'other' end)`,
    library: () => db`k.library`,
    format: () => db`k.format`,
    relation: () => db`k.relation`,
    inheritance: () => db`k.inheritance`,
    family: () => db`o.family`,
    gated: () => db`k.gated`,
    year: () => db`k.year`,
  };
  return columns[dimension]();
}
