/** What spreadsheets take for the beginning of a formula, in half and full width, and what they skip before one. */
const formula = /^[\s\p{Cc}]*[=+\-@\uff1d\uff0b\uff0d\uff20]/u;

const number = /^-?\d+(\.\d+)?(e[+-]?\d+)?$/;

/** A cell that stays text in a spreadsheet: an apostrophe before what would become a formula. Numbers stay numbers. */
export function defuse(cell: string | null): string | null {
  if (cell === null || number.test(cell)) return cell;
  return formula.test(cell) || /^[\t\r\n]/.test(cell) ? `'${cell}` : cell;
}
