import { definitionOf } from '../../src/lib/definition/defaults.ts';
import type { Definition } from '../../src/lib/definition/definition.ts';
import { judgeWorld } from './judge-world.ts';
import { createOracle } from './oracle.ts';
import type { OracleFigure } from './oracle-figure.ts';
import type { World } from './world.ts';

type Step = 'day' | 'week' | 'month';

/** What the oracle says of a world, day by day unless told. */
export function answer(world: World, parts: Partial<Definition>, step: Step = 'day'): OracleFigure {
  return createOracle(judgeWorld(world))(definitionOf(parts), step);
}

/** Values of the window by group, largest first. */
export function values(world: World, parts: Partial<Definition>): [string, number | null][] {
  return answer(world, parts)
    .groups.toSorted((a, b) => (b.value ?? -1) - (a.value ?? -1))
    .map(({ ids, value }) => [ids.join(' > '), value]);
}
