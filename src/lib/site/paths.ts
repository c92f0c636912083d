import type { Definition } from '../definition/definition.ts';
import { printDefinition } from '../definition/print.ts';
import type { Grouping } from '../definition/vocabulary.ts';
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
  registry: (asked: Extra = {}) => withAsked('/registry', asked),
  correction: (namespace: string) => withAsked('/registry/correction', { namespace }),
  methods: (anchor: string | null = null) => (anchor === null ? '/methods' : `/methods#${anchor}`),
};

const GROUPING_PATHS: Readonly<Record<Grouping, string>> = {
  region: '/regions',
  size: '/sizes',
  license: '/licenses',
};

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

/** Keys in the order given, those without a value left out. */
function withAsked(path: string, asked: Extra): string {
  const given = Object.entries(asked).filter((entry): entry is [string, string] => Boolean(entry[1]));
  return given.length === 0 ? path : `${path}?${new URLSearchParams(given)}`;
}

/** A browser folds the segments `.` and `..` away, escaped or not; no repo is called that. */
function segment(name: string): string {
  return encodeURIComponent(name.toWellFormed());
}
