import { DIMENSIONS, type DimensionId } from '../../db/vocab/dimensions.ts';
import { MEASURES } from '../../db/vocab/measures.ts';
import { SIZE_SCHEMES } from '../../db/vocab/size-classes.ts';
import {
  ATTRIBUTIONS,
  COUNTINGS,
  FACTS,
  INFRASTRUCTURES,
  STEPS,
  UNIVERSES,
  UNKNOWNS,
} from '../../src/lib/definition/choices.ts';
import { crossProblems } from '../../src/lib/definition/cross-rules.ts';
import { definitionOf } from '../../src/lib/definition/defaults.ts';
import type { Definition } from '../../src/lib/definition/definition.ts';
import { type Chance, createChance } from './chance.ts';
import { dayAfter } from './days.ts';
import { type Deck, deckOf } from './deck.ts';
import { FIRST_DAY } from './generate-population.ts';
import type { JudgedSnapshot, Kind } from './judge-world.ts';
import { portionsOf } from './portions.ts';

const after = (days: number) => dayAfter(FIRST_DAY, days);

/** Everything; trailing; clipped in the middle of weeks and months; beyond what is recorded. */
const WINDOWS: readonly Definition['window'][] = [
  null,
  null,
  { days: 30 },
  { days: 61 },
  { from: after(3), until: after(47) },
  { from: after(-60), until: after(31) },
  { from: after(16), until: after(200) },
];

/** Different definitions that the grammar allows, drawn so that every word of it is dealt again and again. */
export function generateDefinitions(
  snapshots: readonly JudgedSnapshot[],
  count: number,
  seed: number,
): readonly Definition[] {
  const chance = createChance(seed);
  const kinds = [...new Set(snapshots.flatMap(({ models }) => models.slice(0, 500).map(({ kind }) => kind)))];
  const draw = drawBy(kinds, chance);
  // The only dimension of roots would seldom meet those of publishers by chance.
  const definitions = DIMENSIONS.filter(({ of }) => of === 'publisher').map(({ id }) =>
    definitionOf({ panel: 'hub', by: ['family', id], step: 'week', attribution: 'creator' }),
  );
  while (definitions.length < count) {
    const definition = draw();
    if (crossProblems(definition).length === 0 && (definition.step !== 'day' || isKeptByDay(definition)))
      definitions.push(definition);
  }
  return definitions;
}

/** What medians are kept for. */
const MEDIAN: readonly DimensionId[] = ['region', 'publisher-type', 'license', 'relation', 'modality'];
const DAILY: readonly DimensionId[] = ['region', 'size', 'license', 'relation'];

/** Days are kept for a few dimensions, under the usual counting. */
function isKeptByDay({ by, lenses, universe, counting, facts }: Definition): boolean {
  const named = [...by, ...Object.keys(lenses)];
  return (
    named.every((one) => DAILY.some((kept) => kept === one)) &&
    universe === 'all' &&
    counting === 'primary' &&
    facts === 'then'
  );
}

function decksOf(chance: Chance) {
  const ids = <Id>(choices: readonly { id: Id }[]) => {
    const cards = choices.map(({ id }) => id);
    return deckOf(cards, chance);
  };
  return {
    measure: ids(MEASURES),
    universe: deckOf(['all', 'all', 'all', ...UNIVERSES.map(({ id }) => id)] as const, chance),
    by: ids(DIMENSIONS),
    lens: ids(DIMENSIONS),
    daily: deckOf(DAILY, chance),
    median: deckOf(MEDIAN, chance),
    window: deckOf(WINDOWS, chance),
    step: ids(STEPS),
    attribution: ids(ATTRIBUTIONS),
    counting: ids(COUNTINGS),
    facts: ids(FACTS),
    unknown: ids(UNKNOWNS),
    scheme: ids(SIZE_SCHEMES),
    infrastructure: ids(INFRASTRUCTURES),
    groups: deckOf([0, 1, 1, 2, 2], chance),
    lenses: deckOf([0, 0, 1, 1, 2, 3], chance),
    snapshot: deckOf([null, null, null, null, after(70), after(39)], chance),
  };
}

function drawBy(kinds: readonly Kind[], chance: Chance): () => Definition {
  const decks = decksOf(chance);
  return () => {
    const scheme = decks.scheme.deal();
    const measure = decks.measure.deal();
    const step = measure === 'newModels' ? 'month' : decks.step.deal();
    const { attribution, by, lensed } = dimensionsOf(decks, { measure, step, chance });
    const lenses = lensed.map((dimension) => {
      const groups = lensOn(dimension, { kinds, scheme, chance });
      return [dimension, isMedian(measure) ? groups.slice(0, 1) : groups] as const;
    });
    const unknown = decks.unknown.deal();
    const isDaily = step === 'day';
    return definitionOf({
      panel: 'hub',
      measure,
      universe: isDaily || isMedian(measure) ? 'all' : decks.universe.deal(),
      by,
      lenses: Object.fromEntries(lenses),
      window: decks.window.deal(),
      step,
      attribution,
      counting: isDaily ? 'primary' : decks.counting.deal(),
      facts: isDaily ? 'then' : decks.facts.deal(),
      unknown: unknown === 'band' && (by.length === 0 || measure.startsWith('parameters')) ? 'keep' : unknown,
      scheme,
      infrastructure: decks.infrastructure.deal(),
      snapshot: measure === 'newModels' ? null : decks.snapshot.deal(),
    });
  };
}

function isMedian(measure: Definition['measure']): boolean {
  return measure.startsWith('parametersMedian');
}

/** Attribution, groups and lenses that go together: medians have one group or one lens, a flow one group. */
function dimensionsOf(
  decks: ReturnType<typeof decksOf>,
  { measure, step, chance }: { measure: Definition['measure']; step: Definition['step']; chance: Chance },
) {
  const attribution = decks.attribution.deal();
  if (isMedian(measure)) {
    const one = decks.median.deal();
    const place = chance.below(3);
    return {
      attribution: attribution === 'flow' ? ('uploader' as const) : attribution,
      by: place === 0 ? [one] : [],
      lensed: place === 1 ? [one] : [],
    };
  }
  const daily = step === 'day' ? decks.daily : null;
  const by =
    attribution === 'flow'
      ? [ofPublisher(daily ?? decks.by)]
      : different(decks.groups.deal(), daily ?? decks.by);
  return { attribution, by, lensed: different(decks.lenses.deal(), daily ?? decks.lens) };
}

function different(count: number, deck: Deck<DimensionId>): DimensionId[] {
  const dealt: DimensionId[] = [];
  while (dealt.length < count) {
    const card = deck.deal();
    if (!dealt.includes(card)) dealt.push(card);
  }
  return dealt;
}

function ofPublisher(deck: Deck<DimensionId>): DimensionId {
  for (;;) {
    const card = deck.deal();
    if (DIMENSIONS.some(({ id, of }) => id === card && of === 'publisher')) return card;
  }
}

/** Some of the groups that occur, at times one that does not. */
function lensOn(
  dimension: DimensionId,
  { kinds, scheme, chance }: { kinds: readonly Kind[]; scheme: Definition['scheme']; chance: Chance },
): string[] {
  const definition = definitionOf({ by: [dimension], scheme, counting: 'full' });
  const groups = new Set(
    chance
      .some(kinds, 300)
      .flatMap((kind) => (portionsOf(kind, definition)?.groups ?? []).flatMap(({ ids }) => ids)),
  );
  const occurring = [...groups].toSorted();
  return chance.some(occurring, 1 + chance.below(Math.max(1, Math.min(5, occurring.length - 1))));
}
