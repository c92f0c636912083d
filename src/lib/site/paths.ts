import type { DimensionId } from '../../../db/vocab/dimensions.ts';
import { definitionOf } from '../definition/defaults.ts';
import type { Definition } from '../definition/definition.ts';
import { printDefinition } from '../definition/print.ts';
import type { Grouping } from '../definition/vocabulary.ts';
import { decoded } from './decoded.ts';

type Extra = Readonly<Record<string, string | null>>;

/** Every address of the site. A definition is printed in canonical form; null means the site's own choice. */
export const paths = {
  overview: (definition: Definition | null = null) => withQuery('/', definition),
  /** The overview has no name in its address to put an ending to. */
  overviewData: (form: ViewFormat, definition: Definition | null = null) =>
    withQuery(`/overview.${form}`, definition),
  regions: (definition: Definition | null = null, extra: Extra = {}) =>
    pageOf('region', definition, { extra }),
  sizes: (definition: Definition | null = null) => pageOf('size', definition),
  licenses: (definition: Definition | null = null) => pageOf('license', definition),
  grouping: (grouping: PageDimension, definition: Definition | null = null, extra: Extra = {}) =>
    pageOf(grouping, definition, { extra }),
  models: (definition: Definition | null = null, extra: Extra = {}) =>
    withQuery('/models', definition, extra),
  /** The list as a file: as many rows as the API gives at once; in CSV no cell becomes a formula. */
  modelsData: (definition: Definition, format: DataFormat, extra: Extra = {}) =>
    withQuery(`/api/v1/models.${format}`, definition, {
      ...{ limit: '1000', ...extra },
      csv: format === 'csv' ? 'spreadsheet' : null,
    }),
  /** The same, as the page asks. */
  modelsFile: (definition: Definition, format: DataFormat, extra: Extra = {}) =>
    withQuery(`/models.${format}`, definition, extra),
  model: (repoId: string, definition: Definition | null = null) =>
    withQuery(`/models/${repoId.split('/').map(segment).join('/')}`, definition),
  /** The picture of a model; its name may end in anything, so it is under an address of its own. */
  modelPicture: (repoId: string, format: PictureFormat, definition: Definition | null = null) =>
    withQuery(`/pictures/models/${repoId.split('/').map(segment).join('/')}.${format}`, definition),
  /** Its counters by day, as many as the API gives at once. Without a format, as the API says them. */
  modelHistory: (model: string, format: 'csv' | 'json' | null, definition: Definition) =>
    withQuery(`/api/v1/history${format === null ? '' : `.${format}`}`, definition, {
      ...{ model, limit: '1000' },
      csv: format === 'csv' ? 'spreadsheet' : null,
    }),
  lineage: (repoId: string, definition: Definition | null = null, extra: Extra = {}) =>
    withQuery(`/lineage/${repoId.split('/').map(segment).join('/')}`, definition, extra),
  lineageData: (
    format: DataFormat,
    of: { model: string } | { family: string },
    definition: Definition | null = null,
  ) => withQuery(`/lineage.${format}`, definition, { ...of }),
  familyLineage: (id: string, definition: Definition | null = null, extra: Extra = {}) =>
    withQuery(`/families/${segment(id)}/lineage`, definition, extra),
  registry: (asked: Extra = {}) => withAsked('/registry', asked),
  correction: (namespace: string) => withAsked('/registry/correction', { namespace }),
  countries: (definition: Definition | null = null) => pageOf('country', definition),
  publishers: (definition: Definition | null = null, extra: Extra = {}) =>
    pageOf('publisher', definition, { extra }),
  questions: (definition: Definition | null = null) => withQuery('/questions', definition),
  publisher: (id: string, definition: Definition | null = null, extra: Extra = {}) =>
    withQuery(`/publishers/${segment(id)}`, definition && { ...definition, by: [] }, extra),
  explore: (definition: Definition | null = null, extra: Extra = {}) =>
    withQuery('/explore', definition, extra),
  /** The page that shows a definition: that of its groups where there is one, else the explorer. */
  view: (definition: Definition, extra: Extra = {}) => viewOf(definition, { extra }),
  /** The rows of a definition as a file, or its picture. */
  data: (definition: Definition, format: ViewFormat, extra: Extra = {}) =>
    viewOf(definition, { ending: `.${format}`, extra }),
  /** A view alone, for other sites: the address of the view itself goes in. */
  embed: (view: string) => `/embed${view}`,
  /** The explorer's view in another form. */
  explored: (definition: Definition, format: ViewFormat, extra: Extra = {}) =>
    withQuery(`/explore.${format}`, definition, extra),
  claimsData: (format: DataFormat, asked: Extra = {}) => withAsked(`/claims.${format}`, asked),
  registryData: (format: DataFormat, asked: Extra = {}) => withAsked(`/registry.${format}`, asked),
  /** The rows, or the picture, of a page that is no figure of groups and periods. */
  rows: (
    view: 'families' | 'concentration' | 'dynamics',
    format: ViewFormat,
    definition: Definition,
    extra: Extra = {},
  ) => withQuery(`/${view}.${format}`, definition, extra),
  claims: (extra: Extra = {}) => withAsked('/claims', extra),
  claim: (id: string) => `/claims/${segment(id)}`,
  /** The same from the API, with all that is known of it. */
  apiClaim: (id: string) => `/api/v1/claims/${segment(id)}`,
  apiFamily: (id: string, definition: Definition | null = null) =>
    withQuery(`/api/v1/families/${segment(id)}`, definition),
  families: (definition: Definition | null = null, extra: Extra = {}) =>
    withQuery('/families', definition, extra),
  family: (id: string, definition: Definition | null = null, extra: Extra = {}) =>
    withQuery(`/families/${segment(id)}`, definition, extra),
  concentration: (definition: Definition | null = null, extra: Extra = {}) =>
    withQuery('/concentration', definition, extra),
  exposure: (definition: Definition | null = null, extra: Extra = {}) =>
    withQuery('/licenses/exposure', definition && { ...definition, by: [] }, extra),
  licensePairs: (format: DataFormat, definition: Definition | null = null) =>
    withQuery(`/license-transitions.${format}`, definition),
  releases: (definition: Definition | null = null, extra: Extra = {}) =>
    withQuery('/releases', definition, extra),
  releasesData: (format: DataFormat, definition: Definition | null = null, extra: Extra = {}) =>
    withQuery(`/releases.${format}`, definition, extra),
  dynamics: (definition: Definition | null = null, extra: Extra = {}) =>
    withQuery('/dynamics', definition, extra),
  status: (definition: Definition | null = null) => withQuery('/status', definition),
  /** Editions: all of them, what their columns mean, and one with its files. */
  editions: (anchor: string | null = null) => (anchor === null ? '/data' : `/data#${anchor}`),
  dictionary: (table: string | null = null) =>
    table === null ? '/data/dictionary' : `/data/dictionary#${table}`,
  edition: (panel: string, edition: string) => `/data/${segment(panel)}/${segment(edition)}`,
  editionFile: (panel: string, edition: string, file: string) =>
    // Readers of partitions look for the equals sign.
    `${paths.edition(panel, edition)}/${file.split('/').map(segment).join('/').replaceAll('%3D', '=')}`,
  search: (asked: Extra = {}) => withAsked('/search', asked),
  searchData: (asked: Extra = {}) => withAsked('/search.json', asked),
  shortcuts: () => '/shortcuts',
  /** Without subjects the page to begin with. `subjects`: ids as `printSubjects` joins them. */
  compare: (
    kind: string | null = null,
    subjects = '',
    definition: Definition | null = null,
    extra: Extra = {},
  ) => withQuery(comparePath(kind, subjects), definition && { ...definition, by: [] }, extra),
  compareData: (
    kind: string,
    subjects: string,
    definition: Definition,
    format: ViewFormat,
    extra: Extra = {},
  ) => withQuery(`${comparePath(kind, subjects)}.${format}`, { ...definition, by: [] }, extra),
  compareAsked: (asked: Extra) => withAsked('/compare', asked),
  review: (definition: Definition | null = null, extra: Extra = {}) =>
    withQuery('/review', definition, extra),
  /** How programs ask. */
  api: (anchor: string | null = null) => (anchor === null ? '/api' : `/api#${anchor}`),
  apiData: (below: string) => `/api/v1${below}`,
  /** The rows of a definition, as the API says them. */
  apiSeries: (definition: Definition, extra: Extra = {}) => withQuery('/api/v1/series', definition, extra),
  digest: () => '/digest',
  /** `issue`: `2026-W47`. */
  digestIssue: (issue: string) => `/digest/${segment(issue)}`,
  digestData: (issue: string, format: 'json' | 'txt') => `/digest/${segment(issue)}.${format}`,
  digestPicture: (issue: string, picture: string) => `/digest/${segment(issue)}/${segment(picture)}.png`,
  digestFeed: () => '/digest.atom',
  subscribe: () => '/digest/subscribe',
  privacy: () => '/privacy',
  methods: (anchor: string | null = null) => (anchor === null ? '/methods' : `/methods#${anchor}`),
};

/** The address of a page in another form: the ending goes behind its path. */
export function inForm(page: string, form: ViewFormat): string {
  const [path = '', ...query] = page.split('?');
  return [`${path}.${form}`, ...query].join('?');
}

/** What the rows behind a figure can be taken as. */
export type DataFormat = 'csv' | 'json' | 'parquet';

export const DATA_FORMATS: readonly DataFormat[] = ['csv', 'json', 'parquet'];

/** What its picture can be taken as. */
export type PictureFormat = 'png' | 'svg';

export function isDataFormat(format: ViewFormat): format is DataFormat {
  return DATA_FORMATS.some((each) => each === format);
}

export const PICTURE_FORMATS: readonly PictureFormat[] = ['png', 'svg'];

export type ViewFormat = DataFormat | PictureFormat;

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
function pageOf(
  dimension: PageDimension,
  definition: Definition | null,
  { ending = '', extra = {} }: Ending = {},
): string {
  return withQuery(`${GROUP_PATHS[dimension]}${ending}`, definition && { ...definition, by: [] }, extra);
}

interface Ending {
  ending?: string;
  extra?: Extra;
}

function viewOf(definition: Definition, { ending = '', extra = {} }: Ending): string {
  const [only, second] = definition.by;
  const own = second === undefined && only !== undefined && hasPage(only) ? only : null;
  return own === null
    ? withQuery(`/explore${ending}`, definition, extra)
    : pageOf(own, definition, { ending, extra });
}

function hasPage(dimension: DimensionId): dimension is PageDimension {
  return dimension in GROUP_PATHS;
}

/** The repo id of the address of a page about one model; broken escapes stay as they are and name no model. */
export function repoIdIn(
  { pathname }: Pick<URL, 'pathname'>,
  below: '/models/' | '/lineage/' = '/models/',
): string {
  const segments = pathname.slice(below.length).split('/');
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
  const query = printDefinition(definition ?? definitionOf(), extra);
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
