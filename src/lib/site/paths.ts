import { DEFAULTS } from '../definition/defaults.ts';
import type { Definition } from '../definition/definition.ts';
import { printDefinition } from '../definition/print.ts';
import { GROUPINGS, type Grouping } from '../definition/vocabulary.ts';
import { decoded } from './decoded.ts';

type Extra = Readonly<Record<string, string | null>>;

/** Every address of the site. A definition is printed in canonical form; null means the site's own choice. */
export const paths = {
  overview: (definition: Definition | null = null) => withQuery('/', definition),
  regions: (definition: Definition | null = null) => grouped('region', definition),
  sizes: (definition: Definition | null = null) => grouped('size', definition),
  licenses: (definition: Definition | null = null) => grouped('license', definition),
  grouping: (grouping: Grouping, definition: Definition | null = null) => grouped(grouping, definition),
  models: (definition: Definition | null = null, extra: Extra = {}) =>
    withQuery('/models', definition, extra),
  model: (repoId: string) => `/models/${repoId.split('/').map(segment).join('/')}`,
  claims: (extra: Extra = {}) => withExtra('/claims', extra),
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
  countries: (definition: Definition | null = null) =>
    withQuery('/countries', definition && { ...definition, by: [] }),
  publishers: (definition: Definition | null = null) =>
    withQuery('/publishers', definition && { ...definition, by: [] }),
  explore: (definition: Definition | null = null) => withQuery('/explore', definition),
  figure: (definition: Definition) => figureOf(definition),
  methods: (anchor: string | null = null) => (anchor === null ? '/methods' : `/methods#${anchor}`),
};

const GROUPING_PATHS: Readonly<Record<Grouping, string>> = {
  region: '/regions',
  size: '/sizes',
  license: '/licenses',
};

/** Where the figure of a definition stands: the page of its grouping where there is one. */
function figureOf(definition: Definition): string {
  const [first, ...rest] = definition.by;
  const grouping = GROUPINGS.find((one) => one === first);
  return grouping !== undefined && rest.length === 0
    ? grouped(grouping, definition)
    : withQuery('/explore', definition);
}

/** What these pages group by stands in their path, not in their query. */
function grouped(grouping: Grouping, definition: Definition | null): string {
  return withQuery(GROUPING_PATHS[grouping], definition && { ...definition, by: [] });
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

/** Of pages that follow no definition: their own keys alone. */
function withExtra(path: string, extra: Extra): string {
  return withQuery(path, DEFAULTS, extra);
}

/** A browser folds the segments `.` and `..` away, escaped or not; no repo is called that. */
function segment(name: string): string {
  return encodeURIComponent(name.toWellFormed());
}
