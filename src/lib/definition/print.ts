import type { DimensionId } from '../../../db/vocab/dimensions.ts';
import { DEFAULTS } from './defaults.ts';
import type { Definition, Window } from './definition.ts';
import { printGroup } from './group-ids.ts';
import { KEYS, type Key, type SingleKey } from './keys.ts';
import { canonicalLenses, lensOf } from './lenses.ts';

/**
 * The one query that says this definition, without the question mark: keys and values in canonical order,
 * defaults omitted. `extra` are the page's own keys; empty ones are left out. Stays as it is in a URL.
 */
export function printDefinition(
  definition: Definition,
  extra: Readonly<Record<string, string | null>> = {},
): string {
  const pairs: readonly (readonly [string, string | null])[] = [
    ...KEYS.map((key) => [key, printKey(definition, key)] as const),
    ...Object.entries(extra),
  ];
  return pairs.flatMap(([key, value]) => (value ? [`${key}=${encode(value)}`] : [])).join('&');
}

/** What stands after a key, in canonical form; null or empty where it says nothing that the defaults do not. */
export function printKey(definition: Definition, key: Key): string | null {
  if (key === 'by') return definition.by.join('~');
  if (key === 'window') return definition.window && printWindow(definition.window);
  if (!isSingle(key)) return printLens(definition, key);
  const value = definition[key];
  return value === null || value === DEFAULTS[key] ? null : String(value);
}

function printLens({ lenses, scheme }: Definition, dimension: DimensionId): string {
  if (lensOf({ lenses }, dimension).length === 0) return '';
  const ids = canonicalLenses({ [dimension]: lenses[dimension] }, scheme)[dimension] ?? [];
  return ids.map((id) => printGroup(dimension, id)).join('~');
}

/** `2024-08-01..2025-09-01`, or `365d`. */
export function printWindow(window: Window): string {
  return 'days' in window ? `${window.days}d` : `${window.from}..${window.until}`;
}

function isSingle(key: Key): key is Exclude<SingleKey, 'window'> {
  return key in DEFAULTS;
}

/**
 * Where to redirect an address that says its definition in another form than the canonical one: path and query.
 * Null: the address is canonical.
 */
export function canonicalAddress(
  url: URL,
  definition: Definition,
  extra: Readonly<Record<string, string | null>> = {},
): string | null {
  const query = printDefinition(definition, extra);
  if (url.search.replace(/^\?/, '') === query && (query !== '' || !url.href.includes('?'))) return null;
  return query === '' ? url.pathname : `${url.pathname}?${query}`;
}

/** URL parsers escape the apostrophe in a query, encodeURIComponent does not; unescaped it would redirect for ever. */
function encode(value: string): string {
  return encodeURIComponent(value.toWellFormed()).replaceAll("'", '%27').replaceAll('%2F', '/');
}
