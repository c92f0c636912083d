import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { loadReference, readReference } from '../../../../db/load-reference.ts';
import { rejudge } from '../../../../db/rejudge.ts';
import { forgetAll, model } from '../../../collectors/listing.ts';
import { type TestDatabase, testDatabase } from '../../../support/database.ts';
import { ALIBABA, alertOn, forgetSubscribers, fresh, publish, subscribe, toldTo } from './days-of-alerts.ts';

let database: TestDatabase;
const db = () => database.db;

beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.drop());
beforeEach(async () => {
  await publish(db(), '2026-11-20');
});
afterEach(async () => {
  await forgetAll(db());
  await forgetSubscribers(db());
});

/** What a subscriber heard of, in the order of the mail. */
const heard = async (id: number) => (await toldTo(db(), id)).flatMap(({ alert }) => alert.happened);

const above = (percent: number, id = 'cn') => ({
  alerts: { thresholds: [{ dimension: 'region', id, side: 'above', percent }] },
});
const below = (percent: number) => ({
  alerts: { thresholds: [{ dimension: 'region', id: 'cn', side: 'below', percent }] },
});

test('on a first snapshot nothing is news, whatever stands above a threshold', async () => {
  const reader = await subscribe(db(), { ...above(10), watch: { models: ['Qwen/Qwen3-8B'] } });

  expect(await alertOn(db(), '2026-11-20')).toEqual({ found: 0, mails: 0 });
  expect(await alertOn(db(), '2026-11-20')).toEqual({ found: null, mails: 0 });
  expect(await heard(reader)).toEqual([]);
});

describe('a threshold', () => {
  test('is told on the day a share goes through it, to those who set it, and once', async () => {
    const [up, down, higher, size] = [
      await subscribe(db(), above(45)),
      await subscribe(db(), below(45)),
      await subscribe(db(), above(60)),
      await subscribe(db(), {
        alerts: { thresholds: [{ dimension: 'size', id: 'cn', side: 'above', percent: 45 }] },
      }),
    ];
    await alertOn(db(), '2026-11-20');
    await publish(db(), '2026-11-21', { china: 50_000 });
    expect(await alertOn(db(), '2026-11-21')).toEqual({ found: 1, mails: 1 });
    await publish(db(), '2026-11-22', { china: 52_000 });
    expect(await alertOn(db(), '2026-11-22')).toEqual({ found: 0, mails: 0 });

    expect(await heard(up)).toEqual([
      {
        kind: 'threshold',
        panel: 'hub',
        ...{ dimension: 'region', id: 'cn', side: 'above', percent: 45 },
        ...{ phrase: 'China', was: 0.4, is: 0.5, known: 0.9, since: '2026-11-20', asOf: '2026-11-21' },
      },
    ]);
    for (const other of [down, higher, size]) expect(await heard(other)).toEqual([]);
    await publish(db(), '2026-11-23', { china: 44_000 });
    await alertOn(db(), '2026-11-23');
    expect(await heard(down)).toMatchObject([{ side: 'below', was: 0.52, is: 0.44 }]);
  });

  test('that only a second look at a day goes through is told, and not told again by a third', async () => {
    const reader = await subscribe(db(), above(45));
    await alertOn(db(), '2026-11-20');
    await publish(db(), '2026-11-21', { china: 44_000 });
    await alertOn(db(), '2026-11-21');
    await publish(db(), '2026-11-21', { china: 46_000 });
    expect(await alertOn(db(), '2026-11-21')).toEqual({ found: 1, mails: 1 });
    await publish(db(), '2026-11-21', { china: 47_000 });
    await alertOn(db(), '2026-11-21');
    await publish(db(), '2026-11-22', { china: 48_000 });
    await alertOn(db(), '2026-11-22');

    expect(await heard(reader)).toMatchObject([{ was: 0.4, is: 0.46, asOf: '2026-11-21' }]);
  });

  test('is not told where as much became known as the share moved', async () => {
    const reader = await subscribe(db(), above(45));
    await alertOn(db(), '2026-11-20');
    await publish(db(), '2026-11-21', { china: 50_000, unreviewed: 0 });
    await alertOn(db(), '2026-11-21');

    expect(await heard(reader)).toEqual([]);
  });

  test('over days without a snapshot is held against the last one that is there', async () => {
    const reader = await subscribe(db(), above(45));
    await alertOn(db(), '2026-11-20');
    await publish(db(), '2026-11-26', { china: 50_000 });
    await alertOn(db(), '2026-11-26');

    expect(await heard(reader)).toMatchObject([{ since: '2026-11-20', asOf: '2026-11-26' }]);
  });

  test('may be one of regions, sizes, licenses and families, whose earlier day lies in a week that is folded', async () => {
    const set = (dimension: string, id: string, side: string, percent: number) => ({
      ...{ dimension, id, side, percent },
    });
    const reader = await subscribe(db(), {
      alerts: {
        thresholds: [
          set('family', 'qwen', 'above', 45),
          set('license', 'permissive', 'above', 55),
          set('license', 'community', 'below', 45),
          set('size', '5-10b', 'above', 89),
        ],
      },
    });
    await alertOn(db(), '2026-11-20');
    await publish(db(), '2026-12-03', { china: 50_000 });
    await alertOn(db(), '2026-12-03');

    expect(
      (await heard(reader))
        .flatMap((each) => (each.kind === 'threshold' ? [[each.id, each.was, each.is]] : []))
        .toSorted(),
    ).toEqual([
      ['community', 0.5, 0.4],
      ['permissive', 0.5, 0.6],
      ['qwen', 0.4, 0.5],
    ]);
  });

  test('of a group that nobody knows, or that stands for what is not known, is none', async () => {
    await subscribe(db(), above(5, 'atlantis'));
    await subscribe(db(), above(5, 'unreviewed'));
    await alertOn(db(), '2026-11-20');
    await publish(db(), '2026-11-21', { unreviewed: 30_000 });

    expect(await alertOn(db(), '2026-11-21')).toEqual({ found: 0, mails: 0 });
  });

  test('that another reference moves is none, before and after the days are judged anew', async () => {
    const [far, near] = [await subscribe(db(), above(55)), await subscribe(db(), above(61))];
    await alertOn(db(), '2026-11-20');
    const reference = readReference();
    const namespaces = reference.namespaces.map((row) =>
      row.namespace === 'meta-llama' ? { ...row, publisher_id: ALIBABA } : row,
    );
    await loadReference(db(), { ...reference, namespaces, contentHash: 'all of Llama is Chinese' });
    await publish(db(), '2026-11-21', { china: 40_000 });
    expect(await alertOn(db(), '2026-11-21')).toEqual({ found: 0, mails: 0 });
    await rejudge(db());
    expect(await alertOn(db(), '2026-11-21')).toEqual({ found: 0, mails: 0 });
    expect([...(await heard(far)), ...(await heard(near))]).toEqual([]);
    await loadReference(db(), reference);
    await rejudge(db());
  });
});

describe('a license that changed', () => {
  test('is told to those who watch the model or its publisher, under whichever name they know it', async () => {
    const watching = async (watch: object, licenses = true) =>
      subscribe(db(), { watch, alerts: { licenses } });
    const [byModel, byPublisher, others, silent] = [
      await watching({ models: ['qwen/qwen3-8b'] }),
      await watching({ publishers: [ALIBABA] }),
      await watching({ models: ['meta-llama/Llama-3.1-8B'], publishers: ['meta-llama'] }),
      await watching({ models: ['Qwen/Qwen3-8B'] }, false),
    ];
    await alertOn(db(), '2026-11-20');
    await publish(db(), '2026-11-21', { license: 'other', qwen: 'Qwen/Qwen3-8B-Base' });
    expect(await alertOn(db(), '2026-11-21')).toEqual({ found: 1, mails: 2 });
    expect(await alertOn(db(), '2026-11-22')).toEqual({ found: null, mails: 0 });

    const told = {
      kind: 'license',
      repoId: 'Qwen/Qwen3-8B-Base',
      earlierNames: ['Qwen/Qwen3-8B'],
      publisher: ALIBABA,
      change: 'license-changed',
      before: 'apache-2.0',
      after: 'other',
      downloads30d: 40_000,
      asOf: '2026-11-21',
    };
    expect(await heard(byModel)).toEqual([told]);
    expect(await heard(byPublisher)).toEqual([told]);
    for (const other of [others, silent]) expect(await heard(other)).toEqual([]);
  });

  test('is told once, though the same day is looked at again', async () => {
    const reader = await subscribe(db(), {
      watch: { models: ['Qwen/Qwen3-8B'] },
      alerts: { licenses: true },
    });
    await alertOn(db(), '2026-11-20');
    await publish(db(), '2026-11-21', { license: 'mit' });
    await alertOn(db(), '2026-11-21');
    await publish(db(), '2026-11-21', { license: 'mit' });
    await alertOn(db(), '2026-11-22');

    expect(await heard(reader)).toMatchObject([
      { before: 'apache-2.0', after: 'mit', change: 'license-lateral' },
    ]);
  });
});

describe('a release', () => {
  const chosen = { watch: { publishers: [ALIBABA] }, alerts: { releases: true } };

  test('of a watched publisher is told once, with its models, the most downloaded first', async () => {
    const [reader, other] = [
      await subscribe(db(), chosen),
      await subscribe(db(), { watch: { publishers: ['meta-llama'] }, alerts: { releases: true } }),
    ];
    await alertOn(db(), '2026-11-20');
    const names = ['a', 'b', 'c', 'd', 'e', 'f', 'g'];
    const more = names.map((name, at) => fresh('2026-11-19', name, 100 + at, 10 * at));
    await publish(db(), '2026-11-21', { more });
    expect(await alertOn(db(), '2026-11-21')).toEqual({ found: 1, mails: 1 });
    await publish(db(), '2026-11-22', { more });
    expect(await alertOn(db(), '2026-11-22')).toEqual({ found: 0, mails: 0 });

    expect(await heard(reader)).toMatchObject([
      { kind: 'release', publisher: ALIBABA, count: 7, from: '2026-11-19', to: '2026-11-19' },
    ]);
    const [told] = await heard(reader);
    expect(told?.kind === 'release' && told.models.map(({ repoId }) => repoId)).toEqual(
      ['g', 'f', 'e', 'd', 'c'].map((name) => `Qwen/${name}`),
    );
    expect(await heard(other)).toEqual([]);
  });

  test('is not an old model that came into view', async () => {
    await subscribe(db(), chosen);
    await alertOn(db(), '2026-11-20');
    await publish(db(), '2026-11-21', { more: [fresh('2026-09-01', 'old', 100)] });

    expect(await alertOn(db(), '2026-11-21')).toEqual({ found: 0, mails: 0 });
  });

  test('is told though another panel saw the model first', async () => {
    const reader = await subscribe(db(), chosen);
    await publish(db(), '2026-11-20', {}, 'z-head');
    await alertOn(db(), '2026-11-20');
    await publish(db(), '2026-11-20', { more: [fresh('2026-11-20', 'new', 100)] }, 'z-head');
    await alertOn(db(), '2026-11-20');
    expect(await heard(reader)).toEqual([]);
    await publish(db(), '2026-11-21', { more: [fresh('2026-11-20', 'new', 100)] });
    await alertOn(db(), '2026-11-21');

    expect(await heard(reader)).toMatchObject([{ count: 1, models: [{ repoId: 'Qwen/new' }] }]);
  });
});

describe('a claim', () => {
  const record = async (since: string, status: string, version: number) => {
    await db()`
      insert into claim_results (claim, since, status, answer, computed_at)
      values ('S1', ${since}, ${status}, '{}', ${version})
      on conflict (claim, since) do update set status = excluded.status, computed_at = excluded.computed_at`;
  };

  test('is told when its status changed, not when it got its first, and not when it was computed again', async () => {
    const [reader, other] = [
      await subscribe(db(), { alerts: { claims: true } }),
      await subscribe(db(), { alerts: { releases: true } }),
    ];
    await alertOn(db(), '2026-11-20');
    await record('2026-11-20', 'close', 1);
    expect(await alertOn(db(), '2026-11-20')).toEqual({ found: 0, mails: 0 });
    await record('2026-11-20', 'close', 2);
    expect(await alertOn(db(), '2026-11-20')).toEqual({ found: 0, mails: 0 });
    await record('2026-11-20', 'contradicted', 3);
    expect(await alertOn(db(), '2026-11-20')).toEqual({ found: 1, mails: 1 });

    expect(await heard(reader)).toMatchObject([
      { kind: 'claim', claim: 'S1', was: 'close', is: 'contradicted', since: '2026-11-20' },
    ]);
    expect(await heard(other)).toEqual([]);
  });
});

test('another panel that is shown first begins anew: none of its old facts is news', async () => {
  const reader = await subscribe(db(), {
    ...above(10),
    watch: { models: ['Qwen/Qwen3-8B'], publishers: [ALIBABA] },
  });
  await alertOn(db(), '2026-11-20');
  await publish(db(), '2026-11-20', { more: [model(9, { id: 'Qwen/x' })] }, 'a-better-hub');
  await publish(db(), '2026-11-21', { license: 'mit' }, 'a-better-hub');

  expect(await alertOn(db(), '2026-11-21')).toEqual({ found: 0, mails: 0 });
  expect(await heard(reader)).toEqual([]);
});
