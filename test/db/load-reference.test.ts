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

  test('is sorted by key in every file', () => {
    const { namespaces, licenses, parameters } = readReference(shipped);

    for (const keys of [
      namespaces.map((row) => row.namespace),
      licenses.map((row) => row.license),
      parameters.map((row) => row.repo_id),
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

  test('has one size scheme, as many bounds as classes, without the class for unknown', () => {
    const [scheme, ...others] = readReference(dir).size_schemes;

    expect(others).toEqual([]);
    expect(scheme?.scheme).toBe('default');
    expect(scheme?.bounds).toEqual([0, 1e8, 1e9, 5e9, 1e10, 5e10, 1e11, 2.5e11]);
    expect(scheme?.classes).not.toContain('unknown');
    expect(scheme?.classes).toHaveLength(8);
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
