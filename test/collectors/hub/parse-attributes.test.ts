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

describe('gating', () => {
  test.each([
    [false, 'no'],
    [true, 'yes'],
    ['auto', 'auto'],
    ['manual', 'manual'],
    [undefined, null],
    [null, null],
    [7, null],
    [['auto'], null],
  ])('gated %j reads %j', (gated, expected) => {
    expect(parse(listed({ gated })).attributes.gated).toBe(expected);
  });

  test('disabled is true, false or not known', () => {
    const read = [true, false, undefined, 'yes'].map(
      (disabled) => parse(listed({ disabled })).attributes.disabled,
    );
    expect(read).toEqual([true, false, null, null]);
  });
});

describe('base models', () => {
  const lineageOf = (fields: Record<string, unknown>) => {
    const { baseModels, relation } = parse(listed(fields)).attributes;
    return { baseModels, relation };
  };

  test.each(['finetune', 'adapter', 'quantized', 'merge'])('a tag states the relation %s', (relation) => {
    const tags = ['base_model:acme/base', `base_model:${relation}:acme/base`];
    expect(lineageOf({ tags })).toEqual({ baseModels: ['acme/base'], relation });
  });

  test('a base without a relation has none', () => {
    expect(lineageOf({ tags: ['base_model:acme/base'] })).toEqual({
      baseModels: ['acme/base'],
      relation: null,
    });
  });

  test('what the Hub resolved comes before the card', () => {
    const fields = {
      baseModels: {
        relation: 'merge',
        models: [
          { _id: ID, id: 'new/name' },
          { _id: ID, id: 'other/one' },
        ],
      },
      cardData: { base_model: 'old/name', base_model_relation: 'finetune' },
    };
    expect(lineageOf(fields)).toEqual({ baseModels: ['new/name', 'other/one'], relation: 'merge' });
  });

  test('the card speaks where the Hub resolved nothing', () => {
    const fields = { cardData: { base_model: ['acme/base'], base_model_relation: 'adapter' } };
    expect(lineageOf(fields)).toEqual({ baseModels: ['acme/base'], relation: 'adapter' });
  });

  test.each([[{ relation: 'clone', models: 'x' }], [[]], ['acme/base'], [{ models: [null, 7, {}] }]])(
    'senseless baseModels %j name no base',
    (baseModels) => {
      expect(lineageOf({ baseModels })).toEqual({ baseModels: [], relation: null });
    },
  );
});

describe('creation', () => {
  const createdAt = (fields: Record<string, unknown>) => parse({ id: 'acme/a', ...fields }).repoCreatedAt;

  test.each(['2022-03-02T23:29:04.000Z', '2022-03-02T23:29:05.000Z', '2021-01-01T00:00:00.000Z'])(
    '%s is the floor of the field and means unknown',
    (value) => {
      expect(createdAt({ createdAt: value })).toBeNull();
    },
  );

  test('one second after the floor is a date', () => {
    expect(createdAt({ createdAt: '2022-03-02T23:29:06.000Z' })).toEqual(new Date('2022-03-02T23:29:06Z'));
  });

  test.each([undefined, null, 'yesterday', 1_700_000_000, '2026-13-45T99:00:00Z', {}])(
    'where the field says %j the object id fills in',
    (value) => {
      expect(createdAt({ _id: ID, createdAt: value })).toEqual(new Date('2026-06-19T09:40:33Z'));
    },
  );

  test('an object id at the floor means unknown as well', () => {
    expect(createdAt({ _id: '621ffdc136468d709f17a20e' })).toBeNull();
  });

  test.each(['+275760-09-13T00:00:00.000Z', '2100-01-02T00:00:00Z'])('%s is beyond belief', (value) => {
    const record = parse({ id: 'acme/a', createdAt: value });
    expect(record.repoCreatedAt).toBeNull();
    expect(record.repairs).toEqual([expect.stringContaining('beyond 2100')]);
  });
});
