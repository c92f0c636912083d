/** A raw entry of the Hub that appeared at the first second of a UTC day: its object id says so. */
export function released(
  day: string,
  n: number,
  fields: Record<string, unknown> = {},
): Record<string, unknown> {
  const seconds = Date.parse(`${day}T00:00:00Z`) / 1000;
  return {
    _id: `${seconds.toString(16)}${String(n).padStart(16, '0')}`,
    id: `acme/m${n}`,
    createdAt: `${day}T00:00:00.000Z`,
    downloads: 10,
    ...fields,
  };
}

/** Sixty models from long before any record, so that the checks find every look credible. */
export const oldModels = Array.from({ length: 60 }, (_, i) =>
  released('2024-03-24', i + 1000, { id: `old/m${i}`, downloads: 1000, downloadsAllTime: 5000 }),
);
