import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { defuse } from '../../../../src/lib/editions/csv/defuse.ts';
import { encodeRow } from '../../../../src/lib/editions/csv/encode-row.ts';
import { rowParser } from '../../../../src/lib/editions/csv/parse-rows.ts';

const cell = fc.option(
  fc.oneof(
    fc.string({ unit: 'grapheme' }),
    fc.constantFrom('', '"', ',', '\n', '\r\n', '""', 'a"b', '\\.', 'x,y', '=1+1'),
  ),
  { nil: null },
);
const rows = fc.array(fc.array(cell, { minLength: 2, maxLength: 4 }), { maxLength: 6 });

test('whatever is written is read again the same, however the text is cut', () => {
  fc.assert(
    fc.property(rows, fc.array(fc.nat(200), { maxLength: 5 }), (table, cuts) => {
      const text = table.map(encodeRow).join('');
      const places = [0, ...cuts.map((cut) => cut % (text.length + 1)), text.length].toSorted(
        (a, b) => a - b,
      );
      const parser = rowParser();
      const read = places.slice(1).flatMap((end, n) => parser.push(text.slice(places[n], end)));
      parser.end();
      expect(read).toEqual(table);
    }),
    { numRuns: 500 },
  );
});

test('a strict reader of RFC 4180 reads it the same, and tells null from an empty text', () => {
  fc.assert(
    fc.property(rows, (table) => {
      const read: unknown = parse(table.map(encodeRow).join(''), {
        record_delimiter: '\n',
        relax_column_count: true,
        cast: (value, { quoting }) => (value === '' && !quoting ? null : value),
      });
      expect(read).toEqual(table);
    }),
    { numRuns: 300 },
  );
});

test('what does not end within the text is refused', () => {
  const parser = rowParser();
  expect(parser.push('a,"b\n')).toEqual([]);
  expect(() => parser.end()).toThrow('a CSV ends within a row');
  expect(() => rowParser().push('"a"b,c\n')).toThrow('goes on after its quote');
});

test('in the copy for spreadsheets no text becomes a formula, and numbers stay numbers', () => {
  const harmful = ['=1+1', '+1', '-x', '@SUM(A1)', '\t=1', '\r=1', ' =1', '＝1', '＋1'];
  expect(harmful.map(defuse).filter((text) => !text?.startsWith("'"))).toEqual([]);
  expect(['-5', '1.5', '-0.25', '2e-7', 'a=b', '', null].map(defuse)).toEqual([
    '-5',
    '1.5',
    '-0.25',
    '2e-7',
    'a=b',
    '',
    null,
  ]);
});
