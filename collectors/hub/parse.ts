import { ParseError } from '../../db/errors.ts';
import type { ModelRecord } from '../collector.ts';
import { count, type Fields, flag, inner, isObject, raw, shown, text, textOf, texts } from './fields.ts';
import { countParameters } from './parameters.ts';

const RELATIONS = new Set(['finetune', 'adapter', 'quantized', 'merge']);
/** Tags that have a column of their own, or say where bytes lie rather than what the model is. */
const DROPPED_TAG = /^(?:license|base_model|region|deploy):/;
/** Repos older than the field carry one of these two seconds: hub-api.md §1.3. */
const CREATED_FLOOR = Date.UTC(2022, 2, 2, 23, 29, 5);
const OBJECT_ID = /^[0-9a-f]{24}$/;
/** What the column holds. */
const MOST_LIKES = 2 ** 31 - 1;
/** Several ids joined. The id is a key of the rollups, and a key has a limit: faults.md B3. */
const LONGEST_LICENSE = 256;

/**
 * Turns one entry of `/api/models` into our words. The Hub's names stop here.
 * Throws `ParseError` only where the identity is unusable; any other bad value is dropped and noted.
 */
export function parse(entry: unknown): ModelRecord {
  if (!isObject(entry)) throw new ParseError({ record: 'a record', field: 'shape', value: entry });
  const fields: Fields = { entry, repairs: [] };
  const repoId = identity(raw(fields, 'id'));
  const objectId = objectIdOf(repoId, raw(fields, '_id'));
  const card = inner(fields, 'cardData');
  const allTags = texts(fields, 'tags', raw(fields, 'tags'), 2000);
  const { baseModels, baseObjectIds, relation, lineageSource } = lineage(fields, card, allTags);
  const tags = allTags.filter((tag) => !DROPPED_TAG.test(tag)).sort();
  return {
    objectId,
    repoId,
    namespace: namespaceOf(repoId),
    repoCreatedAt: createdAt(fields, objectId),
    downloads30d: count(fields, 'downloads'),
    downloadsAllTime: count(fields, 'downloadsAllTime'),
    likes: count(fields, 'likes', MOST_LIKES),
    attributes: {
      ...license(fields, card, allTags),
      ...countParameters(fields, { repoId, tags: allTags, relation }),
      task: text(fields, 'pipeline_tag'),
      library: text(fields, 'library_name'),
      formats: [],
      quantization: null,
      gated: gating(fields),
      disabled: flag(fields, 'disabled'),
      baseModels,
      baseObjectIds,
      relation,
      lineageSource,
      tags,
    },
    repairs: fields.repairs,
  };
}

/** The part before the slash; the Hub's few names without one are their own namespace. */
export function namespaceOf(repoId: string): string {
  const slash = repoId.indexOf('/');
  return slash < 0 ? repoId : repoId.slice(0, slash);
}

function identity(id: unknown): string {
  if (typeof id !== 'string' || id.length === 0 || id.length > 256) {
    throw new ParseError({ record: 'a record', field: 'id', value: id });
  }
  // Two broken ids would become equal once repaired, so none is repaired.
  const parts = id.split('/');
  const isPath = parts.length > 2 || parts.some((part) => part === '' || part === '.' || part === '..');
  if (!id.isWellFormed() || /[\p{Cc}\s]/u.test(id) || isPath) {
    throw new ParseError({ record: 'a record', field: 'id', value: id });
  }
  return id;
}

function objectIdOf(repoId: string, value: unknown): string | null {
  if (value === undefined || value === null) return null;
  if (typeof value === 'string' && OBJECT_ID.test(value)) return value;
  throw new ParseError({ record: repoId, field: '_id', value });
}

/** Null below the floor: older than the field. The object id holds the same second and fills in for it. */
function createdAt(fields: Fields, objectId: string | null): Date | null {
  const value = text(fields, 'createdAt', 40);
  const stated = value === null ? Number.NaN : Date.parse(value);
  const ms = Number.isNaN(stated) && objectId ? Number.parseInt(objectId.slice(0, 8), 16) * 1000 : stated;
  if (value !== null && Number.isNaN(stated)) fields.repairs.push(`createdAt: not a date: ${shown(value)}`);
  if (Number.isNaN(ms) || ms <= CREATED_FLOOR) return null;
  if (ms > Date.UTC(2100, 0, 1)) {
    fields.repairs.push(`createdAt: beyond 2100: ${shown(value)}`);
    return null;
  }
  return new Date(ms);
}

/** `false` means open; recordings that know only a boolean say `gated` without the kind. */
function gating(fields: Fields): string | null {
  const value = raw(fields, 'gated');
  if (value === undefined || value === null) return null;
  if (value === false) return 'no';
  if (value === true) return 'yes';
  return text(fields, 'gated', 32);
}

function license(fields: Fields, card: Record<string, unknown>, tags: readonly string[]) {
  const declared = texts(fields, 'cardData.license', card['license'], 8);
  const tagged = tags.filter((tag) => tag.startsWith('license:')).map((tag) => tag.slice('license:'.length));
  const ids = (declared.length > 0 ? declared : tagged).map((id) => id.trim().toLowerCase()).filter(Boolean);
  const joined = [...new Set(ids)].sort().join('+');
  if (joined.length > LONGEST_LICENSE)
    fields.repairs.push(`license: ${joined.length} characters joined, cut`);
  const recorded = raw(fields, 'cardData') !== undefined || raw(fields, 'tags') !== undefined;
  return {
    licenseId: joined.slice(0, LONGEST_LICENSE).toWellFormed() || null,
    licenseName: textOf(fields, 'cardData.license_name', card['license_name'])?.trim().toLowerCase() || null,
    licenseLink: textOf(fields, 'cardData.license_link', card['license_link'], 1024),
    licenseSource: recorded ? 'hub' : null,
  };
}

/** Bases as the Hub resolved them, else as the card or the tags name them. One relation per model: hub-api.md §5. */
function lineage(fields: Fields, card: Record<string, unknown>, tags: readonly string[]) {
  const resolved = inner(fields, 'baseModels');
  const known = Array.isArray(resolved['models']) ? resolved['models'].filter(isObject) : [];
  const named = known.map((model) => model['id']);
  const objectIds = new Map(known.map((model) => [model['id'], model['_id']]));
  const tagged: string[] = [];
  let tagRelation: string | null = null;
  for (const tag of tags) {
    if (!tag.startsWith('base_model:')) continue;
    const [first = '', ...rest] = tag.slice('base_model:'.length).split(':');
    if (RELATIONS.has(first)) tagRelation = first;
    tagged.push(RELATIONS.has(first) ? rest.join(':') : first);
  }
  const candidates: readonly [string, string[]][] = [
    ['hub', texts(fields, 'baseModels', named, 64)],
    ['card', texts(fields, 'cardData.base_model', card['base_model'], 64)],
    ['tags', [...new Set(tagged)]],
  ];
  const [lineageSource, baseModels] = candidates.find(([, list]) => list.length > 0) ?? [null, []];
  const baseObjectIds =
    lineageSource === 'hub' ? baseModels.map((name) => objectIdText(objectIds.get(name))) : [];
  const stated = [resolved['relation'], tagRelation, card['base_model_relation']].find(
    (one) => typeof one === 'string' && RELATIONS.has(one),
  );
  return { baseModels, baseObjectIds, relation: typeof stated === 'string' ? stated : null, lineageSource };
}

function objectIdText(value: unknown): string {
  return typeof value === 'string' && OBJECT_ID.test(value) ? value : '';
}
