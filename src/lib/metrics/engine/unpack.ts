/** Digits of a field of a pack, as `fold_width` in db/functions/32-fold.sql. */
const widths: Readonly<Record<string, number>> = {
  models: 9,
  models_sized: 9,
  likes: 10,
  downloads_all_time: 14,
  parameters: 20,
  weighted: 27,
};
const usualWidth = 13;

/** Fields of a pack by grain. */
export const FIELDS = { week: 624, day: 112 } as const;

/** Widths whose numbers are exact however they are read. */
const exactDigits = 15;

/** Reads the numbers of a pack, `count` fields of the width of the measure, by their place; 0 is the oldest. */
export function unpack(sums: string, measure: string, count: number): (place: number) => number {
  const width = widths[measure] ?? usualWidth;
  // Leading zeros are not kept.
  const missing = width * count - sums.length;
  return (place) => {
    const end = (place + 1) * width - missing;
    const begin = Math.max(0, end - width);
    if (end <= 0) return 0;
    if (width > exactDigits) return Number(sums.slice(begin, end));
    let value = 0;
    for (let at = begin; at < end; at++) value = value * 10 + (sums.charCodeAt(at) - zero);
    return value;
  };
}

const zero = '0'.charCodeAt(0);
const msPerDay = 86_400_000;
const firstMonday = Date.parse('1970-01-05T00:00:00Z');

/** Days from Monday 1970-01-05, as `day_of`; divided by 7 as `week_of`. */
export function placeOfDay(day: string): number {
  return Math.round((Date.parse(`${day}T00:00:00Z`) - firstMonday) / msPerDay);
}
