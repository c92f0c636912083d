import { countsInName, NOTHING } from './counts-in-name.ts';
import { type Fields, repaired } from './fields.ts';
import type { Weights } from './weights.ts';

export interface ParameterCount {
  parameters: number | null;
  /** Which single record decided: `safetensors`, `gguf`, `repo-name`, or `unknown`. */
  parametersSource: string;
  safetensorsParameters: number | null;
  ggufParameters: number | null;
  activeParameters: number | null;
}

export interface Counted {
  repoId: string;
  weights: Weights;
  /** Whether the weights are packed, as far as the record tells; a relation `quantized` counts. */
  isPacked: boolean;
  isAdapter: boolean;
}

/**
 * Total weights of a model by what its own record says: safetensors, then GGUF, then the name (hub-api.md §6.3).
 * Adapters count their own weights only, never those of their base.
 */
export function countParameters(
  fields: Fields,
  { repoId, weights, isPacked, isAdapter }: Counted,
): ParameterCount {
  const stated = isAdapter ? NOTHING : countsInName(repoId);
  const count = isAdapter
    ? decided(weights.safetensors, 'safetensors')
    : ownCount(fields, { weights, stated: stated.total, isPacked });
  const { active } = stated;
  const isPart = active !== null && (isPacked || count.parameters === null || active <= count.parameters);
  return {
    parameters: count.parameters,
    parametersSource: count.parametersSource,
    safetensorsParameters: weights.safetensors,
    ggufParameters: weights.gguf,
    activeParameters: isPart ? active : null,
  };
}

interface Claims {
  weights: Weights;
  stated: number | null;
  isPacked: boolean;
}

function ownCount(fields: Fields, { weights: { safetensors, gguf }, stated, isPacked }: Claims) {
  if (safetensors !== null && isBelieved(safetensors, stated, isPacked)) {
    return decided(safetensors, 'safetensors');
  }
  if (safetensors !== null && stated !== null && safetensors < stated / 1000) {
    repaired(fields, `safetensors: ${safetensors} parameters under a name that states ${stated}`);
  }
  // A GGUF holds shapes, not packed words: its count is whole where it is of the model at all.
  if (gguf !== null && (stated === null || isWithin(gguf, stated, [0.3, 3]))) return decided(gguf, 'gguf');
  return decided(stated, 'repo-name');
}

/**
 * Packed words understate the weights (hub-api.md §6.2), so there the name comes first unless both agree.
 * In full precision the file is right, except where it names norms only: a thousandth of the name and less.
 */
function isBelieved(count: number, stated: number | null, isPacked: boolean): boolean {
  if (stated === null) return true;
  return isPacked ? isWithin(count, stated, [0.85, 1.2]) : count >= stated / 1000;
}

function isWithin(count: number, stated: number, [least, most]: readonly [number, number]): boolean {
  return count >= least * stated && count <= most * stated;
}

function decided(parameters: number | null, source: string) {
  return { parameters, parametersSource: parameters === null ? 'unknown' : source };
}
