import { type Parameter, parametersOf } from '../api/describe-parameters.ts';
import { FORMS } from '../api/forms.ts';
import { RESOURCES } from '../api/index.ts';
import { type JsonSchema, jsonSchemaOf } from '../api/json-schema.ts';
import { metaShape } from '../api/meta.ts';
import { POLICY } from '../api/policy.ts';
import { PROBLEMS } from '../api/problem.ts';
import type { Resource } from '../api/resource.ts';
import { formsOf, ROOT } from '../api/route.ts';
import type { PanelFacts } from '../metrics/metric.ts';
import { paths } from './paths.ts';

export interface Field {
  /** `panels[].history.step` inside another. */
  name: string;
  type: string;
  says: string;
}

export interface ApiResource {
  id: string;
  name: string;
  says: string;
  /** With `{…}` where a name stands. */
  path: string;
  /** Endings beside none. */
  endings: readonly string[];
  examples: readonly { says: string; href: string }[];
  /** Of this resource alone. */
  own: readonly Parameter[];
  /** Of the definition, explained in one place for all. */
  shared: readonly { key: string; href: string }[];
  fieldsOf: string;
  fields: readonly Field[];
  /** Of `meta`, beside those of every answer. */
  extra: readonly Field[];
}

/** What `/api` shows, from the schemas that answer. */
export interface ApiPage {
  root: string;
  documentHref: string;
  policy: typeof POLICY;
  forms: typeof FORMS;
  problems: typeof PROBLEMS;
  meta: readonly Field[];
  resources: readonly ApiResource[];
  snippets: readonly { name: string; code: string }[];
}

/** `panels`: examples name what is published. */
export function apiPage(origin: string, panels: readonly PanelFacts[]): ApiPage {
  return {
    root: ROOT,
    documentHref: `${ROOT}/openapi.json`,
    policy: POLICY,
    forms: FORMS,
    problems: PROBLEMS,
    meta: fieldsIn(jsonSchemaOf(metaShape, 'output')),
    resources: RESOURCES.map((resource) => resourceOf(resource, panels)),
    snippets: snippetsAt(`${origin}${ROOT}`),
  };
}

function resourceOf(resource: Resource, panels: readonly PanelFacts[]): ApiResource {
  const { id, name, says, path, examples, row, extra, isOne } = resource;
  const parameters = parametersOf(resource);
  return {
    ...{ id, name, says, path: `${ROOT}${path}` },
    endings: isOne ? [] : formsOf(resource).map((form) => `.${form.id}`),
    examples: examples.map((example) => {
      const known = withPublished(example, panels);
      return { says: `${ROOT}${known}`, href: paths.apiData(known) };
    }),
    own: parameters.filter(({ shared }) => !shared),
    shared: parameters
      .filter(({ shared }) => shared)
      .map(({ key }) => ({ key, href: paths.methods(`key-${key}`) })),
    fieldsOf: isOne ? 'data' : 'a row',
    fields: fieldsIn(jsonSchemaOf(row, 'output')),
    extra: extra === undefined ? [] : fieldsIn(jsonSchemaOf(metaShape.extend(extra), 'output'), ownOf(extra)),
  };
}

/** An example that names a panel or a day, with one that there is. */
function withPublished(example: string, panels: readonly PanelFacts[]): string {
  const [first] = panels;
  const [day, panel] = [first?.asOf, panels.at(-1)?.panel];
  return example
    .replace(/(?<=^\/editions\/).+(?=\.1$)/, (usual) => (first ? `${first.panel}/${first.asOf}` : usual))
    .replace(/(?<=\bsnapshot=)[\d-]+/, (usual) => day ?? usual)
    .replace(/(?<=\bpanel=)[a-z-]+/, (usual) => panel ?? usual);
}

function ownOf(extra: object): ReadonlySet<string> {
  return new Set(Object.keys(extra));
}

/** The fields of a schema of an object, those inside others after them. */
function fieldsIn(schema: JsonSchema, only: ReadonlySet<string> | null = null, above = ''): readonly Field[] {
  return Object.entries(objectIn(schema['properties']))
    .filter(([name]) => only === null || only.has(name))
    .flatMap(([name, made]) => {
      const field = objectIn(made);
      const { inner, list } = insideOf(field);
      const whole = `${above}${name}`;
      const says = typeof field['description'] === 'string' ? field['description'] : '';
      const own = { name: whole, type: typeOf(field), says };
      return [own, ...(inner ? fieldsIn(inner, null, `${whole}${list ? '[]' : ''}.`) : [])];
    });
}

/** The object that a field is, or is a list of. */
function insideOf(field: JsonSchema): { inner: JsonSchema | null; list: boolean } {
  const one = notNull(field);
  if (one['type'] === 'array') return { inner: insideOf(objectIn(one['items'])).inner, list: true };
  return { inner: one['type'] === 'object' ? one : null, list: false };
}

function typeOf(field: JsonSchema): string {
  const one = notNull(field);
  const orNull = one === field ? '' : ' or null';
  if (one['type'] === 'array') return `list of ${typeOf(objectIn(one['items']))}s${orNull}`;
  const { anyOf } = one;
  if (Array.isArray(anyOf)) return `${anyOf.map((each) => typeOf(objectIn(each))).join(' or ')}${orNull}`;
  const name = one['format'] ?? (one['const'] === undefined ? one['type'] : 'string');
  return `${name === 'uri' ? 'address' : name === 'date-time' ? 'instant' : String(name)}${orNull}`;
}

/** A schema without the null beside it; the same object where there is none. */
function notNull(schema: JsonSchema): JsonSchema {
  const { anyOf } = schema;
  if (!Array.isArray(anyOf)) return schema;
  const [first, ...more] = anyOf.map(objectIn).filter((one) => one['type'] !== 'null');
  return first && more.length === 0
    ? first
    : more.length + 1 === anyOf.length
      ? schema
      : { anyOf: [first, ...more] };
}

function objectIn(value: unknown): JsonSchema {
  return value !== null && typeof value === 'object' ? Object.fromEntries(Object.entries(value)) : {};
}

/** Code that asks; what comes is a table. */
function snippetsAt(root: string): ApiPage['snippets'] {
  const series = `${root}/series.csv?by=region&window=365d&step=month`;
  return [
    { name: 'curl', code: `curl --fail --compressed '${root}/models?region=cn&limit=5'` },
    { name: 'pandas', code: ['import pandas as pd', '', `df = pd.read_csv("${series}")`].join('\n') },
    { name: 'polars', code: ['import polars as pl', '', `df = pl.read_csv("${series}")`].join('\n') },
    { name: 'DuckDB', code: `select * from read_csv('${series}');` },
    { name: 'R', code: `df <- read.csv("${series}", na.strings = "")` },
    {
      name: 'Every model, part by part',
      code: [
        'import requests',
        '',
        `url = "${root}/models?limit=1000"`,
        'while url:',
        '    part = requests.get(url).json()',
        '    for model in part["data"]:',
        '        print(model["model"], model["downloads_30d"])',
        '    url = part["next"]',
      ].join('\n'),
    },
  ];
}
