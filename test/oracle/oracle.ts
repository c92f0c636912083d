import { MEASURES } from '../../db/vocab/measures.ts';
import type { Definition } from '../../src/lib/definition/definition.ts';
import { addUp } from './add-up.ts';
import { bornFigure } from './born.ts';
import { daysBetween } from './days.ts';
import type { JudgedSnapshot } from './judge-world.ts';
import type { Asked, OracleFigure } from './oracle-figure.ts';
import { periodsOf } from './periods.ts';
import { type Portions, portionsOf } from './portions.ts';
import { sizeFigure } from './sizes.ts';

/** Answers definitions about a judged world by looking at every model. */
export function createOracle(
  snapshots: readonly JudgedSnapshot[],
): (definition: Definition, step: Step) => OracleFigure {
  return (definition, step) => {
    const known = snapshots.filter(({ day }) => definition.snapshot === null || day <= definition.snapshot);
    const portions = memoPortions(definition);
    const kind = MEASURES.find(({ id }) => id === definition.measure)?.kind;
    if (definition.measure === 'newModels') return bornFigure(known, { definition, portions });
    const days = known.map(({ day }) => day);
    const periods = periodsOf(days, definition, step);
    const asked = periods.map(({ snapshots: places }) => {
      const used = kind === 'flow' ? places.filter((i) => known[i]?.before !== null) : places.slice(-1);
      return used.flatMap((i) => known[i] ?? []);
    });
    const shown = periods.map(({ from, until, snapshots: places }) => ({
      from,
      until,
      asOf: days[places.at(-1) ?? -1] ?? null,
      snapshots: places.length,
      bridges: kind === 'flow' ? bridged(known[places[0] ?? -1]) : null,
    }));
    const figure =
      kind === 'mean' || kind === 'median'
        ? sizeFigure(asked, { definition, portions })
        : addUp(
            asked.map((looks) => (looks.length === 0 ? null : looks.map(({ models }) => models))),
            { definition, portions, flow: kind === 'flow' },
          );
    return { periods: shown, ...figure };
  };
}

type Step = 'day' | 'week' | 'month';

/** Days since the snapshot before, where that is more than the one day from look to look. */
function bridged(first: JudgedSnapshot | undefined): number | null {
  if (!first || first.before === null) return null;
  const days = daysBetween(first.before, first.day);
  return days > 1 ? days : null;
}

function memoPortions(definition: Definition): Asked['portions'] {
  const known: (Portions | null | undefined)[] = [];
  return ({ kind, infrastructure }) => {
    if (infrastructure && definition.infrastructure === 'without') return null;
    const before = known[kind.number];
    if (before !== undefined) return before;
    const portions = portionsOf(kind, definition);
    known[kind.number] = portions;
    return portions;
  };
}
