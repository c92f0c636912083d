import type { Reference } from '../../db/load-reference.ts';
import { type Chance, createChance } from './chance.ts';
import { dayAfter } from './days.ts';
import { factsOf } from './facts-of.ts';
import { type Counters, countersOf, pass } from './generate-counters.ts';
import { generateReference } from './generate-reference.ts';
import { describe, edit, nameOf, rename } from './generate-said.ts';
import type { Entry, Said, World, WorldLook, WorldModel } from './world.ts';

/** The first day of a generated world. Its hundred days cross a year whose first ISO week begins in December. */
export const FIRST_DAY = '2025-11-24';
/** From this day on publishers are elsewhere, are something else, own other namespaces. */
export const CHANGE_DAY = dayAfter(FIRST_DAY, 47);

/** Days of published looks, from the first: every day, some days, whole weeks without any, once a week. */
const LOOKS = [
  ...[0, 1, 2, 3, 4, 5, 6, 7, 8, 10, 11, 14, 17, 18, 19, 20, 21, 22, 23, 30, 31, 33, 35, 36, 37, 40, 44],
  ...[49, 50, 51, 52, 60, 61, 63, 70, 77, 84, 91, 98, 99],
];
const REJECTED = 25;
/** Looked at twice on this day; the second look counts. */
const TWICE = 50;

/** What happens to a model, and what is known of it so far. */
export interface Life {
  model: WorldModel;
  n: number;
  /** Days from the first on which it is in the panel: half-open spans. */
  there: readonly [number, number][];
  counters: Counters;
  /** Day of its rename, or null. */
  renamedOn: number | null;
  said: Said | null;
  /** Names it was seen under before. */
  formerNames: readonly string[];
}

/** A world of so many models and 40 published snapshots, and the reference that knows it. The same seed, the same world. */
export function generateWorld(
  shipped: Reference,
  models: number,
  seed: number,
): { world: World; reference: Reference } {
  const chance = createChance(seed);
  const lives: Life[] = Array.from({ length: models }, (_, n) => born(n, chance));
  const reference = generateReference(shipped, listed(lives, chance), CHANGE_DAY);
  const looks: WorldLook[] = [];
  for (const offset of [...LOOKS, REJECTED].toSorted((a, b) => a - b)) {
    const day = dayAfter(FIRST_DAY, offset);
    if (offset === REJECTED) {
      const before = looks.at(-1)?.entries ?? [];
      looks.push({ day, fate: 'rejected', entries: before.slice(0, Math.floor(before.length / 3)) });
      continue;
    }
    const entries = lives.flatMap((life) => seen(life, { lives, offset, chance }) ?? []);
    if (offset === TWICE) {
      const other = entries.map((entry) => ({
        ...entry,
        likes: 1,
        downloadsAllTime: (entry.downloadsAllTime ?? 0) + 1000,
      }));
      looks.push({ day, fate: 'superseded', entries: other });
    }
    looks.push({ day, fate: 'published', entries });
  }
  return { world: { models: lives.map(({ model }) => model), looks, facts: factsOf(reference) }, reference };
}

function born(n: number, chance: Chance): Life {
  const kind = chance.next();
  // Unknown; from the Hub's first years; from the years after; while we look.
  const created =
    kind < 0.08
      ? null
      : kind < 0.3
        ? dayAfter('2022-03-03', chance.below(300))
        : kind < 0.8
          ? dayAfter('2023-01-01', chance.below(1050))
          : dayAfter(FIRST_DAY, chance.below(100));
  const clock = chance.pick(['00:00:00', '08:15:30', '23:59:59']);
  const offset = created === null ? 0 : Math.max(0, daysFrom(FIRST_DAY, created));
  const from = offset + (chance.happens(0.2) ? chance.below(15) : 0);
  const objectId = `66${n.toString(16).padStart(22, '0')}`;
  return {
    model: { objectId, createdAt: created === null ? null : `${created}T${clock}.000Z` },
    n,
    there: spans(from, chance),
    counters: countersOf(created === null || created < '2023-01-01', chance),
    renamedOn: chance.happens(0.05) ? chance.below(100) : null,
    said: null,
    formerNames: [],
  };
}

/** Most stay; some go; some come back, a few on another day than a look's. */
function spans(from: number, chance: Chance): [number, number][] {
  const left = from + 1 + chance.below(80);
  if (chance.happens(0.06)) return [[from, left]];
  if (chance.happens(0.06))
    return [
      [from, left],
      [left + 1 + chance.below(25), 1000],
    ];
  return [[from, 1000]];
}

function seen(
  life: Life,
  { lives, offset, chance }: { lives: readonly Life[]; offset: number; chance: Chance },
): Entry | null {
  pass(life.counters, chance);
  if (!life.there.some(([from, until]) => from <= offset && offset < until)) return null;
  const before = life.said;
  if (before === null) {
    life.said = describe(life, lives, chance);
  } else {
    if (chance.happens(0.004)) life.said = edit(life, before, { lives, chance });
    if (life.renamedOn !== null && life.renamedOn <= offset) {
      life.formerNames = [before.repoId];
      life.said = { ...(life.said ?? before), repoId: rename(life.n, chance) };
      life.renamedOn = null;
    }
  }
  const { downloads30d, downloadsAllTime, likes } = life.counters.shown(chance);
  return life.said && { model: life.n, said: life.said, downloads30d, downloadsAllTime, likes };
}

/** What lists say of models by the first name they have; after a rename they say nothing any more. */
function listed(lives: readonly Life[], chance: Chance) {
  const names = (part: number) => lives.filter(() => chance.happens(part)).map(({ n }) => nameOf(n));
  return {
    parameters: new Map(
      names(0.01).map((name) => [name, chance.pick([3e8, 7e9, 70_000_000_000, 671e9])] as const),
    ),
    infrastructure: names(0.01),
    releases: new Map(names(0.03).map((name) => [name, dayAfter('2021-06-01', chance.below(1600))] as const)),
    tracked: names(0.04),
  };
}

function daysFrom(start: string, day: string): number {
  return (Date.parse(day) - Date.parse(start)) / 86_400_000;
}
