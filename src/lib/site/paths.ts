import type { DimensionId } from '../../../db/vocab/dimensions.ts';
import type { Definition } from '../definition/definition.ts';
import { printDefinition } from '../definition/print.ts';
import type { Grouping } from '../definition/vocabulary.ts';
import { decoded } from './decoded.ts';

type Extra = Readonly<Record<string, string | null>>;

/** Every address of the site. A definition is printed in canonical form; null means the site's own choice. */
export const paths = {
  overview: (definition: Definition | null = null) => withQuery('/', definition),
  regions: (definition: Definition | null = null) => pageOf('region', definition),
  sizes: (definition: Definition | null = null) => pageOf('size', definition),
  licenses: (definition: Definition | null = null) => pageOf('license', definition),
  grouping: (grouping: Grouping, definition: Definition | null = null) => pageOf(grouping, definition),
  models: (definition: Definition | null = null, extra: Extra = {}) =>
    withQuery('/models', definition, extra),
  model: (repoId: string) => `/models/${repoId.split('/').map(segment).join('/')}`,
  registry: (asked: Extra = {}) => withAsked('/registry', asked),
  correction: (namespace: string) => withAsked('/registry/correction', { namespace }),
  countries: (definition: Definition | null = null) => pageOf('country', definition),
  publishers: (definition: Definition | null = null) => pageOf('publisher', definition),
  publisher: (id: string, definition: Definition | null = null) =>
    withQuery(`/publishers/${segment(id)}`, definition && { ...definition, by: [] }),
  explore: (definition: Definition | null = null, extra: Extra = {}) =>
    withQuery('/explore', definition, extra),
  /** The page that shows a definition: that of its groups where there is one, else the explorer. */
  view: (definition: Definition) => viewOf(definition, ''),
  /** The rows of a definition, as a file. */
  data: (definition: Definition, format: DataFormat) => viewOf(definition, `.${format}`),
  claims: (extra: Extra = {}) => withAsked('/claims', extra),
  claim: (id: string) => `/claims/${segment(id)}`,
  families: (definition: Definition | null = null, extra: Extra = {}) =>
    withQuery('/families', definition, extra),
  family: (id: string, definition: Definition | null = null, extra: Extra = {}) =>
    withQuery(`/families/${segment(id)}`, definition, extra),
  concentration: (definition: Definition | null = null, extra: Extra = {}) =>
    withQuery('/concentration', definition, extra),
  dynamics: (definition: Definition | null = null, extra: Extra = {}) =>
    withQuery('/dynamics', definition, extra),
  status: (definition: Definition | null = null) => withQuery('/status', definition),
  /** Without subjects the page to begin with. `subjects`: ids as `printSubjects` joins them. */
  compare: (
    kind: string | null = null,
    subjects = '',
    definition: Definition | null = null,
    extra: Extra = {},
  ) => withQuery(comparePath(kind, subjects), definition && { ...definition, by: [] }, extra),
  compareData: (kind: string, subjects: string, definition: Definition, format: DataFormat) =>
    withQuery(`${comparePath(kind, subjects)}.${format}`, { ...definition, by: [] }),
  compareAsked: (asked: Extra) => withAsked('/compare', asked),
  exposure: (definition: Definition | null = null) => withQuery('/licenses/exposure', definition),
  releases: (definition: Definition | null = null) => withQuery('/releases', definition),
  review: (definition: Definition | null = null, extra: Extra = {}) =>
    withQuery('/review', definition, extra),
  methods: (anchor: string | null = null) => (anchor === null ? '/methods' : `/methods#${anchor}`),
};

/** What the rows behind a figure can be taken as. */
export type DataFormat = 'csv' | 'json';

export const DATA_FORMATS: readonly DataFormat[] = ['csv', 'json'];

/** Dimensions with a page of their own. */
export type PageDimension = Grouping | 'country' | 'publisher';

const GROUP_PATHS: Readonly<Record<PageDimension, string>> = {
  region: '/regions',
  size: '/sizes',
  license: '/licenses',
  country: '/countries',
  publisher: '/publishers',
};

/** Slashes of repo ids stay as they are: readers type them. */
function comparePath(kind: string | null, subjects: string): string {
  const parts = subjects === '' ? [] : subjects.split('/').map(segment);
  return ['/compare', ...(kind === null ? [] : [kind]), ...parts].join('/');
}

/** What these pages group by stands in their path, not in their query. */
function pageOf(dimension: PageDimension, definition: Definition | null, ending = ''): string {
  return withQuery(`${GROUP_PATHS[dimension]}${ending}`, definition && { ...definition, by: [] });
}

function viewOf(definition: Definition, ending: string): string {
  const [only, second] = definition.by;
  const own = second === undefined && only !== undefined && hasPage(only) ? only : null;
  return own === null ? withQuery(`/explore${ending}`, definition) : pageOf(own, definition, ending);
}

function hasPage(dimension: DimensionId): dimension is PageDimension {
  return dimension in GROUP_PATHS;
}

/** The repo id of a model page's address; broken escapes stay as they are and name no model. */
export function repoIdIn({ pathname }: URL): string {
  const segments = pathname.slice('/models/'.length).split('/');
  return segments.map(decoded).join('/');
}

/** The Hub's own page of a model. */
export function hubPath(repoId: string): string {
  return `https://huggingface.co/${repoId.split('/').map(segment).join('/')}`;
}

/** The address itself where it is https, else null: names from outside never become other schemes. */
export function outsideHref(address: string | null): string | null {
  if (address === null || !URL.canParse(address)) return null;
  const url = new URL(address);
  return url.protocol === 'https:' && url.username === '' && url.password === '' ? url.href : null;
}

function withQuery(path: string, definition: Definition | null, extra: Extra = {}): string {
  const query = definition === null ? '' : printDefinition(definition, extra);
  return query === '' ? path : `${path}?${query}`;
}

/** Keys in the order given, those without a value left out. */
function withAsked(path: string, asked: Extra): string {
  const given = Object.entries(asked).filter((entry): entry is [string, string] => Boolean(entry[1]));
  return given.length === 0 ? path : `${path}?${new URLSearchParams(given)}`;
}

/** A browser folds the segments `.` and `..` away, escaped or not; no repo is called that. */
function segment(name: string): string {
  return encodeURIComponent(name.toWellFormed());
}
