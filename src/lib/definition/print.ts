import type { Definition } from './definition.ts';
import { canonicalLenses, defaultMeasure } from './parse.ts';

/**
 * The one query that says this definition, without the question mark: keys and values in canonical order,
 * defaults omitted. `extra` are the page's own keys; empty ones are left out. Stays as it is in a URL.
 */
export function printDefinition(
  definition: Definition,
  extra: Readonly<Record<string, string | null>> = {},
): string {
  const lenses = canonicalLenses(definition);
  const pairs: readonly (readonly [string, string | null])[] = [
    ['panel', definition.panel],
    ['measure', definition.measure === defaultMeasure ? null : definition.measure],
    ['region', lenses.region.join('~')],
    ['size', lenses.size.join('~')],
    ['license', lenses.license.join('~')],
    ...Object.entries(extra),
  ];
  return pairs.flatMap(([key, value]) => (value ? [`${key}=${encode(value)}`] : [])).join('&');
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
