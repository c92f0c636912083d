/** A well mixed 32-bit number for model `i`; `salt` keeps the fields of one model independent. */
export function hash(seed: number, i: number, salt: number): number {
  let h = Math.imul(i + 1, 0x9e3779b1) ^ Math.imul(seed + Math.imul(salt, 0x632be5ab), 0x85ebca6b);
  h ^= h >>> 16;
  h = Math.imul(h, 0x21f0aaad);
  h ^= h >>> 15;
  h = Math.imul(h, 0x735a2d97);
  return (h ^ (h >>> 15)) >>> 0;
}

/** The same as a fraction above 0 and up to 1. */
export function chance(seed: number, i: number, salt: number): number {
  return (hash(seed, i, salt) + 1) / 4_294_967_296;
}

/** Eight hexadecimal digits. */
export function hex8(n: number): string {
  return (n + 0x1_0000_0000).toString(16).slice(1);
}
