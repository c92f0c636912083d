import { declaresBase, type Facet } from './facets.ts';
import type { Codes, KeySpace } from './key-space.ts';

/** A group that keys count for. */
export interface ChosenGroup {
  /** Group ids in the order of `by`, joined by line breaks. */
  ids: string;
  /** What a sum counts for here. */
  weight: number;
  /** Whether it is of models that declare a base; null where nobody asked. */
  declared: boolean | null;
}

/** Key `keys[i]` counts for the groups `bundles[at[i]]`. Keys ascend. */
export interface Chosen {
  keys: readonly number[];
  at: readonly number[];
  bundles: readonly (readonly ChosenGroup[])[];
}

type Ways = readonly { part: number; weight: number }[];

/** A facet over the codes of its column: what each code comes to, as the number of a combination of group ids. */
interface Compiled {
  codes: Codes;
  waysOf: readonly Ways[];
  /** Group ids by their places, for each combination. */
  parts: readonly (readonly { place: number; id: string }[])[];
}

/** The keys that a definition lets through, and the groups they count for. `telling`: apart by whether a base is declared. */
export function chooseKeys(space: KeySpace, facets: readonly Facet[], telling: boolean): Chosen {
  const all = facets.map((facet) => compile(space, facet));
  if (telling) all.push(compileDeclared(space));
  const sieves = all.map(sieveOf).toSorted((a, b) => a.open - b.open);
  const counted = all.filter(isCounted);
  const strides = counted.map((_, at) =>
    counted.slice(0, at).reduce((product, { parts }) => product * parts.length, 1),
  );
  const keys: number[] = [];
  const at: number[] = [];
  const bundles = numbered<Counts>();
  const single = new Map<number, number>();
  const several = (row: number, facet: number, combination: number, weight: number): Counts => {
    const one = counted[facet];
    if (!one) return [{ combination, weight }];
    return (one.waysOf[one.codes[row] ?? 0] ?? []).flatMap((way) =>
      several(row, facet + 1, combination + way.part * (strides[facet] ?? 1), weight * way.weight),
    );
  };
  rows: for (let row = 0; row < space.length; row++) {
    for (const { codes, lets } of sieves) if (lets[codes[row] ?? 0] === 0) continue rows;
    keys.push(space.ids[row] ?? 0);
    // Most keys count whole, for one group.
    let combination = 0;
    let isWhole = true;
    for (let facet = 0; facet < counted.length && isWhole; facet++) {
      const one = counted[facet];
      const ways = one?.waysOf[one.codes[row] ?? 0] ?? [];
      isWhole = ways.length === 1 && ways[0]?.weight === 1;
      combination += (ways[0]?.part ?? 0) * (strides[facet] ?? 1);
    }
    const known = isWhole ? single.get(combination) : undefined;
    if (known !== undefined) {
      at.push(known);
      continue;
    }
    const counts = isWhole ? [{ combination, weight: 1 }] : several(row, 0, 0, 1);
    const place = bundles.place(counts, counts.map((one) => `${one.combination} ${one.weight}`).join());
    if (isWhole) single.set(combination, place);
    at.push(place);
  }
  return {
    keys,
    at,
    bundles: bundles.found.map((counts) =>
      counts.map(({ combination, weight }) => ({ ...decode(combination, counted, strides), weight })),
    ),
  };
}

type Counts = readonly { combination: number; weight: number }[];

/** Numbers things as they come; equal names are one thing. */
function numbered<Thing>() {
  const found: Thing[] = [];
  const places = new Map<string, number>();
  return {
    found,
    place(thing: Thing, name: string): number {
      const place = places.get(name) ?? found.push(thing) - 1;
      places.set(name, place);
      return place;
    },
  };
}

/** Which codes a facet lets through; `open` is how large a part of them. */
function sieveOf({ codes, waysOf }: Compiled): { codes: Codes; lets: Uint8Array; open: number } {
  const lets = Uint8Array.from(waysOf, (ways) => (ways.length > 0 ? 1 : 0));
  return { codes, lets, open: lets.reduce((sum, one) => sum + one, 0) / Math.max(1, lets.length) };
}

/** False of a facet that only lets through or not: it groups nothing and halves nothing. */
function isCounted({ waysOf, parts }: Compiled): boolean {
  return (
    parts.some((part) => part.length > 0) || waysOf.some((ways) => ways.some(({ weight }) => weight !== 1))
  );
}

function compile({ columns }: KeySpace, facet: Facet): Compiled {
  const coded = columns.get(facet.column);
  if (!coded) throw new Error(`these keys have no ${facet.column}`);
  const numbers = new Map<string, number>();
  const parts: { place: number; id: string }[][] = [];
  const waysOf = coded.words.map((word) => {
    if (!facet.keeps(word)) return [];
    const weights = new Map<number, number>();
    for (const way of facet.waysOf(word)) {
      if (!facet.lenses.every(({ use, ids }) => ids.has(way.idOf(use)))) continue;
      const part = facet.groups.map(({ use, place }) => ({ place, id: way.idOf(use) }));
      const text = part.map(({ id }) => id).join('\n');
      const number = numbers.get(text) ?? parts.push(part) - 1;
      numbers.set(text, number);
      weights.set(number, (weights.get(number) ?? 0) + way.weight);
    }
    return [...weights].map(([part, weight]) => ({ part, weight }));
  });
  return { codes: coded.codes, waysOf, parts };
}

/** Place −1 tells whether a base is declared. Slices say so, of kinds and cells it follows from the relation. */
function compileDeclared({ columns }: KeySpace): Compiled {
  const told = columns.get('declared');
  const coded = told ?? columns.get('relation');
  if (!coded) throw new Error('these keys do not tell what declares a base');
  const declares = (word: string) => (told ? word === 'true' : declaresBase(word));
  return {
    codes: coded.codes,
    waysOf: coded.words.map((word) => [{ part: declares(word) ? 1 : 0, weight: 1 }]),
    parts: [[{ place: -1, id: 'false' }], [{ place: -1, id: 'true' }]],
  };
}

function decode(
  combination: number,
  compiled: readonly Compiled[],
  strides: readonly number[],
): Pick<ChosenGroup, 'ids' | 'declared'> {
  const ids: string[] = [];
  let declared: boolean | null = null;
  for (const [facet, { parts }] of compiled.entries()) {
    const number = Math.floor(combination / (strides[facet] ?? 1)) % Math.max(1, parts.length);
    for (const { place, id } of parts[number] ?? []) {
      if (place >= 0) ids[place] = id;
      else declared = id === 'true';
    }
  }
  return { ids: ids.join('\n'), declared };
}
