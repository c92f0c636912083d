import { ParseError } from '../../db/errors.ts';
import type { ModelRecord } from '../collector.ts';
import { count, type Fields, flag, inner, isObject, raw, repaired, shown, text, texts } from './fields.ts';
import { formatsOf } from './formats.ts';
import { license } from './license.ts';
import { lineage } from './lineage.ts';
import { countParameters } from './parameters.ts';
import { quantizationOf } from './quantization.ts';
import { readWeights } from './weights.ts';

/** Tags that have a column of their own, or say where bytes lie rather than what the model is. */
const DROPPED_TAG = /^(?:license|base_model|region|deploy):/;
/** The first letters of those, as most tags begin with another. */
const MAY_BE_DROPPED = new Set([...'lbrd'].map((letter) => letter.charCodeAt(0)));
/** Tags of a repo whose weights are an adapter's, or describe the base it was trained on. */
const ADAPTER_TAGS = new Set(['peft', 'PEFT', 'lora', 'LoRA', 'Lora', 'LORA']);
/** Repos older than the field carry one of these two seconds: hub-api.md §1.3. */
const CREATED_FLOOR = Date.UTC(2022, 2, 2, 23, 29, 5);
/** What nearly every id is: two parts of letters, digits and `._-`, neither a way up. */
const PLAIN_ID = /^(?!\.{1,2}\/)[\w.-]+\/(?!\.{1,2}$)[\w.-]+$/;
const OBJECT_ID = /^[0-9a-f]{24}$/;
/** What one record may carry: faults.md B3. */
const MOST_TAGS = 2000;
/** A repo and its object id are made in the same second: hub-api.md §1.3. */
const DAY_MS = 86_400_000;
const CREATED_CEILING = Date.UTC(2100, 0, 1);
/** What the column holds. */
const MOST_LIKES = 2 ** 31 - 1;

/**
 * Turns one entry of `/api/models` into our words. The Hub's names stop here.
 * Throws `ParseError` only where the identity is unusable; any other bad value is dropped and noted.
 */
export function parse(entry: unknown): ModelRecord {
  if (!isObject(entry)) throw new ParseError({ record: 'a record', field: 'shape', value: shown(entry) });
  const fields: Fields = { entry, repairs: [] };
  const repoId = identity(raw(fields, 'id'));
  const objectId = objectIdOf(repoId, raw(fields, '_id'));
  const card = inner(fields, 'cardData');
  const allTags = texts(fields, 'tags', inOrder(raw(fields, 'tags')), MOST_TAGS);
  const from = lineage(fields, card, allTags);
  const library = text(fields, 'library_name');
  const weights = readWeights(fields);
  const formats = formatsOf(repoId, { tags: allTags, library, weights });
  const isAdapter = from.relation === 'adapter' || isAdapterTool(library) || allTags.some(isAdapterTag);
  const quantization = quantizationOf({ repoId, tags: allTags, formats, weights, isAdapter });
  const isPacked = quantization !== null || from.relation === 'quantized';
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
      ...countParameters(fields, { repoId, weights, isPacked, isAdapter }),
      task: text(fields, 'pipeline_tag'),
      library,
      formats,
      quantization,
      gated: gating(fields),
      disabled: flag(fields, 'disabled'),
      ...from,
      tags: allTags.filter(isKept).sort(),
    },
    repairs: fields.repairs,
  };
}

/** The Hub's tags come in no order: where some must go, it is always the same ones. */
function inOrder(tags: unknown): unknown {
  return Array.isArray(tags) && tags.length > MOST_TAGS
    ? tags.filter((tag) => typeof tag === 'string').sort()
    : tags;
}

function isKept(tag: string): boolean {
  return !MAY_BE_DROPPED.has(tag.charCodeAt(0)) || !DROPPED_TAG.test(tag);
}

function isAdapterTag(tag: string): boolean {
  return ADAPTER_TAGS.has(tag);
}

function isAdapterTool(library: string | null): boolean {
  return library === 'peft' || library === 'PEFT';
}

/** The part before the slash; the Hub's few names without one are their own namespace. */
export function namespaceOf(repoId: string): string {
  const slash = repoId.indexOf('/');
  return slash < 0 ? repoId : repoId.slice(0, slash);
}

function identity(id: unknown): string {
  if (typeof id !== 'string' || id.length === 0 || id.length > 256) {
    throw new ParseError({ record: 'a record', field: 'id', value: briefly(id) });
  }
  if (PLAIN_ID.test(id)) return id;
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
  throw new ParseError({ record: repoId, field: '_id', value: briefly(value) });
}

/** Messages print a value as JSON, which fails on lists as deep as a record from outside may hold. */
function briefly(value: unknown): unknown {
  return typeof value === 'object' ? shown(value) : value;
}

/**
 * Null at the floor: older than the field. The object id holds the same second: it fills in for a date that is
 * missing, and stands against one that is more than a day away.
 */
function createdAt(fields: Fields, objectId: string | null): Date | null {
  const value = text(fields, 'createdAt', 40);
  const stated = value === null ? Number.NaN : Date.parse(value);
  const made = objectId === null ? Number.NaN : Number.parseInt(objectId.slice(0, 8), 16) * 1000;
  if (value !== null && Number.isNaN(stated)) repaired(fields, `createdAt: not a date: ${shown(value)}`);
  const isFar = Math.abs(stated - made) > DAY_MS;
  if (isFar) repaired(fields, `createdAt: ${shown(value)} is not when the object id was made`);
  const ms = isFar || Number.isNaN(stated) ? made : stated;
  if (Number.isNaN(ms) || ms <= CREATED_FLOOR) return null;
  if (ms > CREATED_CEILING) {
    repaired(fields, `createdAt: beyond 2100: ${shown(value)}`);
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
