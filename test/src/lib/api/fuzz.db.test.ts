import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parametersOf } from '../../../../src/lib/api/describe-parameters.ts';
import { RESOURCES } from '../../../../src/lib/api/index.ts';
import { printDefinition } from '../../../../src/lib/definition/print.ts';
import { anyDefinition } from '../definition/any-definition.ts';
import { type ApiSite, apiSite } from './api-site.ts';
import { RAW, WORDS } from './hostile-words.ts';

/** Words for each parameter and path; all of them take minutes. */
const DEPTH = Number(process.env['CENSUS_FUZZ_API'] ?? 9);

const longestMs = 2000;
const fine = new Set([200, 400, 404, 410]);

let site: ApiSite;
beforeAll(async () => {
  site = await apiSite();
});
afterAll(() => site.close());

/** Other words for each place, the same in every run; together all of them. */
function wordsFor<Word>(place: number, from: readonly Word[]): readonly Word[] {
  const count = Math.min(DEPTH, from.length);
  return Array.from({ length: count }, (_, n) => from[(place * 7 + n * 37) % from.length]).filter(
    (word) => word !== undefined,
  );
}

async function ask(path: string): Promise<string | null> {
  const started = performance.now();
  const answer = await fetch(`${site.url}${path}`, { redirect: 'manual' });
  const body = await answer.text();
  const ms = performance.now() - started;
  if (!fine.has(answer.status)) return `${answer.status} ${path}`;
  if (ms > longestMs) return `${Math.round(ms)} ms ${path}`;
  if (answer.status !== 200 && answer.headers.get('content-type') !== 'application/problem+json')
    return `no problem: ${path}`;
  return /syntax error|pg_catalog|node_modules/.test(body) ? `it tells too much: ${path}` : null;
}

async function wrongs(paths: readonly string[]): Promise<string[]> {
  const found: (string | null)[] = [];
  for (const path of paths) found.push(await ask(path));
  return found.filter((one) => one !== null);
}

const encoded = (word: string) => encodeURIComponent(word.toWellFormed());

describe('a hostile word is refused in words, or taken as it stands', () => {
  test.each(RESOURCES.map((resource, at) => ({ ...resource, resource, at })))(
    'under every parameter of $id',
    async ({ resource, at }) => {
      const path = `/api/v1${(resource.examples[0] ?? '').split('?')[0]}`;
      const needed = resource.id === 'history' ? 'model=Qwen/Qwen3-8B&' : '';
      const paths = parametersOf(resource).flatMap(({ key }, n) => [
        ...wordsFor(at * 31 + n, WORDS).map(
          (word) => `${path}?${key === 'model' ? '' : needed}${key}=${encoded(word)}`,
        ),
        ...wordsFor(at * 17 + n, RAW).map((word) => `${path}?${key === 'model' ? '' : needed}${key}=${word}`),
      ]);
      expect(await wrongs(paths)).toEqual([]);
    },
  );

  test('as the name of a parameter, of a resource, or of a thing', async () => {
    const things = RESOURCES.filter(({ named }) => named !== null).map(({ path }) =>
      path.replace(/\{\w+\}$/, ''),
    );
    const paths = [...wordsFor(1, WORDS), ...WORDS.filter((word) => word.length < 40)].flatMap((word, n) => [
      `/api/v1/models?${encoded(word)}=1`,
      `/api/v1/${encoded(word)}`,
      `/api/v1${things[n % things.length]}${encoded(word)}`,
    ]);
    const raw = RAW.flatMap((word) => [
      `/api/v1/series?${word}`,
      `/api/v1/${word}`,
      `/api/v1/models/${word}`,
    ]);
    expect(await wrongs([...paths, ...raw])).toEqual([]);
  });
});

test('a forged place in any list is refused, or is a place', async () => {
  const lists = RESOURCES.filter(({ isOne, own }) => !isOne && 'after' in own.shape);
  const forged = lists.flatMap(({ id, path }, at) => {
    const asOf = ['claims', 'editions'].includes(id) ? '0001-01-01' : '2026-08-23';
    const of = id === 'releases' ? 'releases newest' : id;
    const query = id === 'history' ? '?model=Qwen/Qwen3-8B&after=' : '?after=';
    const inner = [...wordsFor(at, WORDS), '[1,1]', '2026-08-23 1', '2026-08-23 99999999999'].map((last) =>
      Buffer.from(JSON.stringify([of, asOf, last.toWellFormed()])).toString('base64url'),
    );
    const outer = ['[]', '{}', 'null', '["models"]', `["${of}","${asOf}",1]`, `["${of}","9999-99-99","x"]`];
    const odd = outer.map((text) => Buffer.from(text).toString('base64url'));
    return [...inner, ...odd].map((after) => `/api/v1${path}${query}${after}`);
  });
  expect(await wrongs(forged.map((path) => path.slice(0, 2000)))).toEqual([]);
});

test('any definition has a series or a sentence', async () => {
  await fc.assert(
    fc.asyncProperty(anyDefinition, async (definition) => {
      const query = printDefinition({ ...definition, panel: null, reference: null });
      expect(await ask(`/api/v1/series?${query}`)).toBeNull();
    }),
    { numRuns: DEPTH * 10, seed: 6 },
  );
});

test('nothing failed behind these answers', () => expect(site.faults).toEqual([]));
