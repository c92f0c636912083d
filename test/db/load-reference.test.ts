import { appendFileSync, cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { readReference } from '../../db/load-reference.ts';
import { writeSmallReference, writeWithLine } from '../support/small-reference.ts';

const shipped = join(import.meta.dirname, '../../db/reference');

let dir: string;

beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'reference-'));
  writeSmallReference(dir);
});

afterEach(() => rmSync(dir, { recursive: true }));

describe('the shipped reference', () => {
  test('is valid and has not shrunk', () => {
    const { countries, publishers, namespaces, licenses, parameters } = readReference(shipped);

    expect(countries.length).toBeGreaterThanOrEqual(252);
    expect(publishers.length).toBeGreaterThanOrEqual(1700);
    expect(namespaces.length).toBeGreaterThanOrEqual(1736);
    expect(licenses.length).toBeGreaterThanOrEqual(158);
    expect(parameters.length).toBeGreaterThanOrEqual(299);
  });

  test('keeps the country of Sentence Transformers before and after the move of October 2025', () => {
    const rows = readReference(shipped).publishers.filter(
      (row) => row.publisher_id === 'sentence-transformers',
    );

    expect(rows.map((row) => [row.valid_from, row.valid_to, row.country])).toEqual([
      ['2000-01-01', '2025-10-22', 'DE'],
      ['2025-10-22', '9999-12-31', 'US'],
    ]);
  });

  test('holds the lists that figures are grouped, narrowed and annotated by', () => {
    const reference = readReference(shipped);

    expect(reference.families.length).toBeGreaterThanOrEqual(70);
    expect(reference['release-dates']).toHaveLength(40);
    expect(reference['tracked-models']).toHaveLength(1958);
    expect(reference.infrastructure.length).toBeGreaterThanOrEqual(150);
    expect(reference.packagers.length).toBeGreaterThanOrEqual(30);
    expect(reference.annotations.length).toBeGreaterThanOrEqual(20);
    expect(reference.rules.map((row) => [row.rule, row.value])).toEqual([
      ['infrastructure-age-years', 3],
      ['infrastructure-downloads-per-like', 20_095],
      ['infrastructure-parameters', 5e8],
      ['major-release-days', 90],
      ['major-release-downloads', 100_000],
    ]);
  });

  test('is sorted by key in every file', () => {
    const reference = readReference(shipped);
    const { namespaces, licenses, parameters } = reference;

    for (const keys of [
      namespaces.map((row) => row.namespace),
      licenses.map((row) => row.license),
      parameters.map((row) => row.repo_id),
      reference.families.map((row) => row.family),
      reference['family-words'].map((row) => row.word),
      reference.infrastructure.map((row) => row.repo_id),
      reference.packagers.map((row) => row.publisher_id),
      reference['release-dates'].map((row) => row.repo_id),
      reference['tracked-models'].map((row) => row.repo_id),
      reference.annotations.map((row) => row.annotation),
    ]) {
      expect(keys).toEqual([...keys].sort());
    }
  });
});

describe('a reference', () => {
  test('is read with empty cells as null and empty dates as open', () => {
    const { publishers, parameters } = readReference(dir);

    expect(publishers[0]).toEqual({
      publisher_id: 'acme',
      name: 'Acme, Paris',
      parent: null,
      type: 'industry',
      country: 'FR',
      valid_from: '2000-01-01',
      valid_to: '2025-01-01',
      confidence: 'high',
      evidence: 'Imprint',
      checked_on: '2026-11-20',
      note: null,
    });
    expect(parameters[0]).toEqual({
      repo_id: 'Acme-AI/one',
      parameters: 7_000_000_000,
      active_parameters: null,
      evidence: 'Model card',
    });
  });

  test('is read with places and values as numbers', () => {
    const reference = readReference(dir);

    expect(reference['family-repos']).toEqual([
      { place: 10, family: 'acme-one', namespace: 'Acme-AI', pattern: '^one' },
    ]);
    expect(reference['publisher-countries']).toEqual([
      { publisher_id: 'acme', place: 1, country: 'FR' },
      { publisher_id: 'acme', place: 2, country: 'BE' },
    ]);
    expect(reference.rules.map(({ version, value }) => [version, value])).toEqual([[1, 90]]);
  });

  test('has every size scheme with as many bounds as classes, without the class for unknown, and the cells', () => {
    const { size_schemes } = readReference(dir);

    expect(size_schemes.map(({ scheme }) => scheme)).toEqual([
      'default',
      'atom',
      'openrouter',
      'hf',
      'article',
      'cells',
    ]);
    expect(size_schemes[0]?.bounds).toEqual([0, 1e8, 1e9, 5e9, 1e10, 5e10, 1e11, 2.5e11]);
    expect(size_schemes.at(-1)?.classes.slice(0, 3)).toEqual(['0', '1', '2']);
    for (const { bounds, classes } of size_schemes) {
      expect(classes).not.toContain('unknown');
      expect(classes).toHaveLength(bounds.length);
    }
  });

  test('has another hash when one character changes, the same with the line ends of Windows', () => {
    const before = readReference(dir).contentHash;
    const file = join(dir, 'licenses.csv');
    writeFileSync(file, readFileSync(file, 'utf8').replaceAll('\n', '\r\n'));
    const sameRows = readReference(dir).contentHash;
    writeFileSync(file, readFileSync(file, 'utf8').replace('Attribution', 'Attributions'));

    expect(sameRows).toBe(before);
    expect(readReference(dir).contentHash).not.toBe(before);
  });

  test('that is not CSV is refused with the name of the file', () => {
    writeWithLine(dir, 'namespaces.csv', '"x,acme,,');

    expect(() => readReference(dir)).toThrow(/\ndb\/reference\/namespaces\.csv: not a CSV file: /);
  });

  test('with many problems lists twenty of them and counts the rest', () => {
    cpSync(shipped, dir, { recursive: true });
    for (let n = 0; n < 23; n++) appendFileSync(join(dir, 'namespaces.csv'), `n${n},nobody,,\n`);

    expect(() => readReference(dir)).toThrow(/^The reference is not valid:(\n.*){20}\n… and 3 more$/);
  });
});
