import { countOf, type Fields, inner, isObject, repaired, shown } from './fields.ts';

/** What the Hub counted in the files of a repo. */
export interface Weights {
  /** The sum over dtypes, or the stated total where it is credible. */
  safetensors: number | null;
  gguf: number | null;
  /** Whether the record names files of that kind at all, counted or not. */
  hasSafetensors: boolean;
  hasGguf: boolean;
  /** How the tensors are stored: `full` precision throughout, mostly `fp8` or `int8`; null when not told apart. */
  stored: 'full' | 'fp8' | 'int8' | null;
}

/** More weights than any model has; a GGUF has claimed 7e159: hub-api.md §6.2. */
const MOST = 1e14;
const FULL_PRECISION = /^B?F(?:16|32|64)$/;
/** Positions and masks, not weights. */
const INDEX = /^(?:I64|BOOL)$/;

/** Counts below zero, above 1e14 or not whole are rejected and noted. */
export function readWeights(fields: Fields): Weights {
  const safetensors = inner(fields, 'safetensors');
  const gguf = inner(fields, 'gguf');
  const { sum, full, fp8, int8, index } = sums(fields, safetensors['parameters']);
  const stored = sum - index;
  return {
    safetensors: credibleTotal(fields, safetensors['total'], sum),
    gguf: ggufTotal(fields, gguf['total']),
    hasSafetensors: safetensors['total'] !== undefined || safetensors['parameters'] !== undefined,
    hasGguf: gguf['total'] !== undefined,
    stored:
      stored === 0
        ? null
        : full >= 0.99 * stored
          ? 'full'
          : fp8 >= 0.3 * stored
            ? 'fp8'
            : int8 >= 0.3 * stored
              ? 'int8'
              : null,
  };
}

const NO_SUMS = { sum: 0, full: 0, fp8: 0, int8: 0, index: 0 };

function sums(fields: Fields, perType: unknown): typeof NO_SUMS {
  if (!isObject(perType)) {
    if (perType !== undefined && perType !== null) {
      repaired(fields, `safetensors.parameters: not an object: ${shown(perType)}`);
    }
    return NO_SUMS;
  }
  const found = { ...NO_SUMS };
  for (const [type, value] of Object.entries(perType)) {
    const count = countOf(fields, 'safetensors.parameters', value) ?? 0;
    found.sum += count;
    if (FULL_PRECISION.test(type)) found.full += count;
    else if (type.startsWith('F8')) found.fp8 += count;
    else if (type === 'I8') found.int8 += count;
    else if (INDEX.test(type)) found.index += count;
  }
  return found;
}

/**
 * The stated total, unless the tensors say otherwise: below half of their sum under ZeRO-3 saves (hub-api.md
 * §6.2), and never more than a 1-bit packing into 32-bit words explains.
 */
function credibleTotal(fields: Fields, value: unknown, sum: number): number | null {
  const total = countOf(fields, 'safetensors.total', value);
  if (total !== null && sum > 0 && total > 40 * sum) {
    repaired(fields, `safetensors.total: ${total} of ${sum} stored weights is absurd`);
  }
  const best = total === null || total < sum / 2 || (sum > 0 && total > 40 * sum) ? sum : total;
  if (best > MOST) repaired(fields, `safetensors: ${best} parameters is absurd`);
  return best > 0 && best <= MOST ? best : null;
}

/** Small totals are an imatrix, a projector or a head: no count of the model, and no fault. */
function ggufTotal(fields: Fields, total: unknown): number | null {
  if (total === undefined || total === null) return null;
  if (typeof total === 'number' && Number.isInteger(total) && total >= 0 && total <= MOST) {
    return total >= 1e5 ? total : null;
  }
  repaired(fields, `gguf.total: not a credible count: ${shown(total)}`);
  return null;
}
