import { type DimensionId, PUBLISHER_DIMENSIONS } from '../../../../db/vocab/dimensions.ts';
import type { Definition } from '../../definition/definition.ts';
import { lensed as lensedIn } from '../../definition/lenses.ts';

/**
 * Which rollup answers. `slices`: by one or two columns, week by week. `cells`: by region, size, license class and relation,
 * day by day. `weeks`: by everything, week by week. `days`: by everything, day by day; seven times as much to add up.
 */
export type Grain = 'slices' | 'cells' | 'weeks' | 'days';

/** Whether a rollup is kept week by week; the others are by the day. */
export function isWeekly(grain: Grain): boolean {
  return grain === 'weeks' || grain === 'slices';
}

/** Whether the keys of a rollup tell infrastructure models apart; of kinds the sums do. */
export function keysTellInfrastructure(grain: Grain): boolean {
  return grain === 'cells' || grain === 'slices';
}

/** Whose publisher a column speaks of. */
export type Side = 'uploader' | 'creator';

/** A dimension as it is used, by a group or by a lens. */
export interface Use {
  dimension: DimensionId;
  side: Side;
}

/** Predicates beside those of the definition. */
export interface Extra {
  /** Only models of known size. */
  sized: boolean;
  /** Only models that declare a base. */
  declared: boolean;
}

/** In the order of `slice_columns()` in db/functions/37-slices.sql. */
export const SLICE_COLUMNS = [
  'region',
  'country',
  'holder',
  'type',
  'size_cell',
  'license',
  'task',
  'library',
  'format',
  'relation',
  'inheritance',
  'gated',
  'year',
  'mix',
  'families',
  'origin',
] as const;

export type SliceColumn = (typeof SLICE_COLUMNS)[number];

const inCells: readonly DimensionId[] = ['region', 'size', 'license', 'relation'];

/** The sides and dimensions a definition groups by: one per dimension, two under the flow of attribution. */
export function grouped({ by, attribution }: Definition): readonly Use[] {
  return by.flatMap((dimension) => {
    if (attribution !== 'flow') return [{ dimension, side: attribution }];
    const sides: readonly Side[] = PUBLISHER_DIMENSIONS.includes(dimension)
      ? ['creator', 'uploader']
      : ['uploader'];
    return sides.map((side) => ({ dimension, side }));
  });
}

/** The dimensions a definition is narrowed in. Under the flow, lenses on publishers narrow the uploaders. */
export function lensed(definition: Definition): readonly Use[] {
  const side: Side = definition.attribution === 'creator' ? 'creator' : 'uploader';
  return lensedIn(definition).map((dimension) => ({ dimension, side }));
}

/** The smallest rollup that holds what is asked for. Small panels are not `sliced`. */
export function grainOf(definition: Definition, sliced: boolean): Grain {
  const cells = fitsCells(definition);
  if (definition.step === 'day') return cells ? 'cells' : 'days';
  const columns = sliced ? sliceColumnsOf(definition) : null;
  if (columns !== null && columns.length <= 2) return 'slices';
  return cells ? 'cells' : 'weeks';
}

/** True where `cells` hold everything that is asked for. */
export function fitsCells(definition: Definition): boolean {
  const { counting, facts, universe } = definition;
  const used = [...grouped(definition), ...lensed(definition)].map(({ dimension }) => dimension);
  return (
    used.every((dimension) => inCells.includes(dimension)) &&
    (!used.includes('region') || (counting === 'primary' && facts === 'then')) &&
    (universe === 'all' || universe === 'parameters-known')
  );
}

/** The columns that slices would need, in their order, at least one; null where slices do not hold what is asked for. */
export function sliceColumnsOf(definition: Definition): readonly SliceColumn[] | null {
  const { universe } = definition;
  if (universe === 'first-party' || universe === 'tracked') return null;
  const needed: readonly SliceColumn[] = [
    ...usesOf(definition).map((use) => sliceColumn(use, definition)),
    ...(universe === 'language' ? (['task'] as const) : []),
    ...(universe === 'parameters-known' ? (['size_cell'] as const) : []),
  ];
  const found = SLICE_COLUMNS.filter((column) => needed.includes(column));
  return found.length === 0 ? ['gated'] : found;
}

function usesOf(definition: Definition): readonly Use[] {
  return [...grouped(definition), ...lensed(definition)];
}

/** Whether a use speaks of where the model comes from: of its creators or of its family. */
function isOfOrigin({ dimension, side }: Use): boolean {
  return dimension === 'family' || (side === 'creator' && PUBLISHER_DIMENSIONS.includes(dimension));
}

/**
 * The column of slices that answers a use. Regions and families of origins have columns of their own, smaller ones; taken
 * together they have lost which belongs to which, and the origin itself has to answer.
 */
export function sliceColumn(use: Use, definition: Definition): SliceColumn {
  const { counting, facts } = definition;
  const plain = counting === 'primary' && facts === 'then';
  const { dimension } = use;
  if (isOfOrigin(use)) {
    const asked = new Set(
      usesOf(definition)
        .filter(isOfOrigin)
        .map((one) => one.dimension),
    );
    if (asked.size > 1) return 'origin';
    if (dimension === 'family') return 'families';
    return dimension === 'region' && plain ? 'mix' : 'origin';
  }
  const columns: Readonly<Record<DimensionId, SliceColumn>> = {
    region: plain ? 'region' : 'holder',
    country: plain ? 'country' : 'holder',
    publisher: 'holder',
    'publisher-type': facts === 'then' ? 'type' : 'holder',
    packager: 'holder',
    size: 'size_cell',
    license: 'license',
    'license-id': 'license',
    'osi-approved': 'license',
    'commercial-use': 'license',
    'share-alike': 'license',
    'use-restrictions': 'license',
    task: 'task',
    modality: 'task',
    library: 'library',
    format: 'format',
    relation: 'relation',
    inheritance: 'inheritance',
    family: 'families',
    gated: 'gated',
    year: 'year',
  };
  return columns[dimension];
}
