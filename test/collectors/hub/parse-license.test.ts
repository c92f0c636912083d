import { describe, expect, test } from 'vitest';
import { parse } from '../../../collectors/hub/parse.ts';

const ID = '6a350e917c8a230bec04a600';

/** A listed model with these fields beside its identity. */
function listed(fields: Record<string, unknown> = {}): Record<string, unknown> {
  return { _id: ID, id: 'acme/a', ...fields };
}

describe('license', () => {
  const licenseOf = (fields: Record<string, unknown>) => parse(listed(fields)).attributes;

  test('the card comes before the tag', () => {
    expect(licenseOf({ cardData: { license: 'mit' }, tags: ['license:apache-2.0'] }).licenseId).toBe('mit');
  });

  test('the tag speaks where the card says nothing', () => {
    expect(licenseOf({ cardData: {}, tags: ['license:apache-2.0'] }).licenseId).toBe('apache-2.0');
  });

  test('several licenses are joined in one order', () => {
    expect(licenseOf({ cardData: { license: ['mit', 'Apache-2.0', 'mit'] } }).licenseId).toBe(
      'apache-2.0+mit',
    );
  });

  test('case and blanks do not make another license', () => {
    expect(licenseOf({ cardData: { license: ' MIT ' } }).licenseId).toBe('mit');
  });

  test.each(['', '   ', [], ['', ' '], null])('%j declares no license', (license) => {
    expect(licenseOf({ cardData: { license } })).toMatchObject({ licenseId: null, licenseSource: 'hub' });
  });

  test.each([
    ['Apache 2.0', 'apache-2.0'],
    ['cc_by_nc_4.0', 'cc-by-nc-4.0'],
    ['CC BY-SA\t4.0', 'cc-by-sa-4.0'],
    ['open-mdw', 'openmdw-1.0'],
    ['Open MDW', 'openmdw-1.0'],
    ['unknown', 'unknown'],
    ['gemma', 'gemma'],
    ['no license of any list', 'no-license-of-any-list'],
  ])('%j reads %j, in the card and as a tag', (license, expected) => {
    expect(licenseOf({ cardData: { license } }).licenseId).toBe(expected);
    expect(licenseOf({ tags: [`license:${license}`] }).licenseId).toBe(expected);
  });

  test('`unknown` is a declaration, and no declaration is none', () => {
    expect(licenseOf({ tags: ['license:unknown'] }).licenseId).toBe('unknown');
    expect(licenseOf({ tags: [] })).toMatchObject({ licenseId: null, licenseSource: 'hub' });
  });

  test('where the card declares no text the tag speaks', () => {
    const record = parse(listed({ cardData: { license: { id: 'mit' } }, tags: ['license:mit'] }));
    expect(record.attributes.licenseId).toBe('mit');
    expect(record.repairs).toEqual(['cardData.license: not a text: an object']);
  });

  test.each([7, true, {}, ['LICENSE']])('the link %j is no text and dropped', (license_link) => {
    const record = parse(listed({ cardData: { license: 'other', license_link } }));
    expect(record.attributes.licenseLink).toBeNull();
    expect(record.repairs).toHaveLength(1);
  });

  test('a name that grows in lower case stays short enough', () => {
    expect(
      licenseOf({ cardData: { license: 'other', license_name: 'İ'.repeat(256) } }).licenseName,
    ).toHaveLength(256);
  });

  test('`other` keeps its name and link', () => {
    const card = { license: 'other', license_name: 'Acme-1.0 ', license_link: 'LICENSE' };
    expect(licenseOf({ cardData: card, tags: ['license:other'] })).toMatchObject({
      licenseId: 'other',
      licenseName: 'acme-1.0',
      licenseLink: 'LICENSE',
      licenseSource: 'hub',
    });
  });

  test('many long licenses stay short enough for a key', () => {
    const license = Array.from({ length: 8 }, (_, i) => `${i}${'许'.repeat(250)}`);
    expect(licenseOf({ cardData: { license } }).licenseId).toHaveLength(256);
  });

  test.each([7, {}, true, [7]])('%j is not a license', (license) => {
    const record = parse(listed({ cardData: { license } }));
    expect(record.attributes.licenseId).toBeNull();
    expect(record.repairs).toHaveLength(1);
  });

  test('a source without card and tags did not record the license', () => {
    expect(licenseOf({}).licenseSource).toBeNull();
  });

  test('the tag of the license is not kept twice', () => {
    expect(licenseOf({ tags: ['license:mit', 'region:us', 'deploy:azure', 'arxiv:1'] }).tags).toEqual([
      'arxiv:1',
    ]);
  });
});
