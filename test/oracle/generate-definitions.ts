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
import { FIRST_DAY } from './generate-population.ts';
import type { JudgedSnapshot, Kind } from './judge-world.ts';
import { portionsOf } from './portions.ts';

/** Deals every card once before any comes again. */
interface Deck<Card> {
  deal(): Card;
}

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
  const definitions: Definition[] = [];
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

function drawBy(kinds: readonly Kind[], chance: Chance): () => Definition {
  const ids = <Id>(choices: readonly { id: Id }[]) =>
    deckOf(
      choices.map(({ id }) => id),
      chance,
    );
  const decks = {
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
  return () => {
    const dealt = decks.attribution.deal();
    const scheme = decks.scheme.deal();
    const measure = decks.measure.deal();
    const step = measure === 'newModels' ? 'month' : decks.step.deal();
    const isMedian = measure.startsWith('parametersMedian');
    const attribution = isMedian && dealt === 'flow' ? 'uploader' : dealt;
    const from = isMedian ? decks.median : step === 'day' ? decks.daily : null;
    const by =
      attribution === 'flow'
        ? [ofPublisher(from ?? decks.by)]
        : different(isMedian ? chance.below(2) : decks.groups.deal(), from ?? decks.by);
    const lensed = isMedian ? [] : different(decks.lenses.deal(), from ?? decks.lens);
    const lenses = lensed.map(
      (dimension) => [dimension, lensOn(dimension, { kinds, scheme, chance })] as const,
    );
    const unknown = decks.unknown.deal();
    return definitionOf({
      panel: 'hub',
      measure,
      universe: step === 'day' || isMedian ? 'all' : decks.universe.deal(),
      by,
      lenses: Object.fromEntries(lenses),
      window: decks.window.deal(),
      step,
      attribution,
      counting: step === 'day' ? 'primary' : decks.counting.deal(),
      facts: step === 'day' ? 'then' : decks.facts.deal(),
      unknown: unknown === 'band' && (by.length === 0 || measure.startsWith('parameters')) ? 'keep' : unknown,
      scheme,
      infrastructure: decks.infrastructure.deal(),
      snapshot: measure === 'newModels' ? null : decks.snapshot.deal(),
    });
  };
}

function deckOf<Card>(cards: readonly Card[], chance: Chance): Deck<Card> {
  const left: Card[] = [];
  return {
    deal() {
      if (left.length === 0)
        left.push(
          ...cards
            .map((card) => ({ card, at: chance.next() }))
            .sort((a, b) => a.at - b.at)
            .map(({ card }) => card),
        );
      const [card] = left.splice(0, 1);
      if (card === undefined) throw new Error('the deck is empty');
      return card;
    },
  };
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
