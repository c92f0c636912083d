import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { ReferenceInvalid, readReference } from '../../db/load-reference.ts';
import { type SmallFile, writeSmallReference, writeWithLine } from '../support/small-reference.ts';

let dir: string;

beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'reference-'));
  writeSmallReference(dir);
});

afterEach(() => rmSync(dir, { recursive: true }));

interface BadRow {
  file: SmallFile;
  row: string;
  /** The line it takes the place of; without it the row comes last. */
  at?: number;
  says: string;
}

const badRows: Record<string, BadRow> = {
  'a class that is not in the vocabulary': {
    file: 'licenses.csv',
    row: 'x,X,,permisive,no,no,no,no,no,no,,e,2026-11-20',
    says: '3: class "permisive" is not one of permissive, weak_copyleft, strong_copyleft, rail, community, non_commercial, research_only, custom_other, declared_unknown, none',
  },
  'a flag with a sentence in it': {
    file: 'licenses.csv',
    row: 'x,X,,none,no,no,no,no,mostly,no,,e,2026-11-20',
    says: '3: share_alike "mostly" is not one of yes, no, conditional, unknown',
  },
  'a license id in upper case': {
    file: 'licenses.csv',
    row: 'MIT,X,,none,no,no,no,no,no,no,,e,2026-11-20',
    says: '3: license "MIT" is not a license id in lower case',
  },
  'a license without evidence': {
    file: 'licenses.csv',
    row: 'x,X,,none,no,no,no,no,no,no,,,2026-11-20',
    says: '3: evidence "" is empty',
  },
  'a license twice': {
    file: 'licenses.csv',
    row: 'mit,X,,none,no,no,no,no,no,no,,e,2026-11-20',
    says: '3: license "mit" is already on line 2',
  },
  'a day that does not exist': {
    file: 'licenses.csv',
    row: 'x,X,,none,no,no,no,no,no,no,,e,2026-02-30',
    says: '3: checked_on "2026-02-30" is not a date YYYY-MM-DD',
  },
  'a row with too few cells': {
    file: 'namespaces.csv',
    row: 'x,acme',
    says: '4: has 2 cells, not 4',
  },
  'a misspelled column': {
    file: 'namespaces.csv',
    row: 'namespace,publisher,valid_from,valid_to',
    at: 1,
    says: '1: the columns are not namespace, publisher_id, valid_from, valid_to',
  },
  'a namespace of nobody': {
    file: 'namespaces.csv',
    row: 'x,nobody,,',
    says: '4: publisher_id "nobody" is not in publishers.csv',
  },
  'a namespace with two publishers at a time': {
    file: 'namespaces.csv',
    row: 'jane,acme,2024-01-01,',
    says: '4: namespace "jane" is valid at the same time on line 3',
  },
  'validity that ends before it begins': {
    file: 'namespaces.csv',
    row: 'x,acme,2025-01-02,2025-01-02',
    says: '4: valid_to "2025-01-02" is not after valid_from',
  },
  'a region that is not in the vocabulary': {
    file: 'countries.csv',
    row: 'DE,Germany,eu,,',
    says: '7: region "eu" is not one of us, cn, europe, apac, mena, americas, africa, elsewhere, international, person, unknown',
  },
  'a country code of three letters': {
    file: 'countries.csv',
    row: 'DEU,Germany,europe,,',
    says: '7: country "DEU" is not an ISO code, INTL, PERSON or UNKNOWN',
  },
  'a reserved country that is missing': {
    file: 'countries.csv',
    row: 'DE,Germany,europe,,',
    at: 3,
    says: '1: the reserved row INTL is missing',
  },
  'a publisher in a country that is not listed': {
    file: 'publishers.csv',
    row: 'x,X,,industry,XX,,,low,e,2026-11-20,',
    says: '5: country "XX" is not in countries.csv',
  },
  'a publisher id that is not a slug': {
    file: 'publishers.csv',
    row: 'X_1,X,,industry,FR,,,low,e,2026-11-20,',
    says: '5: publisher_id "X_1" is not a slug of a-z, 0-9 and single hyphens',
  },
  'a country without evidence': {
    file: 'publishers.csv',
    row: 'x,X,,industry,FR,,,low,,2026-11-20,',
    says: '5: country "FR" stands without evidence',
  },
  'a company without a country': {
    file: 'publishers.csv',
    row: 'x,X,,industry,PERSON,,,low,,2026-11-20,',
    says: '5: country "PERSON" is for publishers of type individual only',
  },
  'a publisher with two sets of facts at a time': {
    file: 'publishers.csv',
    row: 'acme,X,,industry,FR,2024-12-31,2025-01-01,low,e,2026-11-20,',
    says: '5: publisher_id "acme" is valid at the same time on line 2',
  },
  'parameters with a decimal point': {
    file: 'parameters.csv',
    row: 'Acme-AI/x,7.5,,e',
    says: '4: parameters "7.5" is not a positive integer',
  },
  'active parameters of zero': {
    file: 'parameters.csv',
    row: 'Acme-AI/x,7,0,e',
    says: '4: active_parameters "0" is not a positive integer',
  },
  'more active parameters than there are': {
    file: 'parameters.csv',
    row: 'Acme-AI/x,7,8,e',
    says: '4: active_parameters "8" is more than parameters',
  },
};

test.each(Object.entries(badRows))('%s is named with its file and line', (_, { file, row, at, says }) => {
  writeWithLine(dir, file, row, at);

  expect(problems()).toEqual([`db/reference/${file}:${says}`]);
});

function problems(): readonly string[] {
  try {
    readReference(dir);
    return [];
  } catch (error) {
    if (error instanceof ReferenceInvalid) return error.problems;
    throw error;
  }
}
