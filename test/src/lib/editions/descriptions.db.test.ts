import { createReadStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { createGunzip } from 'node:zlib';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { croissant } from '../../../../src/lib/editions/describe/croissant.ts';
import type { StoredEdition } from '../../../../src/lib/editions/store.ts';
import { type TestDatabase, testDatabase } from '../../../support/database.ts';
import { CROISSANT_RULES, CROISSANT_TERMS, PACKAGE_RULES } from './description-rules.ts';
import { build, editionsRoot, publishMade } from './made-panel.ts';

// None of these has types of its own.
const load = createRequire(import.meta.url);
const jsonld = load('jsonld');
const { validate } = load('datapackage');
const { Schema, Table } = load('tableschema');

const ajv = addFormats.default(new Ajv2020({ strict: false, allErrors: true }));

let database: TestDatabase;
let place: Awaited<ReturnType<typeof editionsRoot>>;
let whole: StoredEdition;
let figures: StoredEdition;

beforeAll(async () => {
  [database, place] = [await testDatabase(), await editionsRoot()];
  await publishMade(database.db);
  figures = await edition('aggregates');
  whole = await edition('whole');
}, 60_000);
afterAll(async () => {
  await database.drop();
  await place.remove();
});

async function edition(kind: 'whole' | 'aggregates'): Promise<StoredEdition> {
  const built = await build(database.db, place.root, { kind });
  if (!built) throw new Error('nothing was built');
  return built.edition;
}

const resource = z.looseObject({
  name: z.string(),
  path: z.union([z.string(), z.array(z.string())]),
  format: z.string(),
  rows: z.number(),
  schema: z.looseObject({ foreignKeys: z.array(z.unknown()).optional() }),
});

async function packageOf({ folder }: StoredEdition) {
  const text = await readFile(join(folder, 'datapackage.json'), 'utf8');
  return z.looseObject({ resources: z.array(resource).min(1) }).parse(JSON.parse(text));
}

describe('datapackage.json', () => {
  test('keeps the rules of Data Package 2, of whole editions and of figures alone', async () => {
    const holds = ajv.compile(PACKAGE_RULES);
    for (const one of [whole, figures]) {
      holds(await packageOf(one));
      expect(holds.errors ?? []).toEqual([]);
    }
  });

  test('is valid to the library of the Frictionless project, table by table', async () => {
    for (const one of [whole, figures]) {
      const described = await packageOf(one);
      const { valid, errors } = await validate(described);
      expect([valid, errors]).toEqual([true, []]);
      for (const { name, schema } of described.resources) {
        const read = await Schema.load(schema);
        expect([name, read.valid, read.errors]).toEqual([name, true, []]);
      }
    }
  });

  test('says of every cell of every CSV file what that library reads it as', async () => {
    const { resources } = await packageOf(whole);
    for (const { path, schema, rows, format, name } of resources) {
      if (format !== 'csv') continue;
      let read = 0;
      for (const file of [path].flat()) {
        const source = () => createReadStream(join(whole.folder, file)).pipe(createGunzip());
        const { foreignKeys: _, ...alone } = schema;
        // It throws at the first cell that is not of its type, and at the second row of a key.
        const table = await Table.load(source, { schema: alone });
        read += (await table.read()).length;
      }
      expect([name, read]).toEqual([name, rows]);
    }
  });
});

describe('croissant.json', () => {
  const address = 'https://census.example.org/data/hub/2026-11-01.1';
  const offline = async (url: string) => {
    throw new Error(`the description asks for ${url}`);
  };
  const expanded = async (described: object) =>
    // In its safe mode it throws for a key or a type that means nothing in the context.
    await jsonld.expand(described, { base: `${address}/`, safe: true, documentLoader: offline });

  test('keeps the rules of Croissant 1.1, on the disk and on the page', () => {
    const holds = ajv.compile(CROISSANT_RULES);
    for (const { manifest } of [whole, figures])
      for (const at of [null, address]) {
        holds(croissant(manifest, at));
        expect(holds.errors ?? []).toEqual([]);
      }
  });

  test('means something to JSON-LD in every key, without asking anybody', async () => {
    const keys = keysIn(await expanded(croissant(whole.manifest, address)));
    const strange = [...keys].filter(
      (key) =>
        !/^(https:\/\/schema\.org|http:\/\/purl\.org\/dc\/terms)\/[a-zA-Z0-9]+$/.test(key) &&
        !CROISSANT_TERMS.some((term) => key === `http://mlcommons.org/croissant/${term}`),
    );
    expect(strange).toEqual([]);
    expect(keys.size).toBeGreaterThan(20);
  });

  test('would not pass with a key that means nothing', async () => {
    await expect(
      expanded({ ...croissant(whole.manifest), 'no:such key': 1, '@context': {} }),
    ).rejects.toThrow();
  });

  test('names in its fields, keys and sources only what it describes', () => {
    const described = reads.parse(croissant(whole.manifest));
    const files = described.distribution.map((one) => one['@id']);
    const fields = described.recordSet.flatMap(({ field }) => field.map((one) => one['@id']));
    for (const { key, field } of described.recordSet) {
      expect(fields).toEqual(expect.arrayContaining(key.map((one) => one['@id'])));
      for (const { source } of field)
        expect(files).toContain(source.fileObject?.['@id'] ?? source.fileSet?.['@id']);
    }
    expect(new Set([...files, ...fields]).size).toBe(files.length + fields.length);
  });
});

const named = z.object({ '@id': z.string() });
const reads = z.object({
  distribution: z.array(named),
  recordSet: z.array(
    z.object({
      key: z.array(named),
      field: z.array(
        named.extend({ source: z.object({ fileObject: named.optional(), fileSet: named.optional() }) }),
      ),
    }),
  ),
});

/** Every key of an expanded document but those of JSON-LD itself. */
function keysIn(value: unknown, found: Set<string> = new Set()): ReadonlySet<string> {
  if (Array.isArray(value)) for (const one of value) keysIn(one, found);
  else if (value !== null && typeof value === 'object')
    for (const [key, inner] of Object.entries(value)) {
      if (!key.startsWith('@')) found.add(key);
      keysIn(inner, found);
    }
  return found;
}
