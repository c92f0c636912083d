import { describe, expect, test } from 'vitest';
import { parse } from '../../../collectors/hub/parse.ts';

const ID = '6a350e917c8a230bec04a600';

/** A listed model with these fields beside its identity. */
function listed(fields: Record<string, unknown> = {}): Record<string, unknown> {
  return { _id: ID, id: 'acme/a', ...fields };
}

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

  test('the object ids of the bases stand in the places of their names', () => {
    const models = [{ _id: ID, id: 'acme/b' }, { id: 'acme/a' }, { _id: 'nonsense', id: 'acme/c' }];
    const { baseModels, baseObjectIds, lineageSource } = parse(listed({ baseModels: { models } })).attributes;
    expect({ baseModels, baseObjectIds, lineageSource }).toEqual({
      baseModels: ['acme/b', 'acme/a', 'acme/c'],
      baseObjectIds: [ID, '', ''],
      lineageSource: 'hub',
    });
  });

  test.each([
    [{ cardData: { base_model: 'acme/a' }, tags: ['base_model:acme/b'] }, ['acme/a'], 'card'],
    [{ tags: ['base_model:acme/b', 'base_model:acme/a'] }, ['acme/a', 'acme/b'], 'tags'],
    [{ tags: ['base_model:adapter:'] }, [], null],
    [{}, [], null],
  ])('%j names the bases %j by %j', (fields, baseModels, lineageSource) => {
    expect(parse(listed(fields)).attributes).toMatchObject({ baseModels, baseObjectIds: [], lineageSource });
  });

  test('two relations in the tags are one, whichever comes first', () => {
    const tags = ['base_model:quantized:acme/b', 'base_model:adapter:acme/b'];
    expect(lineageOf({ tags })).toEqual({ baseModels: ['acme/b'], relation: 'adapter' });
    expect(lineageOf({ tags: tags.toReversed() })).toEqual(lineageOf({ tags }));
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

  test('a date within a day of the object id is kept', () => {
    expect(createdAt({ _id: ID, createdAt: '2026-06-20T09:00:00.000Z' })).toEqual(
      new Date('2026-06-20T09:00:00Z'),
    );
  });

  test.each(['2015-01-01T00:00:00.000Z', '2026-06-17T09:40:32.000Z', '2031-01-01T00:00:00.000Z'])(
    'where the field says %s the object id is right',
    (value) => {
      const record = parse({ _id: ID, id: 'acme/a', createdAt: value });
      expect(record.repoCreatedAt).toEqual(new Date('2026-06-19T09:40:33Z'));
      expect(record.repairs).toEqual([`createdAt: "${value}" is not when the object id was made`]);
    },
  );

  test('an object id made after 2100 gives no date', () => {
    expect(createdAt({ _id: 'ffffffff0000000000000000' })).toBeNull();
  });

  test('an object id at the floor means unknown as well', () => {
    expect(createdAt({ _id: '621ffdc136468d709f17a20e' })).toBeNull();
  });

  test.each(['+275760-09-13T00:00:00.000Z', '2100-01-02T00:00:00Z'])('%s is beyond belief', (value) => {
    const record = parse({ id: 'acme/a', createdAt: value });
    expect(record.repoCreatedAt).toBeNull();
    expect(record.repairs).toEqual([expect.stringContaining('beyond 2100')]);
  });
});
