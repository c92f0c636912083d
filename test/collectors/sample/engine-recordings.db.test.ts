import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { connect } from '../../../db/client.ts';
import type { Db } from '../../../db/connection.ts';
import type { SchemeId } from '../../../db/vocab/size-classes.ts';
import { definitionOf } from '../../../src/lib/definition/defaults.ts';
import type { Definition } from '../../../src/lib/definition/definition.ts';
import { readFigure } from '../../../src/lib/metrics/engine/read-figure.ts';
import type { Figure } from '../../../src/lib/metrics/figure.ts';
import { sampleDatabase } from '../../support/site-sample.ts';
import { type Asked, type Counted, count, SCHEMES } from './own-figure.ts';
import { type OwnRow, rowsOf } from './own-rows.ts';
import { readDays, readModels } from './recompute.ts';

let db: Db;
beforeAll(async () => {
  db = await connect(await sampleDatabase());
}, 280_000);
afterAll(async () => {
  await db?.end();
});

function told({ groups, total, coverage }: Figure): Counted {
  const some = groups.filter(({ value }) => value);
  return {
    groups: Object.fromEntries(
      some.map(({ ids, value, share, open }) => [ids.join(' / '), { value: value ?? 0, share, open }]),
    ),
    total: total ?? Number.NaN,
    coverage,
  };
}

const MEASURES = ['downloads30d', 'models', 'likes'] as const;
const DIMENSIONS = [['region'], ['size'], ['license'], ['relation'], ['task'], ['region', 'size']] as const;

/** Every definition that is held against a plain count. */
function asked(infrastructure: Definition['infrastructure']): Asked[] {
  return MEASURES.flatMap((measure) =>
    DIMENSIONS.flatMap((by) =>
      (Object.keys(SCHEMES) as SchemeId[])
        .filter((scheme) => scheme === 'default' || by.some((dimension) => dimension === 'size'))
        .map((scheme) => ({ measure, by, scheme, infrastructure })),
    ),
  );
}

async function compare(panel: string, rows: readonly OwnRow[], infrastructure: Definition['infrastructure']) {
  for (const one of asked(infrastructure)) {
    const figure = await readFigure(db, definitionOf({ panel, ...one }));
    expect(told(figure), JSON.stringify(one)).toEqual(count(rows, one));
  }
}

async function creatorRegions(panel: string) {
  const figure = (attribution: Definition['attribution']) =>
    readFigure(db, definitionOf({ panel, by: ['region'], attribution }));
  return { uploader: await figure('uploader'), creator: await figure('creator') };
}

/** Downloads by the region of the roots. */
function byCreator(rows: readonly OwnRow[]): Map<string, number> {
  const sums = new Map<string, number>();
  for (const { creators, downloads } of rows)
    for (const [region, weight] of creators) sums.set(region, (sums.get(region) ?? 0) + downloads * weight);
  return sums;
}

async function compareCreators(panel: string, rows: readonly OwnRow[]): Promise<void> {
  const { uploader, creator } = await creatorRegions(panel);
  const own = byCreator(rows);
  expect(creator.total).toBeCloseTo(uploader.total ?? 0, 3);
  expect(creator.groups.map(({ ids }) => ids[0]).toSorted()).toEqual([...own.keys()].toSorted());
  for (const { ids, value } of creator.groups)
    expect(value, ids[0]).toBeCloseTo(own.get(ids[0] ?? '') ?? 0, 3);
}

describe('ai-nexus', () => {
  const rows = rowsOf(readModels('ai-nexus.jsonl.gz'), '2025-12-22', 'where-sourced');

  test('every figure equals a plain count of the recording', () => compare('ai-nexus', rows, 'with'));

  test('and so without the models that machines download', async () => {
    const left = rows.filter(({ infrastructure }) => !infrastructure);
    expect(rows.length - left.length).toBeGreaterThan(100);
    await compare('ai-nexus', rows, 'without');
  });

  test('creators have as many downloads as uploaders, each as many as its lineage gives it', () =>
    compareCreators('ai-nexus', rows));
});

describe('radar', () => {
  const rows = rowsOf(readModels('radar.jsonl.gz'), '2026-08-22', 'always');

  test('every figure equals a plain count of the recording', () => compare('radar', rows, 'with'));

  test('creators have as many downloads as uploaders, each as many as its lineage gives it', async () => {
    const moved = rows.filter(({ region, creators }) => creators.get(region) !== 1);
    expect(moved.length).toBeGreaterThan(5000);
    await compareCreators('radar', rows);
  });
});

test('do-me: every published day of a figure equals a plain count of that day', async () => {
  const looks = readDays('do-me.csv.gz');
  const rows = new Map<string, OwnRow[]>();
  for (const one of asked('with')) {
    const figure = await readFigure(db, definitionOf({ panel: 'do-me', step: 'day', ...one }));
    for (const [at, { asOf }] of figure.periods.entries()) {
      if (asOf === null) continue;
      if (!rows.has(asOf)) rows.set(asOf, rowsOf(looks.get(asOf) ?? [], asOf, 'never'));
      const own = count(rows.get(asOf) ?? [], one);
      const series = figure.groups.map(({ ids, series: s }) => [ids.join(' / '), s[at]] as const);
      const expected = Object.entries(own.groups).map(([key, { value }]) => [key, value] as const);
      expect(
        Object.fromEntries(series.filter(([, value]) => value)),
        `${asOf} ${JSON.stringify(one)}`,
      ).toEqual(Object.fromEntries(expected));
      expect(figure.totals[at]).toBe(own.total);
      if (at === figure.periods.length - 1) expect(told(figure)).toEqual(own);
    }
  }
  expect(rows.size).toBeGreaterThan(40);
});
