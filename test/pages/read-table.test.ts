import { expect, test } from 'vitest';
import { type Markup, readTable } from '../../src/lib/chart/read-table.ts';

/** As much of a document as the reader asks for: elements by tag, inside an optional parent tag. */
class Made implements Markup<Made> {
  readonly tag: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly Made[];
  readonly text: string;

  constructor(
    tag: string,
    attributes: Readonly<Record<string, string>>,
    children: readonly Made[] = [],
    text = '',
  ) {
    this.tag = tag;
    this.attributes = attributes;
    this.children = children;
    this.text = text;
  }

  get textContent(): string {
    return this.text + this.children.map((child) => child.textContent).join('');
  }

  getAttribute(name: string): string | null {
    return this.attributes[name] ?? null;
  }

  querySelector(selector: string): Made | null {
    return this.querySelectorAll(selector)[0] ?? null;
  }

  querySelectorAll(selector: string): Made[] {
    const [first = '', second] = selector.split(' ');
    const found = this.children.flatMap((child) => [
      ...(child.tag === first ? [child] : []),
      ...child.querySelectorAll(first),
    ]);
    return second === undefined ? found : found.flatMap((parent) => parent.querySelectorAll(second));
  }
}

const head = (attributes: Record<string, string>, text: string) => new Made('th', attributes, [], text);
const cell = (value: string | null) =>
  new Made('td', {}, value === null ? [] : [new Made('data', { value })], '–');
const day = (on: string, ...values: (string | null)[]) =>
  new Made('tr', {}, [new Made('th', {}, [new Made('time', { datetime: on })]), ...values.map(cell)]);
const table = (heads: readonly Made[], rows: readonly Made[], attributes = {}) =>
  new Made('table', attributes, [
    new Made('thead', {}, [new Made('tr', {}, [head({}, 'Day'), ...heads])]),
    new Made('tbody', {}, rows),
  ]);

const us = head({ 'data-series': 'region-us', 'data-short': 'US' }, ' United States ');
const open = head({ 'data-series': 'region-unknown', 'data-open': '' }, 'Unknown');

test('a table is read as it stands: names, colours, days, values', () => {
  const made = table([us, open], [day('2026-08-01', '0.75', '0.25'), day('2026-08-02', '0', null)], {
    'data-step': 'week',
  });
  expect(readTable<Made>(made, (each) => `colour of ${each.getAttribute('data-series')}`)).toEqual({
    kind: 'line',
    step: 'week',
    unit: 'share',
    columns: [
      { name: 'United States', short: 'US', open: false, color: 'colour of region-us' },
      { name: 'Unknown', short: 'Unknown', open: true, color: 'colour of region-unknown' },
    ],
    rows: [
      { on: '2026-08-01', values: [0.75, 0.25], highs: [null, null], note: null, provisional: false },
      { on: '2026-08-02', values: [0, null], highs: [null, null], note: null, provisional: false },
    ],
  });
});

test('a table without series is not drawn', () => {
  expect(() => readTable<Made>(table([head({}, 'Share')], []), () => '')).toThrow('names no series');
});

test('a row that misses a value is not drawn', () => {
  expect(() => readTable<Made>(table([us, open], [day('2026-08-01', '1')]), () => '')).toThrow(
    'rows and heads differ',
  );
});

test('a row without a day is not drawn', () => {
  const row = new Made('tr', {}, [new Made('th', {}), cell('1')]);
  expect(() => readTable<Made>(table([us], [row]), () => '')).toThrow('names no day');
});

test('a band and a note are read with the row they stand in', () => {
  const banded = new Made('td', {}, [new Made('data', { value: '0.5', 'data-high': '0.75' })]);
  const time = new Made('th', {}, [new Made('time', { datetime: '2026-08-01' })]);
  const row = new Made('tr', { 'data-note': 'Counters were restated.' }, [time, banded]);
  expect(readTable<Made>(table([us], [row]), () => '').rows).toEqual([
    { on: '2026-08-01', values: [0.5], highs: [0.75], note: 'Counters were restated.', provisional: false },
  ]);
});
