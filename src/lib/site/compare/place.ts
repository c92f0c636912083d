import { definitionOf } from '../../definition/defaults.ts';
import type { Definition } from '../../definition/definition.ts';
import { groupsOf } from '../../definition/vocabulary.ts';
import type { Take } from '../frame.ts';
import { paths, type ViewFormat } from '../paths.ts';
import type { Scale } from './compare-page.ts';
import type { Found } from './find-subjects.ts';
import { type CompareKindId, kindOf } from './kinds.ts';
import { printSubjects } from './subjects-path.ts';

/** A comparison with its definition, as an address. */
export interface Place {
  found: Found;
  definition: Definition;
  scale: Scale;
}

export function hrefOf({ found, definition, scale }: Place): string {
  const subjects = printSubjects(found.subjects.map(({ id }) => id));
  return paths.compare(found.kind.id, subjects, definition, { scale: scale === 'value' ? null : scale });
}

/** Its other forms. Rows are as counted, on every scale; a picture is drawn on the one of the page. `pinned`: the same as of its snapshot. */
export function formsOf(
  place: Place,
  pinned: string,
): Pick<Take, 'href' | 'csv' | 'json' | 'parquet' | 'png' | 'svg' | 'embed'> {
  const { found, definition, scale } = place;
  const subjects = printSubjects(found.subjects.map(({ id }) => id));
  const form = (format: ViewFormat, extra = {}) =>
    paths.compareData(found.kind.id, subjects, definition, format, extra);
  const drawn = { scale: scale === 'value' ? null : scale };
  return {
    href: hrefOf(place),
    csv: form('csv'),
    json: form('json'),
    parquet: form('parquet'),
    png: form('png', drawn),
    svg: form('svg', drawn),
    embed: { href: paths.embed(hrefOf(place)), pinned: paths.embed(pinned) },
  };
}

/** The same with other subjects; they are put in order when the address is read. */
export function hrefWith(place: Place, ids: readonly string[]): string {
  const { found, definition, scale } = place;
  return paths.compare(found.kind.id, printSubjects(ids), definition, {
    scale: scale === 'value' ? null : scale,
  });
}

/** Where groups of a page stand side by side under the definition of that page; vocabularies keep their order. */
export function compareHref(kind: CompareKindId, ids: readonly string[], definition: Definition): string {
  const { dimensions } = kindOf(kind);
  const own = Object.fromEntries(dimensions.map((dimension) => [dimension, []]));
  const asked = { ...definition, lenses: { ...definition.lenses, ...own } };
  const order = dimensions.flatMap((dimension) => groupsOf(dimension, definition.scheme) ?? []);
  const place = (id: string) => order.findIndex((group) => group.id === id);
  const sorted = ids.toSorted((a, b) => place(a) - place(b) || (a < b ? -1 : 1));
  return paths.compare(kind, printSubjects(sorted), asked);
}

/** The page of one of them. */
export function pageOf({ kind, dimension }: Found, id: string, definition: Definition): string {
  if (dimension === null) return paths.model(id);
  if (kind.id === 'publishers') return paths.publisher(id, definition);
  if (kind.id === 'families') return paths.family(id, definitionOf({ panel: definition.panel }));
  const lensed = { ...definition, by: [], lenses: { ...definition.lenses, [dimension]: [id] } };
  return dimension === 'region' || dimension === 'size' || dimension === 'license'
    ? paths.grouping(dimension, lensed)
    : paths.explore(lensed);
}
