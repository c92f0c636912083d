/** Digits of a field of a pack, as `fold_width` in db/functions/32-fold.sql. */
const widths: Readonly<Record<string, number>> = {
  models: 9,
  likes: 10,
  downloads_all_time: 14,
  parameters: 20,
  weighted: 27,
};
const usualWidth = 13;

/** Fields of a pack by grain. */
export const FIELDS = { week: 208, day: 112 } as const;

/** The numbers of a pack, oldest first: `count` fields of the width of the measure. */
export function unpack(sums: string, measure: string, count: number): readonly number[] {
  const width = widths[measure] ?? usualWidth;
  const digits = sums.padStart(width * count, '0');
  return Array.from({ length: count }, (_, place) =>
    Number(digits.slice(place * width, (place + 1) * width)),
  );
}

const msPerDay = 86_400_000;
const firstMonday = Date.parse('1970-01-05T00:00:00Z');

/** Days from Monday 1970-01-05, as `day_of`; divided by 7 as `week_of`. */
export function placeOfDay(day: string): number {
  return Math.round((Date.parse(`${day}T00:00:00Z`) - firstMonday) / msPerDay);
}

export function dayOfPlace(place: number): string {
  return new Date(firstMonday + place * msPerDay).toISOString().slice(0, 10);
}
