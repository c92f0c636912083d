import { type Fields, inner, isObject, texts } from './fields.ts';

export interface Lineage {
  baseModels: string[];
  /** In the places of `baseModels`; empty text where the Hub gave none. */
  baseObjectIds: string[];
  relation: string | null;
  lineageSource: 'hub' | 'card' | 'tags' | null;
}

const RELATIONS = ['adapter', 'finetune', 'merge', 'quantized'];
const OBJECT_ID = /^[0-9a-f]{24}$/;
const MOST_BASES = 64;
const PREFIX = 'base_model:';

/** Bases as the Hub resolved them, else as the card or the tags name them. One relation per model. */
export function lineage(fields: Fields, card: Record<string, unknown>, tags: readonly string[]): Lineage {
  const resolved = inner(fields, 'baseModels');
  const listed = resolved['models'];
  const known = Array.isArray(listed) ? listed.slice(0, MOST_BASES).filter(isObject) : [];
  const fromTags = tagged(tags);
  const hub = texts(
    fields,
    'baseModels',
    known.map((model) => model['id']),
    MOST_BASES,
  );
  const stated = texts(fields, 'cardData.base_model', card['base_model'], MOST_BASES);
  const [lineageSource, baseModels]: [Lineage['lineageSource'], string[]] =
    hub.length > 0
      ? ['hub', hub]
      : stated.length > 0
        ? ['card', stated]
        : fromTags.bases.length > 0
          ? ['tags', fromTags.bases]
          : [null, []];
  return {
    baseModels,
    baseObjectIds: lineageSource === 'hub' ? objectIds(known, hub) : [],
    relation:
      relationOf(resolved['relation']) ?? fromTags.relation ?? relationOf(card['base_model_relation']),
    lineageSource,
  };
}

/** Tags come in no order: bases are sorted, and of two relations, which the Hub never sets, the first by name counts. */
function tagged(tags: readonly string[]): { bases: string[]; relation: string | null } {
  const bases: string[] = [];
  let relation: string | null = null;
  for (const tag of tags) {
    if (!tag.startsWith(PREFIX)) continue;
    const colon = tag.indexOf(':', PREFIX.length);
    const first = tag.slice(PREFIX.length, colon < 0 ? undefined : colon);
    const stated = colon < 0 ? null : relationOf(first);
    if (stated !== null && (relation === null || stated < relation)) relation = stated;
    const base = stated === null ? first : tag.slice(colon + 1);
    if (base !== '' && !bases.includes(base)) bases.push(base);
  }
  return { bases: bases.sort().slice(0, MOST_BASES), relation };
}

function relationOf(value: unknown): string | null {
  return typeof value === 'string' && RELATIONS.includes(value) ? value : null;
}

function objectIds(known: readonly Record<string, unknown>[], names: readonly string[]): string[] {
  const ids = new Map(known.map((model) => [model['id'], model['_id']]));
  return names.map((name) => {
    const id = ids.get(name);
    return typeof id === 'string' && OBJECT_ID.test(id) ? id : '';
  });
}
