/** A record from outside while it is being read. `repairs` notes every value that had to be dropped. */
export interface Fields {
  readonly entry: Record<string, unknown>;
  readonly repairs: string[];
}

// Readers of single fields. Each returns the value in our terms or null: the record is kept, a bad value is not.
// faults.md B3

/** A record can be broken in thousands of places. The first ones tell how. */
const MOST_REPAIRS = 50;

export function repaired(fields: Fields, how: string): void {
  if (fields.repairs.length < MOST_REPAIRS) fields.repairs.push(how);
}

export function raw(fields: Fields, name: string): unknown {
  return Object.hasOwn(fields.entry, name) ? fields.entry[name] : undefined;
}

/** A count: a whole number from 0 to `most`, 2^53 when not said. Everything else is dropped, never rounded. */
export function count(fields: Fields, name: string, most?: number): number | null {
  return countOf(fields, name, raw(fields, name), most);
}

export function countOf(
  fields: Fields,
  name: string,
  value: unknown,
  most = Number.MAX_SAFE_INTEGER,
): number | null {
  if (value === undefined || value === null) return null;
  if (typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 && value <= most) return value;
  repaired(fields, `${name}: not a count: ${shown(value)}`);
  return null;
}

export function text(fields: Fields, name: string, limit = 256): string | null {
  return textOf(fields, name, raw(fields, name), limit);
}

export function textOf(fields: Fields, name: string, value: unknown, limit = 256): string | null {
  if (value === undefined || value === null || value === '') return null;
  if (typeof value !== 'string') {
    repaired(fields, `${name}: not a text: ${shown(value)}`);
    return null;
  }
  const clean = cleanText(value);
  if (clean.length <= limit) {
    if (clean !== value) repaired(fields, `${name}: NUL or broken characters replaced`);
    return clean;
  }
  repaired(fields, `${name}: ${value.length} characters, cut at ${limit}`);
  return clean.slice(0, limit).toWellFormed();
}

export function flag(fields: Fields, name: string): boolean | null {
  const value = raw(fields, name);
  if (value === undefined || value === null) return null;
  if (typeof value === 'boolean') return value;
  repaired(fields, `${name}: not true or false: ${shown(value)}`);
  return null;
}

/** A text or a list of texts, as a list without repeats; at most `most` of them. */
export function texts(fields: Fields, name: string, value: unknown, most: number): string[] {
  const list = Array.isArray(value) ? value : value === undefined || value === null ? [] : [value];
  if (list.length > most) repaired(fields, `${name}: ${list.length} entries, cut at ${most}`);
  const kept = new Set<string>();
  for (const one of list.length > most ? list.slice(0, most) : list) {
    const clean = isClean(one) ? one : textOf(fields, name, one);
    if (clean !== null) kept.add(clean);
  }
  return [...kept];
}

/** What nearly every text is: nothing to cut and nothing to replace. */
function isClean(value: unknown): value is string {
  return (
    typeof value === 'string' &&
    value.length > 0 &&
    value.length <= 256 &&
    value.isWellFormed() &&
    !UNUSABLE.test(value)
  );
}

/** The object under a name; an empty one where there is none. */
export function inner(fields: Fields, name: string): Record<string, unknown> {
  const value = raw(fields, name);
  if (isObject(value)) return value;
  if (value !== undefined && value !== null && value !== false) {
    repaired(fields, `${name}: not an object: ${shown(value)}`);
  }
  return {};
}

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A short picture of a value for messages. Never the whole of it: it comes from outside, and may nest deeper than we do. */
export function shown(value: unknown): string {
  if (typeof value === 'string') return JSON.stringify(value.slice(0, 60)).slice(0, 80);
  if (Array.isArray(value)) return `a list of ${value.length}`;
  return typeof value === 'object' && value !== null ? 'an object' : String(value);
}

/** PostgreSQL text takes no NUL, UTF-8 no lone surrogate, and two separators hold our own lists together. */
function cleanText(value: string): string {
  const wellFormed = value.isWellFormed() ? value : value.toWellFormed();
  return UNUSABLE.test(wellFormed) ? wellFormed.replaceAll(UNUSABLE_ALL, '\uFFFD') : wellFormed;
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: these three are what must go.
const UNUSABLE = /[\0\u001E\u001F]/;
// biome-ignore lint/suspicious/noControlCharactersInRegex: as above.
const UNUSABLE_ALL = /[\0\u001E\u001F]/g;
