export type Cell = string | number | boolean | null;

/** A row as PostgreSQL writes it into CSV: nothing for null, two quotes for an empty text, quotes where they are needed. */
export function encodeRow(cells: readonly Cell[]): string {
  return `${cells.map(encode).join(',')}\n`;
}

function encode(cell: Cell): string {
  if (cell === null) return '';
  if (typeof cell === 'boolean') return cell ? 't' : 'f';
  if (typeof cell === 'number') return String(cell);
  return cell === '' || /[",\n\r]/.test(cell) || cell === '\\.' ? `"${cell.replaceAll('"', '""')}"` : cell;
}
