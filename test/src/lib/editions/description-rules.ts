const text = { type: 'string', minLength: 1 } as const;

/** Relative, and never out of the folder; or an address. */
const path = {
  type: 'string',
  pattern: '^(https?://\\S+|(?!/|~|\\.)(?!.*(^|/)\\.\\.(/|$))[^\\\\]+)$',
} as const;

const field = {
  type: 'object',
  required: ['name', 'type'],
  properties: {
    name: text,
    type: {
      enum: ['string', 'number', 'integer', 'boolean', 'object', 'array', 'list', 'datetime', 'date', 'time'],
    },
    description: text,
    trueValues: { type: 'array', minItems: 1, items: text },
    falseValues: { type: 'array', minItems: 1, items: text },
    constraints: {
      type: 'object',
      properties: {
        required: { type: 'boolean' },
        enum: { type: 'array', minItems: 1, uniqueItems: true },
      },
    },
  },
} as const;

const names = { type: 'array', minItems: 1, uniqueItems: true, items: text } as const;

const resource = {
  type: 'object',
  required: ['name', 'path', 'schema'],
  properties: {
    name: { type: 'string', pattern: '^[a-z0-9._-]+$' },
    path: { oneOf: [path, { type: 'array', minItems: 1, items: path }] },
    bytes: { type: 'integer', minimum: 0 },
    hash: { type: 'string', pattern: '^sha256:[0-9a-f]{64}$' },
    mediatype: { type: 'string', pattern: '^[^/]+/[^/]+$' },
    dialect: { type: 'object' },
    schema: {
      type: 'object',
      required: ['fields'],
      properties: {
        fields: { type: 'array', minItems: 1, items: field },
        primaryKey: names,
        foreignKeys: {
          type: 'array',
          minItems: 1,
          items: {
            type: 'object',
            required: ['fields', 'reference'],
            properties: {
              fields: names,
              reference: {
                type: 'object',
                required: ['fields'],
                properties: { resource: text, fields: names },
              },
            },
          },
        },
        missingValues: { type: 'array', items: { type: 'string' } },
      },
    },
  },
} as const;

/** What Data Package 2 asks of the properties that our descriptions use, as read in its text. */
export const PACKAGE_RULES = {
  type: 'object',
  required: ['$schema', 'resources'],
  properties: {
    $schema: { const: 'https://datapackage.org/profiles/2.0/datapackage.json' },
    name: { type: 'string', pattern: '^[a-z0-9._-]+$' },
    created: { type: 'string', format: 'date-time' },
    keywords: names,
    licenses: {
      type: 'array',
      minItems: 1,
      items: {
        type: 'object',
        anyOf: [{ required: ['name'] }, { required: ['path'] }],
        properties: { path },
      },
    },
    sources: {
      type: 'array',
      minItems: 1,
      items: { type: 'object', minProperties: 1, properties: { path } },
    },
    contributors: {
      type: 'array',
      minItems: 1,
      items: { type: 'object', minProperties: 1, properties: { roles: names } },
    },
    resources: { type: 'array', minItems: 1, items: resource },
  },
} as const;

const reference = { type: 'object', required: ['@id'], properties: { '@id': text } } as const;
const formats = { oneOf: [text, { type: 'array', minItems: 1, items: text }] } as const;

/** What Croissant 1.1 requires of a dataset, its files and its records. */
export const CROISSANT_RULES = {
  type: 'object',
  required: [
    ...['@context', '@type', 'conformsTo', 'description', 'license', 'name', 'url', 'creator'],
    ...['datePublished', 'distribution'],
  ],
  properties: {
    '@type': { const: 'sc:Dataset' },
    conformsTo: { const: 'http://mlcommons.org/croissant/1.1' },
    description: text,
    license: { type: 'string', format: 'uri' },
    creator: {
      type: 'object',
      required: ['@type', 'name'],
      properties: { '@type': { enum: ['sc:Organization', 'sc:Person'] } },
    },
    datePublished: { type: 'string', format: 'date-time' },
    distribution: {
      type: 'array',
      minItems: 1,
      items: {
        oneOf: [
          {
            required: ['@type', '@id', 'name', 'contentUrl', 'contentSize', 'encodingFormat', 'sha256'],
            properties: {
              '@type': { const: 'cr:FileObject' },
              encodingFormat: formats,
              sha256: { type: 'string', pattern: '^[0-9a-f]{64}$' },
            },
          },
          {
            required: ['@type', '@id', 'name', 'encodingFormat', 'includes'],
            properties: { '@type': { const: 'cr:FileSet' }, encodingFormat: formats, includes: text },
          },
        ],
      },
    },
    recordSet: {
      type: 'array',
      minItems: 1,
      items: {
        type: 'object',
        required: ['@type', '@id', 'name', 'field'],
        properties: {
          '@type': { const: 'cr:RecordSet' },
          key: { type: 'array', minItems: 1, items: reference },
          field: {
            type: 'array',
            minItems: 1,
            items: {
              type: 'object',
              required: ['@type', '@id', 'name', 'dataType', 'source'],
              properties: {
                '@type': { const: 'cr:Field' },
                dataType: { enum: ['sc:Date', 'sc:Integer', 'sc:Float', 'sc:Boolean', 'sc:Text'] },
                source: {
                  oneOf: [{ required: ['fileObject'] }, { required: ['fileSet'] }],
                  required: ['extract'],
                },
              },
            },
          },
        },
      },
    },
  },
} as const;

/** Terms of the vocabulary of Croissant 1.1 that a description like ours may use. */
export const CROISSANT_TERMS = [
  ...['citeAs', 'column', 'containedIn', 'dataType', 'excludes', 'extract', 'field', 'fileObject', 'fileSet'],
  ...[
    'includes',
    'isArray',
    'isLiveDataset',
    'key',
    'recordSet',
    'references',
    'sdVersion',
    'source',
    'value',
  ],
];
