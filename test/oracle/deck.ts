import type { Chance } from './chance.ts';

/** Deals every card once before any comes again. */
export interface Deck<Card> {
  deal(): Card;
}

/** A deck that is shuffled each time it has been dealt. */
export function deckOf<Card>(cards: readonly Card[], chance: Chance): Deck<Card> {
  const left: Card[] = [];
  return {
    deal() {
      if (left.length === 0) left.push(...shuffled(cards, chance));
      const [card] = left.splice(0, 1);
      if (card === undefined) throw new Error('the deck is empty');
      return card;
    },
  };
}

function shuffled<Card>(cards: readonly Card[], chance: Chance): Card[] {
  return cards
    .map((card) => ({ card, at: chance.next() }))
    .sort((a, b) => a.at - b.at)
    .map(({ card }) => card);
}
