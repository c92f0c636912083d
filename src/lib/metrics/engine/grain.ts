import type { DimensionId } from '../../../../db/vocab/dimensions.ts';
import type { Definition } from '../../definition/definition.ts';

/**
 * `cells`: by region, size, license class and relation, day by day. `weeks`: by everything, week by week. `days`: by
 * everything, day by day; seven times as much to add up.
 */
export type Grain = 'cells' | 'weeks' | 'days';

const inCells: readonly DimensionId[] = ['region', 'size', 'license', 'relation'];

/** The smallest rollup that holds what a definition asks for. */
export function grainOf({ by, lenses, counting, facts, universe, step }: Definition): Grain {
  const used = [...by, ...lensedIn(lenses)];
  const placed = used.includes('region');
  return used.every((dimension) => inCells.includes(dimension)) &&
    (!placed || (counting === 'primary' && facts === 'then')) &&
    (universe === 'all' || universe === 'parameters-known')
    ? 'cells'
    : step === 'day'
      ? 'days'
      : 'weeks';
}

/** The dimensions a definition is narrowed in. */
export function lensedIn(lenses: Definition['lenses']): readonly DimensionId[] {
  return Object.entries(lenses).flatMap(([dimension, ids]) =>
    ids !== undefined && ids.length > 0 ? [dimension as DimensionId] : [],
  );
}
