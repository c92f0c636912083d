/** A table as a chart needs it: no DOM left in it. */
export interface ChartTable {
  /** `area`: the columns are stacked, the first at the bottom. */
  kind: 'line' | 'bars' | 'area';
  /** Line only: the widest distance of two days that is still one line. */
  step: 'day' | 'week' | 'month';
  unit: 'share' | 'count' | 'parameters';
  columns: readonly ChartColumn[];
  rows: readonly ChartRow[];
}

export interface ChartRow {
  /** YYYY-MM-DD or YYYY-MM. */
  on: string;
  values: readonly (number | null)[];
  /** The highest each could be; null where it has no band. */
  highs: readonly (number | null)[];
  /** What happened then, marked on the axis; null: nothing that is known. */
  note: string | null;
  /** Under which the notes are listed beside the chart; none where no list is. */
  numbers?: readonly number[];
  /** Not over: drawn hollow. */
  provisional: boolean;
}

export interface ChartColumn {
  name: string;
  short: string;
  /** Not known: drawn thin and pale. */
  open: boolean;
  /** Resolved CSS colour. */
  color: string;
  /** The earlier period of the column before it. */
  previous?: boolean;
}

/** As much of an element as reading needs. */
export interface Markup<Self> {
  readonly textContent: string | null;
  getAttribute(name: string): string | null;
  querySelector(selector: string): Self | null;
  querySelectorAll(selector: string): Iterable<Self>;
}

/** Reads the table a chart draws. Throws when it is not one: the table then stands alone. */
export function readTable<Node extends Markup<Node>>(
  table: Node,
  colorOf: (head: Node) => string,
): ChartTable {
  const heads = [...table.querySelectorAll('thead th')]
    .slice(1)
    .filter((head) => head.getAttribute('data-series') !== null);
  if (heads.length === 0) throw new Error('the table names no series');
  const rows = [...table.querySelectorAll('tbody tr')].map((row) => readRow(row));
  if (rows.some(({ values }) => values.length !== heads.length)) throw new Error('rows and heads differ');
  return {
    kind: kindOf(table.getAttribute('data-chart')),
    step: stepOf(table.getAttribute('data-step')),
    unit: unitOf(table.getAttribute('data-unit')),
    columns: heads.map((head) => ({
      name: nameOf(head),
      short: head.getAttribute('data-short') ?? nameOf(head),
      open: head.getAttribute('data-open') !== null,
      color: colorOf(head),
      ...(head.getAttribute('data-previous') === null ? {} : { previous: true }),
    })),
    rows,
  };
}

function readRow<Node extends Markup<Node>>(row: Node): ChartRow {
  const on = row.querySelector('time')?.getAttribute('datetime');
  if (!on) throw new Error('a row names no day');
  const cells = [...row.querySelectorAll('td')].map((cell) => cell.querySelector('data'));
  return {
    on,
    values: cells.map((cell) => numberIn(cell?.getAttribute('value'))),
    highs: cells.map((cell) => numberIn(cell?.getAttribute('data-high'))),
    note: row.getAttribute('data-note'),
    ...numbersOf(row.getAttribute('data-numbers')),
    provisional: row.getAttribute('data-provisional') !== null,
  };
}

function numbersOf(text: string | null): Pick<ChartRow, 'numbers'> {
  return text === null ? {} : { numbers: text.split(' ').map(Number) };
}

function numberIn(text: string | null | undefined): number | null {
  return text === null || text === undefined || text === '' ? null : Number(text);
}

function kindOf(kind: string | null): ChartTable['kind'] {
  return kind === 'bars' || kind === 'area' ? kind : 'line';
}

function unitOf(unit: string | null): ChartTable['unit'] {
  return unit === 'count' || unit === 'parameters' ? unit : 'share';
}

function nameOf<Node extends Markup<Node>>(head: Node): string {
  return head.textContent?.trim() ?? '';
}

function stepOf(step: string | null): ChartTable['step'] {
  return step === 'week' || step === 'month' ? step : 'day';
}
