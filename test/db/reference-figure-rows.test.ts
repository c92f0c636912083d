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
  'a family of nobody': {
    file: 'families.csv',
    row: 'other,Other,nobody,,e',
    says: '3: publisher_id "nobody" is not in publishers.csv',
  },
  'a family without evidence': {
    file: 'families.csv',
    row: 'other,Other,acme,,',
    says: '3: evidence "" is empty',
  },
  'a rule of repos for a namespace that nobody owns': {
    file: 'family-repos.csv',
    row: '20,acme-one,Nobody-AI,',
    says: '3: namespace "Nobody-AI" is not in namespaces.csv',
  },
  'a rule of repos for a family that is not listed': {
    file: 'family-repos.csv',
    row: '20,other,Acme-AI,^other',
    says: '3: family "other" is not in families.csv',
  },
  'a place twice': {
    file: 'family-repos.csv',
    row: '10,acme-one,Acme-AI,^two',
    says: '3: place "10" is already on line 2',
  },
  'a pattern that does not compile': {
    file: 'family-repos.csv',
    row: '20,acme-one,Acme-AI,^(one',
    says: '3: pattern "^(one" is not a regular expression',
  },
  'a pattern that PostgreSQL reads in another way': {
    file: 'family-repos.csv',
    row: '20,acme-one,Acme-AI,\\bone',
    says: '3: pattern "\\\\bone" uses more than lower-case characters, ^ $ | ( ) ? : ! * + . and [ ]',
  },
  'a rule behind one that fits everything': {
    file: 'family-repos.csv',
    row: '5,acme-one,Acme-AI,',
    says: '2: never decides: line 3 fits all of Acme-AI',
  },
  'a word with a capital letter': {
    file: 'family-words.csv',
    row: 'Acme,acme-one',
    says: '3: word "Acme" is not a word in lower case',
  },
  'a word of two families': {
    file: 'family-words.csv',
    row: 'acme-one,acme-one',
    says: '3: word "acme-one" is already on line 2',
  },
  'an infrastructure model without a reason': {
    file: 'infrastructure.csv',
    row: 'Acme-AI/x,,e',
    says: '3: reason "" is empty',
  },
  'a rule without a number': {
    file: 'rules.csv',
    row: 'other,1,many,says',
    says: '3: value "many" is not a number',
  },
  'a packager that is no publisher': {
    file: 'packagers.csv',
    row: 'nobody,Packs',
    says: '3: publisher_id "nobody" is not in publishers.csv',
  },
  'a release date that is no date': {
    file: 'release-dates.csv',
    row: 'Acme-AI/two,2025-02,e',
    says: '3: released_on "2025-02" is not a date YYYY-MM-DD',
  },
  'a tracked model twice': {
    file: 'tracked-models.csv',
    row: 'Acme-AI/one',
    says: '3: repo_id "Acme-AI/one" is already on line 2',
  },
  'a list of countries that begins with another one': {
    file: 'publisher-countries.csv',
    row: 'acme,1,BE',
    at: 2,
    says: '2: "acme" begins with BE, its facts say FR',
  },
  'a gap in a list of countries': {
    file: 'publisher-countries.csv',
    row: 'acme,3,BE',
    at: 3,
    says: '2: "acme" has places other than 1, 2, …',
  },
  'a country for an individual': {
    file: 'publisher-countries.csv',
    row: 'jane,1,PERSON',
    says: '4: country "PERSON" is not the code of a country',
  },
  'an annotation that ends before it begins': {
    file: 'annotations.csv',
    row: 'other,,2025-03-01,2025-03-01,method,Says.,e',
    says: '3: until_day "2025-03-01" is not after on_day',
  },
  'an annotation of a kind that charts do not know': {
    file: 'annotations.csv',
    row: 'other,,2025-03-01,,news,Says.,e',
    says: '3: kind "news" is not one of method, incident, source',
  },
};

test.each(Object.entries(badRows))('%s is named with its file and line', (_, { file, row, at, says }) => {
  writeWithLine(dir, file, row, at);

  expect(problems()).toContain(`db/reference/${file}:${says}`);
});

test('a publisher with a single country in the list of several is named', () => {
  writeWithLine(dir, 'publisher-countries.csv', 'jane,1,FR', 3);

  expect(problems()).toEqual([
    'db/reference/publisher-countries.csv:2: "acme" has a single country here',
    'db/reference/publisher-countries.csv:3: "jane" has a single country here',
    'db/reference/publisher-countries.csv:3: "jane" begins with FR, its facts say PERSON',
  ]);
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
