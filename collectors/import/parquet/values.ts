/**
 * A cell as JSON has it: a bigint becomes a number where that is exact, else its digits, which no reader takes
 * for a count; a `Date` becomes ISO text; nested cells the same. Nothing is rounded.
 */
export function plain(value: unknown): unknown {
  if (value === undefined) return null;
  if (typeof value === 'bigint') {
    return value >= BigInt(Number.MIN_SAFE_INTEGER) && value <= BigInt(Number.MAX_SAFE_INTEGER)
      ? Number(value)
      : value.toString();
  }
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? null : value.toISOString();
  if (typeof value === 'number') return Number.isFinite(value) ? value : String(value);
  if (ArrayBuffer.isView(value)) return null;
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, plain(one)]));
  }
  return value;
}

const strict = new TextDecoder('utf-8', { fatal: true });
const dayTexts = new Map<number, string>();

/** A text that is not UTF-8 is no text: two broken names would become equal. */
function textFromBytes(bytes: Uint8Array | undefined): string | null {
  if (!bytes) return null;
  try {
    return strict.decode(bytes);
  } catch {
    return null;
  }
}

/** How cells are read: dates as texts, timestamps as `Date`, 64-bit integers as bigint. */
export const PARSERS = {
  stringFromBytes: textFromBytes,
  /** Left as text: one broken value must not take the whole group with it. */
  jsonFromBytes: textFromBytes,
  dateFromDays: (days: number | null | undefined) => {
    if (days === null || days === undefined) return null;
    let text = dayTexts.get(days);
    if (text === undefined) {
      const at = new Date(days * 86_400_000);
      text = Number.isNaN(at.getTime()) ? 'no date' : at.toISOString().slice(0, 10);
      if (dayTexts.size < 10_000) dayTexts.set(days, text);
    }
    return text;
  },
};
