/** A cell of a CSV as PostgreSQL writes it; null where nothing stands between two commas. */
export type ParsedRow = (string | null)[];

/** Takes texts one after another and returns the rows that are complete. */
export interface RowParser {
  push(text: string): ParsedRow[];
  /** Throws where a row has no end. */
  end(): void;
}

/** A parser of what `copy … (format csv)` and `encodeRow` write: strict, and fast where no cell is quoted. */
export function rowParser(): RowParser {
  let rest = '';
  return {
    push(text) {
      rest = rest === '' ? text : rest + text;
      const rows: ParsedRow[] = [];
      let at = 0;
      let quote = rest.indexOf('"');
      for (;;) {
        const end = rest.indexOf('\n', at);
        if (end === -1) break;
        if (quote !== -1 && quote < at) quote = rest.indexOf('"', at);
        if (quote === -1 || quote > end) {
          rows.push(plainRow(rest.slice(at, end)));
          at = end + 1;
          continue;
        }
        const quoted = quotedRow(rest, at);
        if (quoted === null) break;
        rows.push(quoted.row);
        at = quoted.next;
      }
      rest = rest.slice(at);
      return rows;
    },
    end() {
      if (rest !== '') throw new Error(`a CSV ends within a row: ${JSON.stringify(rest.slice(0, 80))}`);
    },
  };
}

function plainRow(line: string): ParsedRow {
  const cells: ParsedRow = line.split(',');
  for (let n = 0; n < cells.length; n++) if (cells[n] === '') cells[n] = null;
  return cells;
}

/** Null where the text ends before the row does. */
function quotedRow(text: string, from: number): { row: ParsedRow; next: number } | null {
  const row: ParsedRow = [];
  let at = from;
  for (;;) {
    if (text[at] === '"') {
      const end = closingQuote(text, at + 1);
      if (end === -1 || end + 1 >= text.length) return null;
      row.push(text.slice(at + 1, end).replaceAll('""', '"'));
      at = end + 1;
    } else {
      const end = text.slice(at).search(/[,\n]/);
      if (end === -1) return null;
      row.push(end === 0 ? null : text.slice(at, at + end));
      at += end;
    }
    if (text[at] === '\n') return { row, next: at + 1 };
    if (text[at] !== ',')
      throw new Error(`a quoted cell of a CSV goes on after its quote: ${text.slice(at, at + 20)}`);
    at += 1;
  }
}

function closingQuote(text: string, from: number): number {
  for (let at = from; ; at += 2) {
    at = text.indexOf('"', at);
    if (at === -1) return -1;
    if (text[at + 1] !== '"') return at;
  }
}
