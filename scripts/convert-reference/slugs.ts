const letters = new Map([
  ['ð', 'd'],
  ['ı', 'i'],
  ['ł', 'l'],
  ['ø', 'o'],
  ['ß', 'ss'],
  ['&', ' and '],
]);
const longest = 64;

/** One unique slug per name, in the order given. Long names lose what stands in parentheses, then their end. */
export function slugs(names: readonly string[]): string[] {
  const chosen = new Map<number, string>();
  const taken = new Set<string>();
  for (const [i, wishes] of [...names.map(wishesOf).entries()].sort(shortNamesFirst)) {
    const free = wishes.find((wish) => !taken.has(wish));
    if (free === undefined) throw new Error(`${names[i]}: no free slug`);
    taken.add(free);
    chosen.set(i, free);
  }
  return names.map((_, i) => chosen.get(i) ?? '');
}

/** A name that fits keeps its slug, whatever longer names would be cut to. */
function shortNamesFirst([, a]: [number, string[]], [, b]: [number, string[]]): number {
  return Number(a[0] !== a[1]) - Number(b[0] !== b[1]);
}

/** What a name may be called, best first: short, in full, numbered. */
function wishesOf(name: string): string[] {
  const whole = slug(name);
  const short = whole.length <= longest ? whole : shortened(slug(name.replace(/\(.*/, '')));
  return [short, whole, `${short}-2`, `${short}-3`];
}

function slug(name: string): string {
  return [...name.toLowerCase()]
    .map((letter) => letters.get(letter) ?? letter)
    .join('')
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
}

function shortened(whole: string): string {
  return whole.length <= longest ? whole : whole.slice(0, longest + 1).replace(/-[^-]*$/, '');
}
