import { countOf, type Fields, inner, isObject } from './fields.ts';

export interface ParameterCount {
  parameters: number | null;
  /** Which single record decided: `safetensors`, `gguf`, `repo-name`, or `unknown`. */
  parametersSource: string;
  safetensorsParameters: number | null;
  ggufParameters: number | null;
  activeParameters: number | null;
}

const PACKED = /^(?:4-bit|8-bit|gptq|awq|mlx|compressed-tensors|exl[23]|nvfp4|fp4|bitsandbytes|int4|w4a16)$/i;
const MOST = 1e14;

/**
 * Total weights of a model by what its own record says, in the order of hub-api.md §6.3:
 * safetensors, then GGUF where sane, then the name. Packed weights understate the total, so there the name
 * comes first. Adapters count their own weights only, never those of their base.
 */
export function countParameters(
  fields: Fields,
  { repoId, tags, relation }: { repoId: string; tags: readonly string[]; relation: string | null },
): ParameterCount {
  const safetensorsParameters = fromSafetensors(fields);
  const ggufParameters = fromGguf(fields);
  const stated = parametersInName(repoId);
  const own = { safetensorsParameters, ggufParameters };
  const isAdapter = relation === 'adapter' || tags.includes('peft') || tags.includes('lora');
  const isPacked = relation === 'quantized' || tags.some((tag) => PACKED.test(tag));

  if (stated !== null && isPacked && !isAdapter) return decided(own, stated, 'repo-name');
  if (safetensorsParameters !== null) return decided(own, safetensorsParameters, 'safetensors');
  if (ggufParameters !== null && !isAdapter && isNear(ggufParameters, stated)) {
    return decided(own, ggufParameters, 'gguf');
  }
  if (stated !== null && !isAdapter) return decided(own, stated, 'repo-name');
  return decided(own, null, 'unknown');
}

function decided(
  own: Pick<ParameterCount, 'safetensorsParameters' | 'ggufParameters'>,
  parameters: number | null,
  parametersSource: string,
): ParameterCount {
  return { parameters, parametersSource, ...own, activeParameters: null };
}

/** The sum over dtypes where the self-reported total is below half of it: ZeRO-3 saves, hub-api.md §6.2. */
function fromSafetensors(fields: Fields): number | null {
  const served = inner(fields, 'safetensors');
  const total = countOf(fields, 'safetensors.total', served['total']);
  const perType = isObject(served['parameters']) ? Object.values(served['parameters']) : [];
  let sum = 0;
  for (const count of perType) sum += countOf(fields, 'safetensors.parameters', count) ?? 0;
  const best = total === null || total < sum / 2 ? sum : total;
  if (best > MOST) fields.repairs.push(`safetensors: ${best} parameters is absurd`);
  return best > 0 && best <= MOST ? best : null;
}

/** Crafted files have claimed 3.4e38 and 7e159 weights: hub-api.md §6.2. */
function fromGguf(fields: Fields): number | null {
  const total = inner(fields, 'gguf')['total'];
  if (total === undefined || total === null) return null;
  if (typeof total === 'number' && Number.isInteger(total) && total >= 1e5 && total <= MOST) return total;
  if (typeof total !== 'number' || total > MOST || total < 0) {
    fields.repairs.push(`gguf.total: not a credible count: ${String(total).slice(0, 40)}`);
  }
  return null;
}

function isNear(count: number, stated: number | null): boolean {
  return stated === null || (count >= 0.3 * stated && count <= 3 * stated);
}

/** Mixtures whose name multiplies experts that share their attention: the product is not the total. */
const MIXTURES: Readonly<Record<string, number>> = { '8x7b': 46.7e9, '8x22b': 141e9 };

/** Digits, a point or `_` or `-` in its place (`1_8B` after a dash, `0-6b`), and a unit that ends the word. */
const STATED =
  /(?<![A-Za-z0-9.])(?:(\d+)x)?([1-9]\d*(?:\.\d+)?|0[._-]\d+|(?<=-)\d_\d+)([bBmM])(?![A-Za-z0-9])(-\d+E)?/;
/** `1M-steps` counts training, and `880b-19687935429f` is a piece of a UUID. */
const FALSE_FRIEND = /^-(?:steps|tokens|[0-9a-f]{12}(?![0-9a-z]))/i;

/**
 * The count a name states: `7B`, `0.5b`, `350M`, `30B-A3B` (total first). Null for `4bit`, `128k`, `E4B`,
 * `17B-16E` (active weights times experts) and names without a count.
 */
export function parametersInName(repoId: string): number | null {
  const name = repoId.slice(repoId.indexOf('/') + 1);
  const found = STATED.exec(name);
  if (!found) return null;
  const [all, experts, count = '', unit, expertSuffix] = found;
  if (expertSuffix || FALSE_FRIEND.test(name.slice(found.index + all.length))) return null;
  if (experts) return MIXTURES[`${experts}x${count}${unit}`.toLowerCase()] ?? null;
  const scale = unit?.toLowerCase() === 'b' ? 1e9 : 1e6;
  const parameters = Math.round(Number(count.replace(/[_-]/, '.')) * scale);
  return parameters >= 1e5 && parameters <= MOST ? parameters : null;
}
