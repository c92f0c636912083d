import { parse } from 'csv-parse/sync';
import { expect, test } from 'vitest';
import { tidyTable } from '../../../../../src/lib/site/data/tidy-table.ts';
import { writeCsv } from '../../../../../src/lib/site/data/write-csv.ts';
import { figureOf } from '../../findings/made-figure.ts';

const columns = (...names: string[]) =>
  names.map((name) => ({ name, type: 'string' as const, says: 'Made up.' }));

test('commas, quotes, newlines, other scripts, nothing and large numbers come back as they were', () => {
  const row = ['a,b', 'say "hi"', 'two\nlines', 'Électricité 通义千问 🧨', '', 9_007_199_254_740_991];
  const text = writeCsv({ columns: columns('a', 'b', 'c', 'd', 'e', 'f'), rows: [row] });
  expect(text).toBe(
    'a,b,c,d,e,f\n"a,b","say ""hi""","two\nlines",Électricité 通义千问 🧨,,9007199254740991\n',
  );
  expect(parse(text)[1]).toEqual(row.map(String));
});

test('what is not known is empty, zero is zero, and true and false are words', () => {
  expect(writeCsv({ columns: columns('a', 'b', 'c', 'd'), rows: [[null, 0, true, false]] })).toBe(
    'a,b,c,d\n,0,true,false\n',
  );
});

test('no name from outside is run as a formula, and a number below zero stays a number', () => {
  const names = ['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1', '=cmd|"/c calc"!A1', '＝1'];
  const text = writeCsv({ columns: columns('name', 'value'), rows: names.map((name) => [name, -5]) });
  const rows = parse(text, { from: 2 });
  expect(rows.map(([name]) => name)).toEqual(names.map((name) => `'${name}`));
  expect(rows.map(([, value]) => value)).toEqual(names.map(() => '-5'));
});

test('a figure is one row for each group and period, gaps without a value, shares as the chart draws them', () => {
  const figure = figureOf({ values: { us: [600, null, 500], unknown: [400, null, 500] }, unknown: 'band' });
  expect(writeCsv(tidyTable(figure)).split('\n')).toEqual([
    'period_from,period_until,as_of,region,region_name,value,share,share_low,share_high,provisional,unit',
    '2026-08-20,2026-08-21,2026-08-20,us,United States,600,0.6,0.6,1,false,downloads in the previous 30 days',
    '2026-08-21,2026-08-22,,us,United States,,,,,false,downloads in the previous 30 days',
    '2026-08-22,2026-08-23,2026-08-22,us,United States,500,0.5,0.5,1,false,downloads in the previous 30 days',
    '2026-08-20,2026-08-21,2026-08-20,unknown,Unknown,400,0.4,,,false,downloads in the previous 30 days',
    '2026-08-21,2026-08-22,,unknown,Unknown,,,,,false,downloads in the previous 30 days',
    '2026-08-22,2026-08-23,2026-08-22,unknown,Unknown,500,0.5,,,false,downloads in the previous 30 days',
    '',
  ]);
});

test('two crossed dimensions, and the two sides of a flow, have columns of their own', () => {
  const heads = (figure: Parameters<typeof tidyTable>[0]) =>
    tidyTable(figure)
      .columns.slice(3, -6)
      .map(({ name }) => name);
  const crossed = figureOf({ by: ['region', 'license-id'], values: { 'us/mit': 1 } });
  const flow = figureOf({ by: ['publisher'], attribution: 'flow', values: { '-/openai': 1 } });
  expect(heads(crossed)).toEqual(['region', 'region_name', 'license_id', 'license_id_name']);
  expect(heads(flow)).toEqual([
    'creator_publisher',
    'creator_publisher_name',
    'uploader_publisher',
    'uploader_publisher_name',
  ]);
  expect(tidyTable(flow).rows[0]?.slice(3, 5)).toEqual(['unreviewed', 'Unreviewed']);
});
