import type { Chance } from './chance.ts';

/** The counters of one model, as they move from look to look. */
export interface Counters {
  moves: boolean;
  /** Downloads of 30 days. */
  recent: number;
  allTime: number;
  likes: number;
  /** Part of looks that do not say the all-time counter. */
  silent: number;
  shown(chance: Chance): {
    downloads30d: number | null;
    downloadsAllTime: number | null;
    likes: number | null;
  };
}

/** Old models are downloaded more, some of them by machines: many downloads, few likes. */
export function countersOf(old: boolean, chance: Chance): Counters {
  const recent = Math.floor(
    Math.min(2e8, 20 * chance.next() ** -1.3) * (old && chance.happens(0.3) ? 100 : 1),
  );
  const silent = chance.happens(0.02) ? 1 : chance.happens(0.02) ? 0.3 : 0;
  const unliked = chance.happens(0.03);
  return {
    moves: chance.happens(0.4),
    recent: chance.happens(0.1) ? 0 : recent,
    allTime: Math.floor(recent * (1 + 40 * chance.next())),
    likes: chance.happens(0.4) ? 0 : Math.floor(chance.next() ** -0.7),
    silent,
    shown(now) {
      return {
        downloads30d: silent > 0 && now.happens(silent / 2) ? null : this.recent,
        downloadsAllTime: silent > 0 && now.happens(silent) ? null : this.allTime,
        likes: unliked ? null : this.likes,
      };
    },
  };
}

/** Time passes: counters grow; now and then the Hub takes some back. */
export function pass(counters: Counters, chance: Chance): void {
  if (!counters.moves || chance.happens(0.4)) return;
  counters.allTime += Math.floor((counters.recent / 15) * chance.next());
  if (chance.happens(0.02)) counters.allTime -= Math.floor(counters.allTime * 0.1 * chance.next());
  counters.recent = Math.floor(counters.recent * (0.9 + 0.2 * chance.next()));
  if (chance.happens(0.05)) counters.likes += 1 + chance.below(3);
}
