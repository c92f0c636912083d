import { Agent, get } from 'node:http';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parametersOf } from '../../../../src/lib/api/describe-parameters.ts';
import { ownOf } from '../../../../src/lib/api/forms.ts';
import { RESOURCES } from '../../../../src/lib/api/index.ts';
import { parseQuery } from '../../../../src/lib/api/parse-query.ts';
import type { Resource } from '../../../../src/lib/api/resource.ts';
import { BadDefinition } from '../../../../src/lib/definition/errors.ts';
import { printDefinition } from '../../../../src/lib/definition/print.ts';
import { anyDefinition } from '../definition/any-definition.ts';
import { type ApiSite, apiSite } from './api-site.ts';
import { RAW, WORDS } from './hostile-words.ts';

/** Words for each parameter of those that its parser refuses, and for each path; all of them take minutes. */
const DEPTH = Number(process.env['CENSUS_FUZZ_API'] ?? 9);

const longestMs = 2000;
const fine = new Set([200, 400, 404, 410]);

let site: ApiSite;
beforeAll(async () => {
  site = await apiSite();
});
afterAll(async () => {
  agent.destroy();
  await site.close();
});

/** Other words for each place, the same in every run; together all of them. */
function wordsFor<Word>(place: number, from: readonly Word[]): readonly Word[] {
  const count = Math.min(DEPTH, from.length);
  return Array.from({ length: count }, (_, n) => from[(place * 7 + n * 37) % from.length]).filter(
    (word) => word !== undefined,
  );
}

/** As many at once as a browser and a half. */
const agent = new Agent({ keepAlive: true, maxSockets: 8 });

async function ask(path: string): Promise<string | null> {
  const started = performance.now();
  const { status, type, body } = await answerTo(path);
  const ms = performance.now() - started;
  if (!fine.has(status)) return `${status} ${path}`;
  if (ms > longestMs) return `${Math.round(ms)} ms ${path}`;
  if (status !== 200 && type !== 'application/problem+json') return `no problem: ${path}`;
  return /syntax error|pg_catalog|node_modules/.test(body) ? `it tells too much: ${path}` : null;
}

function answerTo(path: string): Promise<{ status: number; type: string | undefined; body: string }> {
  const { pathname, search } = new URL(path, site.url);
  const { hostname, port } = new URL(site.url);
  return new Promise((resolve, reject) => {
    get({ hostname, port, path: `${pathname}${search}`, agent }, (response) => {
      let body = '';
      response.setEncoding('utf8').on('data', (text) => {
        body += text;
      });
      const { statusCode = 0, headers } = response;
      response.on('end', () => resolve({ status: statusCode, type: headers['content-type'], body }));
    }).on('error', reject);
  });
}

/** What is wrong with the answers, eight asked at a time. */
async function wrongs(paths: readonly string[]): Promise<string[]> {
  const found: (string | null)[] = [];
  const queue = paths.values();
  const next = async () => {
    for (const path of queue) found.push(await ask(path));
  };
  await Promise.all(Array.from({ length: 8 }, next));
  return found.filter((one) => one !== null);
}

const encoded = (word: string) => encodeURIComponent(word.toWellFormed());

/** Whether the parser of a resource lets an address through to its reader; else it has sentences. */
function passes(resource: Resource, path: string): boolean {
  try {
    parseQuery(new URL(path, site.url).searchParams, { reach: resource.reach, own: ownOf(resource) });
    return true;
  } catch (error) {
    expect(error).toBeInstanceOf(BadDefinition);
    return false;
  }
}

describe('a hostile word is refused in words, or taken as it stands', () => {
  test.each(RESOURCES.map((resource, at) => ({ ...resource, resource, at })))(
    'under every parameter of $id',
    async ({ resource, at }) => {
      const path = `/api/v1${(resource.examples[0] ?? '').split('?')[0]}`;
      const needed = resource.id === 'history' ? 'model=Qwen/Qwen3-8B&' : '';
      const asked = parametersOf(resource).map(
        ({ key }) => `${path}?${key === 'model' ? '' : needed}${key}=`,
      );
      // All of them meet the parser; those it refuses are the same answer, so that some of them are asked for.
      const reading = asked.flatMap((start) =>
        WORDS.map((word) => `${start}${encoded(word)}`).filter((one) => passes(resource, one)),
      );
      const refused = asked.flatMap((start, n) =>
        wordsFor(at * 31 + n, WORDS).map((word) => `${start}${encoded(word)}`),
      );
      const raw = asked.flatMap((start) => RAW.map((word) => `${start}${word}`));
      expect(await wrongs([...new Set([...reading, ...refused, ...raw])])).toEqual([]);
    },
  );

  test('as the name of a parameter, of a resource, or of a thing', async () => {
    const things = RESOURCES.filter(({ named }) => named !== null).map(({ path }) =>
      path.replace(/\{\w+\}$/, ''),
    );
    const paths = WORDS.flatMap((word) => [
      `/api/v1/models?${encoded(word)}=1`,
      `/api/v1/${encoded(word)}`,
      ...things.map((thing) => `/api/v1${thing}${encoded(word)}`),
    ]);
    const raw = RAW.flatMap((word) => [
      `/api/v1/series?${word}`,
      `/api/v1/${word}`,
      ...things.map((thing) => `/api/v1${thing}${word}`),
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
