import { readFile } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import { countsInName } from '../../../collectors/hub/counts-in-name.ts';
import { parse } from '../../../collectors/hub/parse.ts';
import { readRecording } from '../../../collectors/sample/read-recordings.ts';
import { JUDGED_NAMES } from './parameter-names.ts';

describe('a name', () => {
  test.each(JUDGED_NAMES)('%s alone states %j in all, %j per token', (id, total, active) => {
    expect(parse({ id }).attributes).toMatchObject({
      parameters: total,
      parametersSource: total === null ? 'unknown' : 'repo-name',
      activeParameters: active,
    });
  });

  test('is judged once, and of the recordings or the curated list', async () => {
    const recorded = new Set((await curated()).map(({ repoId }) => repoId));
    for (const set of ['ai-nexus', 'radar'] as const) {
      for await (const { id } of readRecording(set)) recorded.add(id);
    }
    for await (const { id } of readRecording('do-me')) recorded.add(id);
    const names = JUDGED_NAMES.map(([name]) => name);
    expect(names.filter((name) => !recorded.has(name))).toEqual([]);
    expect(new Set(names).size).toBe(names.length);
    expect(names.length).toBeGreaterThanOrEqual(150);
  });

  test('of the curated list states about what was curated, or nothing', async () => {
    const far = (await curated()).filter(({ repoId, parameters }) => {
      const { total } = countsInName(repoId);
      return total !== null && (total < 0.7 * parameters || total > 1.4 * parameters);
    });
    // No name of the list lies today. One that does is written here, with what it states.
    expect(far.map(({ repoId }) => repoId)).toEqual([]);
  });

  test.each([
    ['meta-llama/Llama-4-Maverick-17B-128E-Instruct', null, 17e9],
    ['acme/model-3b-a800m', 3e9, 800e6],
    ['acme/model-2x7B-1T', null, null],
    ['acme/model-4bit-128k-v0.1-w4a16-q4_k_m', null, null],
    ['7B/model', null, null],
    ['7B', 7e9, null],
    ['acme/model-0B', null, null],
    ['acme/model-0.05M', null, null],
    ['acme/model-2512b', null, null],
    ['acme/model-999999999999B', null, null],
    ['acme/model-7B-tokens-350M', 350e6, null],
    ['acme/EAGLE3-LLaMA3.1-Instruct-8B', null, null],
    ['acme/model-7b-mot', null, null],
    ['acme/deadbeef-1234-123b-45bb-0123456789ab', null, null],
  ])('%s states %j in all, %j per token', (repoId, total, active) => {
    expect(countsInName(repoId)).toEqual({ total, active });
  });

  test.each(['1', '1B', '1-', 'a1b-', '0_', '8x', 'A1B', '-1M'])(
    'of ten thousand times %j is read at once',
    (piece) => {
      const started = performance.now();
      countsInName(`acme/${piece.repeat(10_000)}`);
      expect(performance.now() - started).toBeLessThan(500);
    },
  );
});

async function curated(): Promise<{ repoId: string; parameters: number }[]> {
  const text = await readFile(new URL('../../../db/reference/parameters.csv', import.meta.url), 'utf8');
  const rows = text.trim().split('\n').slice(1);
  return rows.map((row) => {
    const [repoId = '', parameters] = row.split(',');
    return { repoId, parameters: Number(parameters) };
  });
}
