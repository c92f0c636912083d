import { declaresBase, type Facet } from './facets.ts';
import type { KeySpace } from './key-space.ts';

/** A group that keys count for. */
export interface ChosenGroup {
  /** Group ids in the order of `by`, joined by line breaks. */
  ids: string;
  /** What a sum counts for here. */
  weight: number;
  /** Whether it is of models that declare a base; null where nobody asked. */
  declared: boolean | null;
}

/** Key `keys[i]` counts for group `groups[at[i]]`. A key may count for several. */
export interface Chosen {
  keys: readonly number[];
  at: readonly number[];
  groups: readonly ChosenGroup[];
}

type Ways = readonly { part: number; weight: number }[];

/** A facet over the codes of its column: what each code comes to, as the number of a combination of group ids. */
interface Compiled {
  codes: Int32Array;
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
  const placeOf = places();
  const put = (row: number, combination: number, weight: number) => {
    keys.push(space.ids[row] ?? 0);
    at.push(placeOf.place(combination, weight));
  };
  const several = (row: number, facet: number, combination: number, weight: number) => {
    const one = counted[facet];
    if (!one) return put(row, combination, weight);
    for (const way of one.waysOf[one.codes[row] ?? 0] ?? [])
      several(row, facet + 1, combination + way.part * (strides[facet] ?? 1), weight * way.weight);
  };
  rows: for (let row = 0; row < space.length; row++) {
    for (const { codes, lets } of sieves) if (lets[codes[row] ?? 0] === 0) continue rows;
    let combination = 0;
    let weight = 1;
    for (let facet = 0; facet < counted.length; facet++) {
      const one = counted[facet];
      const ways = one?.waysOf[one.codes[row] ?? 0] ?? [];
      const [way] = ways;
      if (ways.length !== 1 || !way) {
        several(row, 0, 0, 1);
        continue rows;
      }
      combination += way.part * (strides[facet] ?? 1);
      weight *= way.weight;
    }
    put(row, combination, weight);
  }
  return {
    keys,
    at,
    groups: placeOf.found.map(({ combination, weight }) => ({
      ...decode(combination, counted, strides),
      weight,
    })),
  };
}

/** Numbers pairs of a combination and a weight as they come. */
function places() {
  const found: { combination: number; weight: number }[] = [];
  const whole = new Map<number, number>();
  const weighted = new Map<number, Map<number, number>>();
  return {
    found,
    place(combination: number, weight: number): number {
      const byWeight = weight === 1 ? null : (weighted.get(combination) ?? new Map<number, number>());
      if (byWeight) weighted.set(combination, byWeight);
      const known = byWeight ? byWeight.get(weight) : whole.get(combination);
      if (known !== undefined) return known;
      const place = found.push({ combination, weight }) - 1;
      if (byWeight) byWeight.set(weight, place);
      else whole.set(combination, place);
      return place;
    },
  };
}

/** Which codes a facet lets through; `open` is how large a part of them. */
function sieveOf({ codes, waysOf }: Compiled): { codes: Int32Array; lets: Uint8Array; open: number } {
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

/** Place −1 tells whether a base is declared. */
function compileDeclared({ columns }: KeySpace): Compiled {
  const coded = columns.get('relation');
  if (!coded) throw new Error('these keys have no relation');
  return {
    codes: coded.codes,
    waysOf: coded.words.map((word) => [{ part: declaresBase(word) ? 1 : 0, weight: 1 }]),
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
