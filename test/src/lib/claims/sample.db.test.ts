import { afterAll, beforeAll, expect, test } from 'vitest';
import { type RecordedModel, readRecording } from '../../../../collectors/sample/read-recordings.ts';
import { connect } from '../../../../db/client.ts';
import type { Db } from '../../../../db/connection.ts';
import type { ClaimAnswer } from '../../../../src/lib/claims/answer.ts';
import { evaluate } from '../../../../src/lib/claims/evaluate.ts';
import { CLAIMS } from '../../../../src/lib/claims/index.ts';
import { openReader } from '../../../../src/lib/claims/read/read-ask.ts';
import { sampleDatabase } from '../../../support/site-sample.ts';

let db: Db;
const answers = new Map<string, ClaimAnswer>();

beforeAll(async () => {
  db = await connect(await sampleDatabase());
  const reader = await openReader(db);
  for (const claim of CLAIMS) answers.set(claim.id, await evaluate(reader, claim));
}, 280_000);

afterAll(async () => {
  await db?.end();
});

test('every claim of the ledger has a status on the recordings, and says why in a sentence', () => {
  expect([...answers.keys()]).toEqual(CLAIMS.map(({ id }) => id));
  expect([...answers.values()].filter(({ says }) => !/^[A-Z].{15,}\.$/.test(says))).toEqual([]);
});

test('no recording answers for the whole Hub', () => {
  const aboutTheHub = CLAIMS.filter(({ population }) => population !== 'none').map(({ id }) =>
    answers.get(id),
  );
  expect(aboutTheHub.filter((answer) => answer?.panel !== null)).toEqual([]);
  const found = aboutTheHub.flatMap((answer) => answer?.values ?? []).filter(({ ours }) => ours !== null);
  expect(found).toEqual([]);
});

test('what needs neither history nor the whole Hub is settled', () => {
  const settled = [...answers.values()]
    .filter(({ status }) => status === 'reproduced')
    .map(({ claim }) => claim);
  expect(settled).toEqual(['S16', 'S17', 'S19']);
});

test('claims wait for history, for other sources, or for nothing that could come', () => {
  const counts = Object.groupBy(answers.values(), ({ status }) => status);
  expect(Object.fromEntries(Object.entries(counts).map(([status, all]) => [status, all?.length]))).toEqual({
    definition_unclear: 2,
    needs_external: 6,
    needs_history: 67,
    not_computable: 6,
    reproduced: 3,
    unsourced: 3,
  });
});

test('what a recording says is shown as that of a part of the Hub, and is what its file adds up to', async () => {
  const models = await recorded();
  const top = (count: number) => models.toSorted((a, b) => b.downloads - a.downloads).slice(0, count);
  const sum = (some: typeof models) => some.reduce((all, { downloads }) => all + downloads, 0);
  const ours = (id: string, label: string) =>
    answers.get(id)?.elsewhere?.values.find(({ labels }) => labels.includes(label))?.ours;
  expect(answers.get('O5')?.elsewhere).toMatchObject({ panel: 'radar', wholeHub: false, asOf: '2026-08-22' });
  const qwen = top(1000).filter(({ id }) => id.startsWith('Qwen/'));
  expect(ours('O5', 'Qwen')).toBe(sum(qwen));
  expect(ours('O5', 'Qwen, share')).toBeCloseTo((sum(qwen) / sum(top(1000))) * 100, 9);
  // One of them declares `other` by the name of apache-2.0, which is that license.
  const declared = ({ cardData }: RecordedModel) =>
    cardData?.license === 'other' ? cardData.license_name : cardData?.license;
  const free = top(300).filter((one) => ['apache-2.0', 'mit'].includes(declared(one) ?? ''));
  expect(ours('P3', 'By count')).toBeCloseTo(free.length / 3, 9);
  expect(ours('P3', 'By downloads')).toBeCloseTo((sum(free) / sum(top(300))) * 100, 9);
});

test('lineage is not read off a recording that has hardly any', () => {
  expect(answers.get('D9')?.elsewhere?.panel).toBe('radar');
});

async function recorded(): Promise<RecordedModel[]> {
  const models: RecordedModel[] = [];
  for await (const one of readRecording('radar')) models.push(one);
  return models;
}
