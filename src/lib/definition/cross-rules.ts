import { type DimensionId, PUBLISHER_DIMENSIONS } from '../../../db/vocab/dimensions.ts';
import { MEASURES } from '../../../db/vocab/measures.ts';
import type { Definition } from './definition.ts';
import { lensed, lensOf } from './lenses.ts';

/** What a definition asks for that cannot be asked together: one sentence each, with what can be. */
export function crossProblems(definition: Definition): string[] {
  return [byProblem, flowProblem, stepProblem, windowProblem, bandProblem, medianProblem].flatMap(
    (rule) => rule(definition) ?? [],
  );
}

function byProblem({ by }: Definition): string | null {
  if (by.length > 2) return `by: at most two dimensions can be crossed, as region~size; got ${by.length}.`;
  if (by.length === 2 && by[0] === by[1])
    return `by: ${by[0]} stands there twice; cross two different dimensions, or name one.`;
  return null;
}

function flowProblem({ attribution, by }: Definition): string | null {
  const [only] = by;
  if (attribution !== 'flow' || (by.length === 1 && only && PUBLISHER_DIMENSIONS.includes(only))) return null;
  return `attribution: flow crosses creator and uploader, so it needs exactly one of these as by: ${PUBLISHER_DIMENSIONS.join(', ')}.`;
}

function stepProblem({ measure, step }: Definition): string | null {
  if (measure !== 'newModels' || step === 'auto' || step === 'month') return null;
  return 'step: newModels counts by month of release; choose month or auto.';
}

function windowProblem({ window, snapshot }: Definition): string | null {
  if (window === null || 'days' in window) return null;
  if (window.from >= window.until)
    return `window: it ends before it begins; write the earlier day first, and the day after the last one second.`;
  if (snapshot !== null && window.from > snapshot)
    return `window: it begins after the snapshot of ${snapshot}; choose a window up to that day, or a later snapshot.`;
  return null;
}

function bandProblem({ measure, by, unknown }: Definition): string | null {
  if (unknown !== 'band') return null;
  if (by.length === 0)
    return 'unknown: band is about shares of groups, so it needs by; or choose keep or drop.';
  const kind = MEASURES.find(({ id }) => id === measure)?.kind;
  if (kind === 'stock' || kind === 'flow') return null;
  return `unknown: ${measure} has no shares, so no band; choose keep or drop.`;
}

/** Medians cannot be put together from parts, so only those of whole panels and of single groups are kept. */
const medianDimensions: readonly DimensionId[] = [
  'region',
  'publisher-type',
  'license',
  'relation',
  'modality',
];

function medianProblem(definition: Definition): string | null {
  const { measure, by } = definition;
  if (MEASURES.find(({ id }) => id === measure)?.kind !== 'median') return null;
  const named = [...new Set([...by, ...lensed(definition)])];
  const [only] = named;
  if (named.length > 1 || (only && !medianDimensions.includes(only)))
    return `measure: medians are kept for all models and by one of ${medianDimensions.join(', ')}; got ${named.join(' and ')}.`;
  if (only && by.length === 0 && lensOf(definition, only).length > 1)
    return `${only}: a median of several groups together is not kept; name one group, or ask for by=${only}.`;
  return medianSettings(definition, only);
}

/** Medians are kept under one setting of each switch but those of infrastructure and, by region, of attribution. */
function medianSettings(definition: Definition, only: DimensionId | undefined): string | null {
  const { attribution, universe, facts, counting } = definition;
  if (attribution === 'flow')
    return 'attribution: medians are not kept by pairs of creator and uploader; choose one of them.';
  if (attribution === 'creator' && only && only !== 'region')
    return 'attribution: medians by original creator are kept by region only; choose by=region, or uploader.';
  if (universe !== 'all' && universe !== 'parameters-known')
    return `universe: medians are kept of all models, not of ${universe}; choose all or parameters-known.`;
  if (facts === 'now' && only)
    return 'facts: medians by group are kept with the facts of each day; choose then.';
  if (counting !== 'primary' && only === 'region')
    return 'counting: medians by region are kept for the first country of each publisher; choose primary.';
  return null;
}
