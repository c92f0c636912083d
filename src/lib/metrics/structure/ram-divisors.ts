/** What downloads at an age are divided by. */
export interface RamDivisor {
  sizeClass: string;
  /** Days from release. */
  age: number;
  /** Median of the ten largest of the class: the mean of the fifth and the sixth. */
  median: number;
  /** The tenth, or that of a younger age where it is larger: downloads so far cannot shrink with age. */
  tenth: number;
}

export interface FrozenPeers {
  sizeClass: string;
  age: number;
  /** Downloads of the ten largest at that age. */
  downloads: readonly number[];
}

/** The divisors of both versions from a frozen baseline, by class and age. */
export function ramDivisors(peers: readonly FrozenPeers[]): readonly RamDivisor[] {
  const inOrder = peers.toSorted((a, b) => a.sizeClass.localeCompare(b.sizeClass) || a.age - b.age);
  let envelope = { sizeClass: '', tenth: 0 };
  return inOrder.map(({ sizeClass, age, downloads }) => {
    const falling = downloads.toSorted((a, b) => b - a);
    const before = envelope.sizeClass === sizeClass ? envelope.tenth : 0;
    envelope = { sizeClass, tenth: Math.max(before, falling.at(-1) ?? 0) };
    return { sizeClass, age, median: medianOf(falling), tenth: envelope.tenth };
  });
}

function medianOf(falling: readonly number[]): number {
  const middle = falling.length / 2;
  const [upper, lower] = [falling[Math.ceil(middle) - 1] ?? 0, falling[Math.floor(middle)] ?? 0];
  return (upper + lower) / 2;
}
