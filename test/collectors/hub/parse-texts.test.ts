import { describe, expect, test } from 'vitest';
import { parse } from '../../../collectors/hub/parse.ts';

const ID = '6a350e917c8a230bec04a600';

/** A listed model with these fields beside its identity. */
function listed(fields: Record<string, unknown> = {}): Record<string, unknown> {
  return { _id: ID, id: 'acme/a', ...fields };
}

describe('texts', () => {
  test('NUL and lone surrogates are replaced, and noted', () => {
    const record = parse(listed({ pipeline_tag: 'a\u0000b', library_name: 'high \ud83e low \udd99' }));
    expect([record.attributes.task, record.attributes.library]).toEqual([
      'a\ufffdb',
      'high \ufffd low \ufffd',
    ]);
    expect(record.repairs).toEqual([
      'library_name: NUL or broken characters replaced',
      'pipeline_tag: NUL or broken characters replaced',
    ]);
  });

  test('whole emoji and direction marks stay', () => {
    const record = parse(listed({ tags: ['rtl \u202e whole \u{1f999}'] }));
    expect(record.attributes.tags).toEqual(['rtl \u202e whole \u{1f999}']);
  });

  test('ten megabytes of text are cut, and the record is kept', () => {
    const long = 'x'.repeat(10_000_000);
    const record = parse(
      listed({ cardData: { license: long, license_link: long }, tags: [long], pipeline_tag: long }),
    );
    const { licenseId, licenseLink, tags, task } = record.attributes;
    expect([licenseId?.length, licenseLink?.length, tags[0]?.length, task?.length]).toEqual([
      256, 1024, 256, 256,
    ]);
    expect(JSON.stringify(record.repairs).length).toBeLessThan(1000);
  });

  test('a cut never leaves half a character', () => {
    const record = parse(listed({ pipeline_tag: `${'x'.repeat(255)}\u{1f999}` }));
    expect(record.attributes.task).toBe(`${'x'.repeat(255)}\ufffd`);
  });

  test.each([
    ['a number', 7],
    ['a list', ['text-generation']],
    ['an object', { task: 'x' }],
    ['false', false],
  ])('%s in place of a text is dropped', (_, pipeline_tag) => {
    const record = parse(listed({ pipeline_tag }));
    expect(record.attributes.task).toBeNull();
    expect(record.repairs).toHaveLength(1);
  });

  test('of thousands of tags 2,000 are kept, the same ones in whatever order they come', () => {
    const tags = Array.from({ length: 5000 }, (_, i) => `tag${i}`);
    const record = parse(listed({ tags }));
    expect(record.attributes.tags).toHaveLength(2000);
    expect(parse(listed({ tags: tags.toReversed() })).attributes.tags).toEqual(record.attributes.tags);
    expect(record.repairs).toEqual(['tags: 5000 entries, cut at 2000']);
  });

  test('of thousands of faults in one record fifty are told', () => {
    expect(parse(listed({ tags: Array.from({ length: 2000 }, () => 7) })).repairs).toHaveLength(50);
  });

  test('lists as deep as JSON can hold them are dropped, and told in a few words', () => {
    const deep = JSON.parse(`${'['.repeat(10_000)}${']'.repeat(10_000)}`);
    const record = parse(
      listed({ pipeline_tag: deep, tags: [deep], gguf: { total: deep }, cardData: { license: deep } }),
    );
    expect(record.repairs.toSorted()).toEqual([
      'cardData.license: not a text: a list of 1',
      'gguf.total: not a credible count: a list of 1',
      'pipeline_tag: not a text: a list of 1',
      'tags: not a text: a list of 1',
    ]);
    expect(() => parse({ _id: deep, id: 'acme/a' })).toThrow(/^acme\/a: unexpected _id/);
    expect(() => parse({ _id: ID, id: deep })).toThrow(/^a record: unexpected id/);
    expect(() => parse(deep)).toThrow(/^a record: unexpected shape/);
  });

  test('tags that are no texts are dropped one by one', () => {
    const record = parse(listed({ tags: ['b', 7, null, 'a', ['c'], 'a'] }));
    expect(record.attributes.tags).toEqual(['a', 'b']);
  });

  test('a list where an object belongs, and the other way round, is dropped', () => {
    const record = parse(
      listed({ cardData: ['license', 'mit'], tags: { license: 'mit' }, safetensors: 'none' }),
    );
    expect(record.attributes).toMatchObject({ licenseId: null, tags: [], parameters: null });
    expect(record.repairs).toHaveLength(3);
  });
});
