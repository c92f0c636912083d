import type { ColumnType } from '../dictionary/table.ts';

/** A cell as the Parquet writer takes it: days as numbers since 1970-01-01. */
export type ParquetValue = string | number | bigint | boolean | null;

const msPerDay = 86_400_000;
const smallest = 1 << 16;
const small: readonly bigint[] = Array.from({ length: smallest }, (_, n) => BigInt(n));
const days = new Map<string, number>();

/** How the text of a cell becomes a value. Throws where it does not fit the type. */
export const VALUES: Readonly<Record<ColumnType, (text: string) => ParquetValue>> = {
  date: dayNumber,
  integer: wholeNumber,
  number(text) {
    const number = Number(text);
    if (Number.isNaN(number)) throw new Error(`expected a number, got ${text.slice(0, 40)}`);
    return number;
  },
  boolean(text) {
    if (text !== 't' && text !== 'f') throw new Error(`expected t or f, got ${text.slice(0, 40)}`);
    return text === 't';
  },
  string: (text) => text,
  list: (text) => text,
  json: (text) => text,
};

/** Numbers are kept: making a new one costs more than everything else about a cell. */
function wholeNumber(text: string): bigint {
  if (text.length < 5 && text >= '0') return small[Number(text)] ?? BigInt(text);
  return BigInt(text);
}

function dayNumber(text: string): number {
  const known = days.get(text);
  if (known !== undefined) return known;
  if (!/^\d{4}-\d\d-\d\d$/.test(text)) throw new Error(`expected a day, got ${text.slice(0, 40)}`);
  const number = Date.parse(`${text}T00:00:00Z`) / msPerDay;
  if (days.size > 100_000) days.clear();
  days.set(text, number);
  return number;
}
