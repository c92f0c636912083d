/** A stretch of a file, both ends inside. */
export interface Stretch {
  start: number;
  end: number;
}

/**
 * What a `Range` header asks of a file: RFC 9110 §14.2. Null: send all of it, as for a header that is not understood or
 * that asks for several stretches. `unsatisfiable`: it lies beyond the end.
 */
export function readRange(header: string | undefined, size: number): Stretch | 'unsatisfiable' | null {
  const [, first, last] = /^bytes=(\d{0,15})-(\d{0,15})$/.exec(header?.trim() ?? '') ?? [];
  if (first === undefined || last === undefined || (first === '' && last === '')) return null;
  if (first === '') {
    const count = Math.min(Number(last), size);
    return count === 0 ? 'unsatisfiable' : { start: size - count, end: size - 1 };
  }
  const start = Number(first);
  const end = last === '' ? size - 1 : Math.min(Number(last), size - 1);
  if (last !== '' && Number(last) < start) return null;
  return start >= size ? 'unsatisfiable' : { start, end };
}
