import type { z } from 'zod';
import { type Parameter, parametersOf } from './describe-parameters.ts';
import { FORMS, type Form } from './forms.ts';
import { RESOURCES } from './index.ts';
import { type JsonSchema, jsonSchemaOf } from './json-schema.ts';
import { LICENSE, metaShape } from './meta.ts';
import { POLICY } from './policy.ts';
import { PROBLEMS, problemShape } from './problem.ts';
import type { Resource } from './resource.ts';
import { formsOf, ROOT } from './route.ts';

const made = new Map<string, JsonSchema>();

/** The API as OpenAPI 3.1, made from the schemas that answer. `origin`: where the site is. */
export function openApi(origin: string): JsonSchema {
  const known = made.get(origin) ?? documentOf(origin);
  made.set(origin, known);
  return known;
}

function documentOf(origin: string): JsonSchema {
  return {
    openapi: '3.1.0',
    info: {
      title: 'Open Model Census API',
      version: '1',
      summary:
        'Open models on the Hugging Face Hub: downloads, releases, licenses and sizes, with a definition behind every number.',
      description: POLICY.map(({ name, says }) => `**${name}.** ${says.join(' ')}`).join('\n\n'),
      license: { name: LICENSE.name, identifier: LICENSE.id },
    },
    servers: [{ url: `${origin}${ROOT}` }],
    externalDocs: { url: `${origin}/api`, description: 'The same, to read.' },
    paths: Object.fromEntries(RESOURCES.flatMap(pathsOf)),
    components: {
      schemas: {
        Meta: jsonSchemaOf(metaShape, 'output'),
        Problem: jsonSchemaOf(problemShape, 'output'),
        ...Object.fromEntries(RESOURCES.flatMap(schemasOf)),
      },
      parameters: Object.fromEntries(
        RESOURCES.flatMap((resource) =>
          parametersOf(resource).map((one) => [nameOf(resource, one), parameterOf(one)] as const),
        ),
      ),
      responses: Object.fromEntries(PROBLEMS.map((one) => [one.id, problemResponse(one)] as const)),
      headers: HEADERS,
    },
  };
}

/** The address that negotiates, then those whose ending says the form. */
function pathsOf(resource: Resource): readonly (readonly [string, JsonSchema])[] {
  const forms = formsOf(resource);
  const whole = [
    resource.path,
    operationOf(
      resource,
      forms.map(({ id }) => id),
    ),
  ] as const;
  if (resource.isOne) return [whole];
  return [
    whole,
    ...forms.map(({ id }) => [`${resource.path}.${id}`, operationOf(resource, [id], id)] as const),
  ];
}

function operationOf(resource: Resource, forms: readonly Form[], ending: Form | null = null): JsonSchema {
  const { id, name, says, named } = resource;
  const own = parametersOf(resource).map((one) => ({
    $ref: `#/components/parameters/${nameOf(resource, one)}`,
  }));
  const path = named === null ? [] : [pathParameter(resource, named)];
  return {
    get: {
      operationId: ending === null ? id : `${id}-${ending}`,
      summary: ending === null ? name : `${name} as ${ending}`,
      description: says,
      parameters: [...path, ...own],
      responses: {
        200: {
          description: name,
          headers: Object.fromEntries(
            Object.keys(HEADERS).map((header) => [header, { $ref: `#/components/headers/${header}` }]),
          ),
          content: Object.fromEntries(forms.map((form) => contentOf(resource, form))),
        },
        304: { description: 'The reader holds this answer: If-None-Match names its ETag.' },
        ...Object.fromEntries(
          PROBLEMS.map(({ status, id: problem }) => [status, { $ref: `#/components/responses/${problem}` }]),
        ),
      },
    },
  };
}

function pathParameter({ id, examples }: Resource, named: string): JsonSchema {
  return {
    name: named,
    in: 'path',
    required: true,
    description: `Name of the ${id}. A slash in it stands as it is, or escaped.`,
    schema: { type: 'string' },
    example: examples[0]?.split('?')[0]?.split('/').slice(2).join('/'),
  };
}

function contentOf(resource: Resource, form: Form): readonly [string, JsonSchema] {
  const [type = ''] = FORMS.find(({ id }) => id === form)?.accepts ?? [];
  const row = { $ref: `#/components/schemas/${rowName(resource)}` };
  if (form === 'csv') return [type, { schema: { type: 'string' } }];
  if (form === 'ndjson') return [type, { schema: row }];
  const meta = { $ref: `#/components/schemas/${resource.extra ? metaName(resource) : 'Meta'}` };
  const data = resource.isOne ? row : { type: 'array', items: row };
  const next = {
    type: ['string', 'null'],
    format: 'uri',
    description: 'Where the list goes on; null at the end.',
  };
  const schema = {
    type: 'object',
    required: ['data', 'meta', 'next'],
    properties: { data, meta, next },
    additionalProperties: false,
  };
  return [type, { schema }];
}

function schemasOf(resource: Resource): readonly (readonly [string, JsonSchema])[] {
  const { row, extra } = resource;
  return [
    [rowName(resource), jsonSchemaOf(row, 'output')],
    ...(extra ? [[metaName(resource), jsonSchemaOf(metaOfSeries(extra), 'output')] as const] : []),
  ];
}

function metaOfSeries(extra: z.ZodRawShape): z.ZodObject {
  return metaShape.extend(extra);
}

function parameterOf({ key, says, schema, list }: Parameter): JsonSchema {
  return {
    name: key,
    in: 'query',
    description: list ? `${says} Several values are joined by ~.` : says,
    schema,
  };
}

/** Definitions are the same everywhere but for what a resource follows of measures; own parameters are not. */
function nameOf({ id }: Resource, { key, shared }: Parameter): string {
  return shared && key !== 'measure' ? key : `${id}.${key}`;
}

function rowName({ id }: Resource): string {
  return pascal(id);
}

function metaName({ id }: Resource): string {
  return `${pascal(id)}Meta`;
}

function pascal(id: string): string {
  return id.replaceAll(/(^|-)([a-z])/g, (_, _dash, letter: string) => letter.toUpperCase());
}

function problemResponse({ title, says }: (typeof PROBLEMS)[number]): JsonSchema {
  const schema = { $ref: '#/components/schemas/Problem' };
  return { description: `${title}. ${says}`, content: { 'application/problem+json': { schema } } };
}

const text = (description: string): JsonSchema => ({ description, schema: { type: 'string' } });

const HEADERS: Readonly<Record<string, JsonSchema>> = {
  ETag: text('Names the answer; another one when something new is published.'),
  Link: text('rel="next": where the list goes on.'),
  RateLimit: text('r: requests left in this window; t: seconds until it ends.'),
  'RateLimit-Policy': text('q: requests in a window; w: its seconds.'),
};
