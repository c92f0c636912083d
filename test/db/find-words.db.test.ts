import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type TestDatabase, testDatabase } from '../support/database.ts';

let database: TestDatabase;
let words: string[];

beforeAll(async () => {
  database = await testDatabase();
  const rows = await database.db<
    { word: string }[]
  >`select word as "word" from ref_family_words order by word`;
  words = rows.map(({ word }) => word);
});
afterAll(() => database.drop());

test('the family of the first word in a text is that of the one pattern of all words, whatever the text', async () => {
  const part = fc.oneof(
    { weight: 3, arbitrary: fc.constantFrom(...words) },
    { weight: 2, arbitrary: fc.constantFrom(...words).chain((word) => cutOf(word)) },
    {
      weight: 2,
      arbitrary: fc.constantFrom('-', '_', '.', ' ', '/', ':', '', '2', '7b', 'x', 'é', 'ß', '漢', '\n'),
    },
    { weight: 1, arbitrary: fc.string({ maxLength: 6 }) },
  );
  const text = fc.array(part, { maxLength: 7 }).map((parts) => clean(parts.join('')));
  const texts = [...new Set(fc.sample(text, { numRuns: 6000, seed: 3 }))];

  expect(await differences(texts)).toEqual([]);
});

test('the first tag that names a family counts, as if the tags were one text', async () => {
  const tag = fc.oneof(
    fc.constantFrom(...words),
    fc.constantFrom('en', 'gguf', 'license:mit', 'my llama-2 tune'),
  );
  const lists = fc.sample(fc.array(tag, { minLength: 1, maxLength: 6 }), { numRuns: 500, seed: 5 });
  const rows = await database.db.begin(async (db) => {
    await db`
      create temporary table lists on commit drop as
      select l.place, string_to_array(l.tags, '|') as tags
      from unnest(${lists.map((tags) => tags.join('|'))}::text[]) with ordinality as l (tags, place)`;
    await db`
      create temporary table texts on commit drop as
      select distinct u.tag as text from lists l cross join lateral unnest(l.tags) as u (tag)`;
    await db`select find_words()`;
    return db<{ tags: string }[]>`
      select array_to_string(l.tags, '|') as "tags"
      from lists l
      cross join known_words k
      left join ref_family_words w on w.word = substring(array_to_string(l.tags, ' ') from k.word_pattern)
      where w.family is distinct from (
        select f.family
        from unnest(l.tags) with ordinality as u (tag, place)
        join found_words f on f.text = u.tag
        order by u.place
        limit 1
      )`;
  });

  expect(rows.map(({ tags }) => tags)).toEqual([]);
});

test('words of two letters are found too', async () => {
  const db = await database.db.reserve();
  await db`begin`;
  await db`delete from ref_family_words`;
  await db`insert into ref_family_words (word, family) values ('yi', 'yi'), ('yi-vl', 'llama')`;
  await db`
    create temporary table texts on commit drop as
    select x.text from (values ('yi'), ('a-yi'), ('ayi'), ('7yi-vl'), ('yi-v')) as x (text)`;
  await db`select find_words()`;
  const found = await db`select text as "text", family as "family" from found_words order by text`;
  await db`rollback`;
  db.release();

  expect(found).toEqual([
    { text: '7yi-vl', family: 'llama' },
    { text: 'a-yi', family: 'yi' },
    { text: 'yi', family: 'yi' },
    { text: 'yi-v', family: 'yi' },
  ]);
});

async function differences(texts: readonly string[]): Promise<string[]> {
  return database.db.begin(async (db) => {
    await db`create temporary table texts on commit drop as select t.text from unnest(${texts}::text[]) as t (text)`;
    await db`select find_words()`;
    const rows = await db<{ text: string }[]>`
      select t.text as "text"
      from texts t
      cross join known_words k
      left join ref_family_words w on w.word = substring(t.text from k.word_pattern)
      left join found_words f on f.text = t.text
      where f.family is distinct from w.family`;
    const [{ found }] = await db<[{ found: number }]>`select count(*)::int as "found" from found_words`;
    expect(found).toBeGreaterThan(texts.length / 4);
    return rows.map(({ text }) => text);
  });
}

function cutOf(word: string): fc.Arbitrary<string> {
  return fc.integer({ min: 1, max: word.length }).map((length) => word.slice(0, length));
}

/** As names and tags are judged: in lower case, without what PostgreSQL cannot hold. */
function clean(text: string): string {
  return text.toLowerCase().replaceAll('\0', '').toWellFormed();
}
